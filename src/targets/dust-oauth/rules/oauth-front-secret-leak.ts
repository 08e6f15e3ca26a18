import { onFact, problem } from "../../_shared/verdicts.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { onStrategy, STRATEGY } from "../judge/on-front.ts";

const SECRET = /(^|_)(secret|password|passphrase|private_key|api_key)$/;

export default {
  id: "dust/oauth-front-secret-leak",
  severity: "error",
  title: "No secret stays in a connection's metadata",
  why: "What `getUpdatedExtraConfig` returns becomes metadata, which is kept unsealed and given to whoever asks for the connection.",
  fixHint: "Take the secret out: `const { client_secret: _secret, ...rest } = extraConfig`, and return `rest`.",
  example: {
    path: "front/lib/api/oauth/providers/servicenow.ts",
    good: "const { client_secret: _secret, mcp_server_id, ...rest } = extraConfig;",
    bad: "const { mcp_server_id, ...rest } = extraConfig;",
  },
  needs: [...STRATEGY, "dust/oauth-front-updated-config"],
  check: ({ found }) =>
    onStrategy(found, ({ kept, updated, at: owner }) =>
      onFact("the configuration that is kept", kept, (keys) =>
        keys
          .filter((key) => SECRET.test(key))
          .map((key) =>
            problem(updated ?? owner, key, `\`${key}\` of \`${found.name}\` becomes metadata of its connections.`),
          ),
      ),
    ),
} satisfies OAuthRule;
