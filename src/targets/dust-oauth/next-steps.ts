import type { IntegrationSpec } from "../../model/integration-spec.ts";
import { coreNames } from "./core/names.ts";
import { clientFrom } from "./credentials.ts";
import type { OAuthHost } from "./host.ts";

/** What a person still has to do for a new provider, in order. */
export function nextSteps(_host: OAuthHost, { auth }: IntegrationSpec): string[] {
  if (auth.kind !== "oauth") return [];
  const { module, clientId, clientSecret } = coreNames(auth.provider);
  const path = `/oauth/${auth.provider}/finalize`;
  const { fromCredential } = clientFrom({ credentialInputs: auth.credentialInputs ?? [] });
  return [
    `Register https://dust.tt${path}, and the same path on the EU and local hosts, as a redirect URI at the vendor.`,
    ...(fromCredential
      ? []
      : [`Set ${clientId} and ${clientSecret} where the core runs, and ${clientId} where the front does.`]),
    `Test the exchange of tokens, in core/: cargo test --lib oauth::providers::${module}`,
  ];
}
