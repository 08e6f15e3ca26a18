import type { Sources } from "../../../edit/sources.ts";
import { locationOf, staticName, ts, unwrap, variableNamed } from "../../../edit/ts.ts";
import type { Location } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { readableSource } from "../../_shared/anchors.ts";
import { problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { PATHS } from "../paths.ts";
import { grouped } from "../read/grouped.ts";
import { keyFact } from "../read/tool-name.ts";
import type { SnapshotRow } from "../registry/snapshot.ts";

export default {
  id: "dust/duplicate-row",
  severity: "warning",
  title: "A server has one row in each list beside the registries",
  why: "Of two rows only one is used, and the next change is made to the other.",
  fixHint: "Remove the row that is too many.",
  example: {
    path: PATHS.tokenLabels,
    good: "  val_town: {",
    bad: '  ashby: { label: "Ashby Key", placeholder: "Paste your key here" },\n  val_town: {',
  },
  check: ({ found, host }) => {
    const rows = grouped(host.registry().snapshot ?? [], nameOf).get(found.name) ?? [];
    const snapshot = rows.map((row) => row.at);
    return [
      ...repeated(found.name, snapshot, "the availability snapshot"),
      ...repeated(
        found.name,
        keysAt(host.sources, PATHS.tokenLabels, "SERVER_TOKEN_LABELS", found.name),
        "`SERVER_TOKEN_LABELS`",
      ),
      ...repeated(
        found.name,
        keysAt(host.sources, PATHS.constants, "INTERNAL_MCP_SERVERS", found.name),
        "`INTERNAL_MCP_SERVERS`",
      ),
    ];
  },
} satisfies DustRule;

function nameOf(row: SnapshotRow): string {
  return row.name;
}

function repeated(name: string, [first, ...others]: readonly Location[], list: string): Verdict[] {
  if (!first) return [];
  const related = { at: first, message: "the first row is here" };
  return others.map((at) => problem(at, list, `\`${name}\` has more than one row in ${list}.`, related));
}

function keysAt(sources: Sources, path: string, variable: string, name: string): Location[] {
  const source = readableSource(sources, path);
  const value = source && variableNamed(source, variable)?.initializer;
  const object = value && unwrap(value);
  return object && ts.isObjectLiteralExpression(object) ? (keysOf(object, sources).get(name) ?? []) : [];
}

const keys = new WeakMap<ts.ObjectLiteralExpression, Map<string, Location[]>>();

// Every server looks for its own rows, so a list is read once for each tree.
function keysOf(object: ts.ObjectLiteralExpression, sources: Sources): Map<string, Location[]> {
  const known = keys.get(object);
  if (known) return known;
  const places = new Map<string, Location[]>();
  for (const { name } of object.properties) {
    const key = name && keyOf(name, sources);
    if (name && typeof key === "string") places.set(key, [...(places.get(key) ?? []), locationOf(name)]);
  }
  keys.set(object, places);
  return places;
}

function keyOf(key: ts.PropertyName, sources: Sources): string | null {
  const written = staticName(key);
  if (written !== null) return written;
  const fact = keyFact(key, sources);
  return fact.known ? fact.value : null;
}
