import { factValue } from "../../../model/found.ts";
import { refusedUseCases } from "../../_shared/oauth/strategy-answers.ts";
import { problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { onStrategy, placeOfUseCase } from "../judge/strategy.ts";
import { METADATA } from "../judge/subjects.ts";

export default {
  id: "dust/oauth-front-use-case",
  severity: "warning",
  title: "The provider has an address for each use case of the server",
  why: "`setupUri` of some providers throws for use cases that they do not know; who connects the server then sees an error.",
  fixHint: "Add the use case to the provider's `setupUri`, or leave it out of `supported_use_cases`.",
  example: {
    path: "front/lib/api/oauth/providers/slack_tools.ts",
    good: 'case "personal_actions":',
    bad: 'case "bot":',
  },
  needs: [...METADATA, "dust/oauth-provider-known", "dust/use-case-known"],
  check: ({ found, host }) =>
    onStrategy(found, host, ({ provider, authorization, strategy }) => {
      const offered = authorization.useCases.flatMap((fact) => factValue(fact) ?? []);
      return [...refusedUseCases(strategy, offered, host.sources)].map(([useCase, at]) => {
        const message = `\`${found.name}\` offers \`${useCase}\`, and \`setupUri\` of \`${provider}\` throws for it.`;
        const place = placeOfUseCase(authorization, useCase) ?? found.at;
        return problem(place, useCase, message, { at, message: "thrown here" });
      });
    }),
} satisfies DustRule;
