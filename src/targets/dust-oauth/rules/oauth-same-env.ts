import { problem } from "../../_shared/verdicts.ts";
import { variablesRead } from "../core/behaviour/values.ts";
import { isClientId } from "../judge/environment.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { onCode } from "../judge/on-core.ts";
import { onStrategy, STRATEGY } from "../judge/on-front.ts";

export default {
  id: "dust/oauth-same-env",
  severity: "warning",
  title: "Both programs read the client id from one variable",
  why: "With two variables the front sends people to one application and the core asks for the tokens of another; the vendor refuses the code.",
  fixHint: "Read the same variable in config.ts and in the provider's Rust file.",
  example: {
    path: "front/lib/api/config.ts",
    good: '"OAUTH_HUBSPOT_CLIENT_ID"',
    bad: '"OAUTH_HUBSPOT_APP_CLIENT_ID"',
  },
  needs: [...STRATEGY, "dust/oauth-core-env", "dust/oauth-front-config"],
  check: ({ found }) =>
    onStrategy(found, ({ getters }) =>
      onCode(found, (code) => {
        const read = variablesRead(code).filter(({ name }) => isClientId(name));
        const [first] = read;
        if (!first) return [];
        return getters.flatMap(({ variable }) => {
          if (!variable?.known || !isClientId(variable.value)) return [];
          if (read.some(({ name }) => name === variable.value)) return [];
          const message = `The front reads \`${variable.value}\`, the core \`${first.name}\`.`;
          return [problem(variable.at, variable.value, message, { at: first.at, message: "read here in the core" })];
        });
      }),
    ),
} satisfies OAuthRule;
