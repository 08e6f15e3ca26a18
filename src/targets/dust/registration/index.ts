import { type Splice, splice } from "../../../edit/splice.ts";
import type { IntegrationSpec } from "../../../model/integration-spec.ts";
import type { Draft } from "../../../plan/draft.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";
import { constantsSplices } from "./constants.ts";
import type { MetadataConstants } from "./entry.ts";
import { serverMapEdits } from "./server-maps.ts";
import { featureFlagEdit, searchSourceEdit, tokenLabelEdit } from "./side-lists.ts";
import { withSnapshotRow } from "./snapshot.ts";
import { switchSplices } from "./switch.ts";

/** A server to be registered. */
export interface Registration {
  spec: IntegrationSpec;
  id: number;
  /** Folder of its sources. */
  directory: string;
  /** What its entry says of it, by property. */
  metadata: MetadataConstants;
}

/** Drafts every registry row of a server that is not there yet. Throws UserError for a row that differs (exit 4) or an unknown form (exit 5). */
export function register(draft: Draft, host: DustHost, { spec, id, directory, metadata }: Registration): void {
  const edit = (path: string, splices: Splice[]) => {
    const text = draft.read(path);
    if (text !== null) draft.edit(path, splice(text, splices));
  };
  edit(PATHS.constants, constantsSplices({ spec, id, metadata }, directory, host));
  edit(PATHS.switch, switchSplices(spec.name, directory, host));
  const sideLists = [
    ...featureFlagEdit(spec, host),
    ...tokenLabelEdit(spec, host),
    ...("metadata" in metadata
      ? searchSourceEdit(spec, { constant: metadata.metadata, member: ".tools" }, directory, host)
      : searchSourceEdit(spec, { constant: metadata.tools, member: "" }, directory, host)),
    ...serverMapEdits(spec, host),
  ];
  for (const { path, splices } of sideLists) edit(path, splices);
  const snapshot = draft.read(PATHS.availabilitySnapshot);
  if (snapshot !== null) draft.edit(PATHS.availabilitySnapshot, withSnapshotRow(snapshot, spec, id, host));
}
