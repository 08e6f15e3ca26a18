import { acceptsServerId } from "../../_shared/oauth/strategy-answers.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { onStrategy, placeOfUseCase } from "../judge/strategy.ts";
import { METADATA } from "../judge/subjects.ts";

export default {
  id: "dust/oauth-front-personal",
  severity: "warning",
  title: "A server that people connect themselves has a provider that lets them",
  why: "To set up a personal connection the front hands the provider the server's id; a strategy that refuses it fails for everybody but administrators.",
  fixHint:
    "Return true in `isExtraConfigValid` for `personal_actions` with `mcp_server_id`, or leave `personal_actions` out.",
  example: {
    path: "front/lib/api/oauth/providers/github.ts",
    good: 'if (useCase === "personal_actions" && extraConfig.mcp_server_id) {',
    bad: 'if (useCase === "bot" && extraConfig.mcp_server_id) {',
  },
  needs: [...METADATA, "dust/oauth-provider-known", "dust/use-case-known"],
  check: ({ found, host }) =>
    onStrategy(found, host, ({ provider, authorization, strategy }) => {
      const offered = placeOfUseCase(authorization, "personal_actions");
      const accepts = offered ? acceptsServerId(strategy, host.sources) : undefined;
      if (!offered) return [];
      return onFact("`isExtraConfigValid`", accepts, (accepted, at) => {
        const message = `\`${found.name}\` offers \`personal_actions\`, and \`${provider}\` refuses a server's id for it.`;
        return accepted ? [] : [problem(offered, "personal_actions", message, { at, message: "refused here" })];
      });
    }),
} satisfies DustRule;
