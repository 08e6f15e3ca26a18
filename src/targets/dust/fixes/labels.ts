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

/** Adds the labels that a tool lacks, made of the tool's name; no fix where the tool is not written out. */
export function addLabels(tool: ReadTool, host: DustHost): Pick<Problem, "fix"> {
  const name = factValue(tool.name);
  const source = host.sources.source(tool.at.path);
  const object = source && objectAt(source, tool.at);
  if (!source || !object || name === undefined) return {};
  const splices = labelSplices(source, object, tool, name);
  return splices ? { fix: (draft) => editFile(draft, tool.at.path, splices) } : {};
}

function labelSplices(
  source: ts.SourceFile,
  object: ts.ObjectLiteralExpression,
  { running, done }: ReadTool,
  name: string,
): Splice[] | null {
  const texts = labelsFor(name);
  const first = `running: ${JSON.stringify(texts.running)}`;
  const last = `done: ${JSON.stringify(texts.done)}`;
  const labels = property(object, "displayLabels");
  if (!labels) return insertProperty(source, object, "last", `displayLabels: {\n  ${first},\n  ${last},\n}`);
  const value = ts.isPropertyAssignment(labels) ? unwrap(labels.initializer) : null;
  if (!value || !ts.isObjectLiteralExpression(value)) return null;
  if (done) return insertProperty(source, value, { after: -1 }, first);
  if (running) return insertProperty(source, value, "last", last);
  return insertProperty(source, value, "last", `${first},\n${last}`);
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
