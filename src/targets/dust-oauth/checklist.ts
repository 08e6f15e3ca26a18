import type { ChecklistLine } from "../../rules/checklist.ts";
import type { FoundProvider } from "./found.ts";
import type { OAuthHost } from "./host.ts";
import { isNamed } from "./judge/on-front.ts";

type Line = ChecklistLine<FoundProvider, OAuthHost>;

const line = (id: string, item: string, rules: string, more: Pick<Line, "manual" | "concerns"> = {}): Line => ({
  id: `oauth-${id}`,
  item,
  rules: rules === "" ? [] : rules.split(" ").map((rule) => `dust/oauth-${rule}`),
  ...more,
});

const CONSOLE = "register `<base>/oauth/<provider>/finalize` with the vendor, for each base that the host has";
const ENVIRONMENT =
  "set `OAUTH_<PROVIDER>_CLIENT_ID` for both programs and `OAUTH_<PROVIDER>_CLIENT_SECRET` for the core";
const TESTING = "connect a workspace and a person, wait until the access token has expired, and call a tool";

/** What has to be done for an OAuth provider, in the order in which a code travels. */
export const checklist: Line[] = [
  line("core-module", "the provider's file is compiled into the core", "registry-readable source-readable core-module"),
  line("core-registered", "the variant, its `use` and its arm are in `connection.rs`", "core-registered both-sides"),
  line("core-code", "the code exchange and the refresh are the provider's own", "core-variant core-echo core-env"),
  line("core-tokens", "tokens are scrubbed, kept and refreshed in time", "core-scrub core-keep-refresh core-expiry"),
  line(
    "core-credential",
    "credentials of customers have a place in `credential.rs`",
    "core-credential core-from-panics",
  ),
  line(
    "front-lists",
    "the provider is in the lists of `types/oauth/lib.ts` and among the strategies",
    "front-lists front-file",
  ),
  line(
    "front-address",
    "the address that people are sent to is right",
    "front-finalize-name front-state front-encoding",
  ),
  line(
    "front-config",
    "the client id comes from `config.ts`, from the variable that the core reads",
    "front-config same-env",
  ),
  line(
    "front-secrets",
    "what customers type in is asked for, and no secret is kept",
    "front-input-keys front-updated-config front-secret-leak",
  ),
  line("console", "the vendor knows the addresses to return to", "", { manual: CONSOLE, concerns: isOffered }),
  line("environment", "the environment variables are set", "", { manual: ENVIRONMENT, concerns: readsClient }),
  line("testing", "a connection was made and refreshed", "", { manual: TESTING, concerns: isOffered }),
];

function isOffered({ front }: FoundProvider): boolean {
  return isNamed(front.listed) === true;
}

function readsClient({ front }: FoundProvider): boolean {
  return (front.strategy?.getters.length ?? 0) > 0;
}
