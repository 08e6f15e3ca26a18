import { factValue } from "../../model/found.ts";
import type { IntegrationSpec } from "../../model/integration-spec.ts";
import type { DustHost } from "./host.ts";
import { oauthProviders } from "./registry/side-lists.ts";

/** The targets that have to scaffold their part of a spec first: its OAuth provider, where the checkout lacks it. */
export function needs(host: DustHost, { auth }: IntegrationSpec): string[] {
  if (auth.kind !== "oauth") return [];
  const known = oauthProviders(host)?.map(factValue);
  // A provider may be in the part of the list that cannot be worked out: unknown is not missing.
  return !known || known.includes(undefined) || known.includes(auth.provider) ? [] : ["dust-oauth"];
}
