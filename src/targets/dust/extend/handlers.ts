import { code, joined } from "../../../edit/code.ts";
import { insertProperty } from "../../../edit/list.ts";
import type { Splice } from "../../../edit/splice.ts";
import { ts } from "../../../edit/ts.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import { editFile } from "../fixes/edit-file.ts";
import { moduleOf } from "../paths.ts";
import { draftHandlerFile } from "./handlers/file-each.ts";
import { draftImports } from "./imports.ts";
import type { NameConstant } from "./metadata/name-constant.ts";
import { keyCode } from "./metadata.ts";
import type { HandlerCode, ObjectSite } from "./site.ts";

/**
 * Drafts a tool's handler: a property of the object as its neighbours are written, or a file of its own where each of them has
 * one. `constant` holds the tool's name, null where names are written out.
 */
export function draftHandler(
  site: ObjectSite,
  tool: ToolSpec,
  handler: HandlerCode,
  constant: NameConstant | null,
): void {
  const { path, object, style } = site.handlers;
  const named = constant !== null && isKeyedByConstants(object) && isReachable(constant, path) ? constant : null;
  const key = keyCode(tool, named);
  const source = object.getSourceFile();
  const insert = (text: string) =>
    editFile(site.draft, path, setApart(object, insertProperty(source, object, "last", text)));
  const nameImports =
    named && named.path !== path ? [{ module: moduleOf(named.path), name: named.name, kind: "value" as const }] : [];
  if (style === "file-each") {
    const file = draftHandlerFile(site, tool, handler);
    insert(key.text === file.local ? key.text : joined([key, file.reference], ": ").text);
    draftImports(site.draft, path, [...nameImports, { module: file.module, name: file.local, kind: "value" }]);
    return;
  }
  insert(code`${key}: ${handler.function}`.text);
  draftImports(site.draft, path, [...nameImports, ...handler.imports]);
}

function isKeyedByConstants({ properties }: ts.ObjectLiteralExpression): boolean {
  const keyed = (each: ts.ObjectLiteralElementLike) =>
    each.name !== undefined && ts.isComputedPropertyName(each.name) && ts.isIdentifier(each.name.expression);
  return properties.length > 0 && properties.every(keyed);
}

function isReachable({ exported, path }: NameConstant, from: string): boolean {
  return exported || path === from;
}

/** The splices with a blank line before the new property where the neighbours are set apart by one. */
function setApart(object: ts.ObjectLiteralExpression, splices: Splice[]): Splice[] {
  const { text } = object.getSourceFile();
  const [before, last] = object.properties.slice(-2);
  if (!before || !last || !/\n[ \t]*\r?\n|\r[ \t]*\r(?!\n)/.test(text.slice(before.end, last.getStart())))
    return splices;
  return splices.map((each) => (each.text.startsWith("\n") ? { ...each, text: `\n${each.text}` } : each));
}
