import { insertProperty } from "../../../edit/list.ts";
import type { Splice } from "../../../edit/splice.ts";
import { locationOf, property, ts, unwrap, walk } from "../../../edit/ts.ts";
import { labelsFor } from "../../../model/defaults/english.ts";
import { factValue } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import type { Problem } from "../../../rules/rule.ts";
import type { DustHost } from "../host.ts";
import type { ReadTool } from "../read/server.ts";
import { editFile } from "./edit-file.ts";

/** Adds a label that a tool lacks, made of the tool's name; no fix where the tool is not written out. */
export function addLabel(tool: ReadTool, label: "running" | "done", host: DustHost): Pick<Problem, "fix"> {
  const name = factValue(tool.name);
  const source = host.sources.source(tool.at.path);
  const object = source && objectAt(source, tool.at);
  if (!source || !object || name === undefined) return {};
  const text = JSON.stringify(labelsFor(name)[label]);
  const splices = labelSplices(source, object, label, text, name);
  return splices ? { fix: (draft) => editFile(draft, tool.at.path, splices) } : {};
}

function labelSplices(
  source: ts.SourceFile,
  tool: ts.ObjectLiteralExpression,
  label: "running" | "done",
  text: string,
  name: string,
): Splice[] | null {
  const labels = property(tool, "displayLabels");
  if (!labels) {
    const { running, done } = labelsFor(name);
    const both = `{\n  running: ${JSON.stringify(running)},\n  done: ${JSON.stringify(done)},\n}`;
    return insertProperty(source, tool, "last", `displayLabels: ${both}`);
  }
  const value = ts.isPropertyAssignment(labels) ? unwrap(labels.initializer) : null;
  if (!value || !ts.isObjectLiteralExpression(value)) return null;
  const first = label === "running" && value.properties.length > 0;
  return insertProperty(source, value, first ? { after: -1 } : "last", `${label}: ${text}`);
}

function objectAt(source: ts.SourceFile, at: Location): ts.ObjectLiteralExpression | null {
  for (const node of walk(source)) {
    const place = locationOf(node);
    if (place.line !== at.line || place.column !== at.column) continue;
    const value = ts.isPropertyAssignment(node) ? unwrap(node.initializer) : node;
    if (ts.isObjectLiteralExpression(value)) return value;
  }
  return null;
}
