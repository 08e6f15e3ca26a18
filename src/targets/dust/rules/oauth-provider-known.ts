import { onFact } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { listedIn } from "../judge/listed-in.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";
import { oauthProviders } from "../registry/side-lists.ts";

export default {
  id: "dust/oauth-provider-known",
  severity: "error",
  title: "The checkout has the server's OAuth provider",
  why: "Nobody can connect a server whose provider does not exist.",
  fixHint: "Use a provider of `OAUTH_PROVIDERS`, or add the provider to the front end and to core first.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: 'provider: "github"',
    bad: 'provider: "git_hub"',
  },
  needs: METADATA,
  check: ({ found, host }) => {
    const legal = { list: oauthProviders(host), noun: "an OAuth provider", file: PATHS.oauthProviders };
    return onMetadata(found, ({ authorization }) =>
      onFact("the authorization", authorization, (auth) =>
        auth ? listedIn(`the OAuth provider of \`${found.name}\``, auth.provider, legal) : [],
      ),
    );
  },
} satisfies DustRule;
