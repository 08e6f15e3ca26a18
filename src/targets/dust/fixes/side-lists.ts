import { ts, unwrap } from "../../../edit/ts.ts";
import { titleCase } from "../../../model/name.ts";
import type { Problem } from "../../../rules/rule.ts";
import type { DustHost } from "../host.ts";
import { importOf } from "../imports/import-of.ts";
import { PATHS } from "../paths.ts";
import type { DustServer } from "../read/server.ts";
import { type FileEdit, featureFlagEdit, searchSourceEdit, tokenLabelEdit } from "../registration/side-lists.ts";
import { withSnapshotRow } from "../registration/snapshot.ts";
import type { SnapshotList } from "../registry/snapshot.ts";
import { editFile } from "./edit-file.ts";

type Fix = NonNullable<Problem["fix"]>;

/** Adds a server's row to a list of the availability snapshot, sorted by id. */
export function addSnapshotRow(name: string, list: SnapshotList, id: number, host: DustHost): Fix {
  const path = PATHS.availabilitySnapshot;
  return (draft) => {
    const text = draft.read(path);
    if (text !== null) draft.edit(path, withSnapshotRow(text, { name, availability: list }, id, host));
  };
}

/** Adds the label of a server's token field, with texts made of its name. */
export function addTokenLabel(name: string, host: DustHost): Fix {
  return applying(() => tokenLabelEdit({ name, title: titleCase(name), auth: { kind: "bearer" } }, host));
}

/** Adds a feature flag, described by the server that it shows. */
export function addFeatureFlag(featureFlag: string, name: string, host: DustHost): Fix {
  return applying(() => featureFlagEdit({ title: titleCase(name), gate: { featureFlag, preview: false } }, host));
}

/** Adds a server to the sources of the tool search's test; no fix for one whose metadata is no imported constant. */
export function addSearchSource(found: DustServer, availability: string, host: DustHost): Fix | undefined {
  const metadata = found.entry?.properties.get("metadata");
  const constant = metadata && unwrap(metadata);
  const imported = constant && ts.isIdentifier(constant) ? importOf(constant, host.sources) : null;
  if (availability !== "manual" && availability !== "auto") return undefined;
  if (!imported?.path?.endsWith("/metadata.ts") || imported.name === "default") return undefined;
  const directory = imported.path.slice(0, imported.path.lastIndexOf("/"));
  const tools = { constant: imported.name, member: ".tools" };
  return applying(() => searchSourceEdit({ name: found.name, availability }, tools, directory, host));
}

function applying(edits: () => FileEdit[]): Fix {
  return (draft) => {
    for (const { path, splices } of edits()) editFile(draft, path, splices);
  };
}
