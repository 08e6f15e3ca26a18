import { factValue } from "../../model/found.ts";
import type { IntegrationSpec } from "../../model/integration-spec.ts";
import { formatLocation } from "../../model/location.ts";
import type { ToolSpec } from "../../model/tool-spec.ts";
import { typeCheckSteps } from "../_shared/type-check.ts";
import { handlerOf } from "./extend/existing.ts";
import type { DustHost } from "./host.ts";
import { temporaryIcon } from "./icon.ts";
import { needs } from "./needs.ts";
import { PATHS } from "./paths.ts";
import type { DustServer } from "./read/server.ts";
import { mapRows } from "./registration/server-maps.ts";
import { instructionsPresence } from "./registry/neighbours.ts";

/** What a person still has to do for a new server, in order, with the exact command or place. */
export function nextSteps(host: DustHost, spec: IntegrationSpec): string[] {
  return [
    ...(host.repo.read(PATHS.metadataSnapshot) === null ? [] : [METADATA_SNAPSHOT]),
    ...authSteps(spec),
    ...flagSteps(spec),
    ...iconSteps(host, spec),
    ...viewSteps(spec),
    ...missingFileSteps(host, spec),
    ...mapSteps(host, spec),
    ...silentSteps(spec.tools),
    ...typeCheckSteps(host),
    `Try the tools of ${spec.name} by hand in a workspace${spec.auth.kind === "bearer" ? WITH_TOKEN : ""}.`,
    ...notes(spec, host),
  ];
}

/** What a person still has to do for tools that were added to a server, in order; `to` is the server as it was before. */
export function nextToolSteps(host: DustHost, to: DustServer, tools: readonly ToolSpec[]): string[] {
  const metadata = to.metadata();
  const listed = (metadata?.known && factValue(metadata.value.tools)) || [];
  const described = new Set(listed.flatMap(({ name }) => factValue(name) ?? []));
  const added = tools.filter((tool) => !described.has(tool.name) || handlerOf(tool, to) === null);
  const stubs = added.filter((tool) => !tool.request && !handlerOf(tool, to)).map((tool) => tool.name);
  const names = added.map((tool) => tool.name).join(", ");
  return [
    ...(host.repo.read(PATHS.metadataSnapshot) === null ? [] : [METADATA_SNAPSHOT]),
    ...added.flatMap((tool) => keptHandler(tool, to)),
    ...(stubs.length === 0 ? [] : [`Implement ${stubs.join(", ")}: a call only says that it is not implemented yet.`]),
    ...silentSteps(added),
    ...secretSteps(to, added),
    ...(added.length === 0 ? [] : [`Try ${names} of ${to.name} by hand in a workspace${credentialOf(to)}.`]),
  ];
}

/** A handler that was there before its tool was described. */
function keptHandler(tool: ToolSpec, to: DustServer): string[] {
  const kept = handlerOf(tool, to);
  const fit = "whether it fits the parameters and the request was not checked";
  return kept ? [`Check the handler of ${tool.name} (${formatLocation(kept.at)}): it was there, and ${fit}.`] : [];
}

/** What a workspace must have set by an administrator before calls of the server work; a connection is asked for by itself. */
function credentialOf(server: DustServer): string {
  const metadata = server.metadata();
  if (factValue(server.entry?.requiresBearerToken) === true) return WITH_TOKEN;
  return metadata?.known && metadata.value.selectsSecret === true ? WITH_SECRET : "";
}

const WITH_TOKEN = " whose administrator entered its token";
const WITH_SECRET = " whose administrator selected a developer secret for it";

/** Tools whose requests go without the secret that the server's API asks for: the code of a request knows tokens only. */
function secretSteps(server: DustServer, tools: readonly ToolSpec[]): string[] {
  const names = tools.flatMap(({ name, request }) => (request ? [name] : []));
  if (names.length === 0 || credentialOf(server) !== WITH_SECRET) return [];
  const what = `the developer secret of ${server.name} as its other tools read it`;
  return [`Give ${names.join(", ")} ${what}: what was written for the requests sends none.`];
}

/** Tools that read something, and for which nobody said what they show of it. */
function silentSteps(tools: readonly ToolSpec[]): string[] {
  const silent = tools.filter(({ request, result, effect }) => request && !result && effect === "read");
  if (silent.length === 0) return [];
  const names = silent.map(({ name }) => name).join(", ");
  return [`Render the answer of ${names}: no "result" was given, so a call shows nothing of it.`];
}

const METADATA_SNAPSHOT =
  "Update the metadata snapshot, in front/: NODE_ENV=test npm test -- lib/actions/mcp_internal_actions/mcp_servers_metadata.test.ts --update";

function authSteps(spec: IntegrationSpec): string[] {
  if (spec.auth.kind !== "oauth") return [];
  const path = `/oauth/${spec.auth.provider}/finalize`;
  return [
    `Register https://dust.tt${path}, and the same path on the EU and local hosts, as a redirect URI at the vendor.`,
  ];
}

/** Fields of the spec that had no effect here. */
function notes(spec: IntegrationSpec, host: DustHost): string[] {
  const isUsed = spec.auth.kind !== "oauth" || needs(host, spec).length > 0;
  const endpoints = isUsed ? [] : ENDPOINT_FIELDS.filter((field) => field in spec.auth);
  const whyNoText = spec.instructions === null ? null : instructionsRefused(host);
  const unused = [...endpoints.map((field) => `auth.${field}`), ...(whyNoText === null ? [] : ["instructions"])];
  if (unused.length === 0) return [];
  const why = [
    ...(endpoints.length > 0 ? ["the OAuth provider of this checkout is used as it is"] : []),
    ...(whyNoText === null ? [] : [whyNoText]),
  ];
  return [`Note: not used from the spec: ${unused.join(", ")} (${why.join("; ")}).`];
}

/** Why this checkout takes no text of instructions; null when it does. */
function instructionsRefused(host: DustHost): string | null {
  if (instructionsPresence(() => host.registry().entries, host.sources) === "absent") {
    return "its server type has no instructions";
  }
  if (host.repo.read(PATHS.instructionsLint) === null) return null;
  return `${PATHS.instructionsLint} warns of instructions that are not null`;
}

const ENDPOINT_FIELDS = ["authorizationUrl", "tokenUrl", "pkce", "tokenAuth", "tokenFormat"];

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

/** Registries that other checkouts of its time have and this one lacks, so that nothing was written to them. */
function missingFileSteps(host: DustHost, spec: IntegrationSpec): string[] {
  const flag = spec.gate?.featureFlag;
  const isBearer = spec.auth.kind === "bearer";
  const later: [path: string, row: string | null][] = [
    [PATHS.availabilitySnapshot, `the server "${spec.name}" with its id`],
    [PATHS.tokenLabels, isBearer ? `a label for the token of "${spec.name}"` : null],
  ];
  const wanted: [path: string, row: string | null][] = [
    [PATHS.featureFlags, flag === undefined ? null : `the feature flag "${flag}"`],
    ...(host.layout === "legacy" ? [] : later),
  ];
  return wanted.flatMap(([path, row]) =>
    row === null || host.repo.read(path) !== null
      ? []
      : [`Add ${row} where this checkout keeps it: it has no ${path}.`],
  );
}

function mapSteps(host: DustHost, spec: IntegrationSpec): string[] {
  const rows = mapRows(spec, host);
  if (rows.length === 0) return [];
  return [
    ...rows.map(({ variable, path, value }) =>
      value === null
        ? `Add a row for ${spec.name} to ${variable} in ${path}.`
        : `Check that ${value} fits ${spec.name} in ${variable} (${path}).`,
    ),
    `If the type check names another map over all servers, add a row for ${spec.name} to it, too.`,
  ];
}

function viewSteps(spec: IntegrationSpec): string[] {
  if (spec.availability === "manual") return [];
  return [
    "After the merge, create the views, in front/: npx tsx scripts/ensure_all_mcp_server_views_created.ts --execute",
  ];
}
