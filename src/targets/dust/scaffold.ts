import { factValue } from "../../model/found.ts";
import type { IntegrationSpec } from "../../model/integration-spec.ts";
import type { Draft } from "../../plan/draft.ts";
import type { DustLayout } from "./checkout/conventions.ts";
import { isWritten, lackingFor, WRITTEN } from "./checkout/lacking.ts";
import { serverFiles } from "./files/index.ts";
import { serverNames } from "./files/names.ts";
import type { DustHost } from "./host.ts";
import { temporaryIcon } from "./icon.ts";
import { PATHS } from "./paths.ts";
import { refuseTakenName, refuseUnfitSpec, refuseZod4 } from "./refuse.ts";
import type { MetadataConstants } from "./registration/entry.ts";
import { givenIds } from "./registration/given-ids.ts";
import { register } from "./registration/index.ts";
import type { Entry } from "./registry/entries.ts";

/**
 * Drafts a server's files and its registration; one that is registered keeps its layout, whatever the newest servers have.
 * Throws UserError when the checkout cannot take it.
 */
export function scaffoldServer(draft: Draft, host: DustHost, spec: IntegrationSpec, layout?: string): void {
  const conventions = host.conventions(layout ?? layoutOf(spec.name, host));
  refuseZod4(host);
  const entry = entryOf(spec.name, host);
  refuseTakenName(spec.name, host);
  refuseUnfitSpec(spec, host);
  const directory = `${conventions.layout === "legacy" ? PATHS.legacyServers : PATHS.servers}/${spec.name}`;
  const instructions = host.repo.read(PATHS.instructionsLint) === null ? spec.instructions : null;
  const complete = { ...spec, instructions, icon: spec.icon ?? temporaryIcon(host) };
  const own = host.template ? { template: host.template } : {};
  for (const file of serverFiles(complete, conventions, directory, own)) draft.create(file.path, file.text);
  const row = host.registry().snapshot?.find((each) => each.name === spec.name);
  const id = factValue(entry?.id) ?? row?.id ?? nextId(host);
  register(draft, host, { spec, id, directory, metadata: metadataConstants(spec, conventions.layout) });
}

/** The layout of a registered server; where what was read does not compile here, the first one that its entry can have. */
function layoutOf(name: string, host: DustHost): string | undefined {
  const entry = entryOf(name, host);
  if (!entry) return undefined;
  const isLegacy = !entry.properties.has("metadata");
  return [host.layoutOf(entry), host.layout, ...WRITTEN].find(
    (layout) =>
      isWritten(layout) && (layout === "legacy") === isLegacy && lackingFor(layout, host.sources).length === 0,
  );
}

function entryOf(name: string, host: DustHost): Entry | undefined {
  return host.registry().entries.find((each) => factValue(each.name) === name);
}

function metadataConstants(spec: IntegrationSpec, layout: DustLayout): MetadataConstants {
  const { metadata, tools, stakes } = serverNames(spec, layout);
  return layout === "legacy" ? { tools_stakes: stakes, tools, serverInfo: metadata } : { metadata };
}

/**
 * One more than every id of this checkout and of the same files on other branches: gaps are never filled, because stored
 * identifiers encode the id.
 */
function nextId(host: DustHost): number {
  const elsewhere = host.elsewhere.flatMap((repo) => givenIds(repo));
  return Math.max(0, ...givenIds(host.repo, host.sources), ...elsewhere) + 1;
}
