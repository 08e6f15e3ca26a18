import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { listedIn } from "../judge/listed-in.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";
import { oauthUseCases } from "../registry/side-lists.ts";

export default {
  id: "dust/use-case-known",
  severity: "error",
  title: "The server's OAuth use cases are legal and not empty",
  why: "Without a use case the server cannot be connected by anybody.",
  fixHint: "List `platform_actions`, `personal_actions` or both as `supported_use_cases`.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: '["platform_actions", "personal_actions"]',
    bad: '["platform_actions", "team_actions"]',
  },
  needs: METADATA,
  check: ({ found, host }) => {
    const legal = { list: oauthUseCases(host), noun: "a use case", file: PATHS.oauthProviders };
    return onMetadata(found, ({ authorization }) =>
      onFact("the authorization", authorization, (auth, at) => {
        if (!auth) return [];
        if (auth.useCases.length === 0) return [problem(at, "use-cases", `\`${found.name}\` supports no use case.`)];
        return auth.useCases.flatMap((useCase) => listedIn(`a use case of \`${found.name}\``, useCase, legal));
      }),
    );
  },
} satisfies DustRule;
