import type { IntegrationSpec } from "../../model/integration-spec.ts";
import type { DustHost } from "./host.ts";
import { temporaryIcon } from "./icon.ts";
import { PATHS } from "./paths.ts";

/** What a person still has to do for a new server, in order, with the exact command or place. */
export function nextSteps(host: DustHost, spec: IntegrationSpec): string[] {
  return [
    ...(host.repo.read(PATHS.metadataSnapshot) === null ? [] : [METADATA_SNAPSHOT]),
    ...authSteps(spec),
    ...flagSteps(spec),
    ...iconSteps(host, spec),
    ...viewSteps(spec),
    `Try the tools of ${spec.name} by hand in a workspace.`,
  ];
}

const METADATA_SNAPSHOT =
  "Update the metadata snapshot, in front/: NODE_ENV=test npm test -- lib/actions/mcp_internal_actions/mcp_servers_metadata.test.ts --update";

function authSteps(spec: IntegrationSpec): string[] {
  if (spec.auth.kind !== "oauth") return [];
  const { provider, authorizationUrl, tokenUrl } = spec.auth;
  const ignored =
    authorizationUrl === undefined && tokenUrl === undefined ? [] : ["authorizationUrl, tokenUrl and pkce"];
  return [
    ...ignored.map(
      (fields) => `Nothing to do for ${fields} of the spec: the provider "${provider}" exists, they were not used.`,
    ),
    `Register https://dust.tt/oauth/${provider}/finalize (and the same path on the EU and local hosts) as a redirect URI at the vendor.`,
  ];
}

function flagSteps(spec: IntegrationSpec): string[] {
  const flag = spec.gate?.featureFlag;
  return flag === undefined ? [] : [`Switch the feature flag "${flag}" on for the workspaces that may see it.`];
}

function iconSteps(host: DustHost, spec: IntegrationSpec): string[] {
  const icon = spec.icon ?? temporaryIcon(host);
  if (spec.icon !== undefined && icon !== temporaryIcon(host)) return [];
  return [
    `Ask a designer for an icon: "${icon}" is a temporary one. A new icon goes into ${PATHS.icons}, resources_icons.tsx beside it, and Sparkle (sparkle/src/logo/platforms).`,
  ];
}

function viewSteps(spec: IntegrationSpec): string[] {
  if (spec.availability === "manual") return [];
  return [
    "After the merge, create the views, in front/: npx tsx scripts/ensure_all_mcp_server_views_created.ts --execute",
  ];
}
