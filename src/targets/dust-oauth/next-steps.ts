import type { IntegrationSpec } from "../../model/integration-spec.ts";
import { typeCheckSteps } from "../_shared/type-check.ts";
import { coreNames } from "./core/names.ts";
import { CLIENT_KEYS, clientFrom } from "./credentials.ts";
import type { OAuthHost } from "./host.ts";

/** What a person still has to do for a new provider, in order. */
export function nextSteps(host: OAuthHost, { auth }: IntegrationSpec): string[] {
  if (auth.kind !== "oauth") return [];
  const { module, clientId, clientSecret } = coreNames(auth.provider);
  const path = `/oauth/${auth.provider}/finalize`;
  const { credentialInputs = [] } = auth;
  const { fromCredential } = clientFrom({ credentialInputs });
  const unread = credentialInputs.map(({ key }) => key).filter((key) => !CLIENT_KEYS.includes(key));
  return [
    `Register https://dust.tt${path}, and the same path on the EU and local hosts, as a redirect URI at the vendor.`,
    ...(fromCredential
      ? []
      : [`Set ${clientId} and ${clientSecret} where the core runs, and ${clientId} where the front does.`]),
    ...(unread.length === 0
      ? []
      : [
          `Read ${unread.join(" and ")} where the vendor wants them: they are asked for and kept, and nothing uses them.`,
        ]),
    ...typeCheckSteps(host),
    `Test the exchange of tokens, in core/: cargo test oauth::providers::${module}`,
  ];
}
