import { type Code, code, key, name, string } from "../../../edit/code.ts";
import { insertElement, insertProperty } from "../../../edit/list.ts";
import type { Splice } from "../../../edit/splice.ts";
import { declaredIn } from "../../../edit/syntax/scope.ts";
import { locationOf, ts } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import { editFile } from "../fixes/edit-file.ts";
import { moduleOf } from "../paths.ts";
import { readTools } from "../read/metadata.ts";
import { draftImportsOnTop } from "./imports.ts";
import { elementCode } from "./metadata/element.ts";
import { type Listing, listings } from "./metadata/listed.ts";
import { type NameConstant, nameConstant } from "./metadata/name-constant.ts";
import { rowsOf } from "./metadata/rows.ts";
import type { ServerPlace } from "./site.ts";
import { laidOut, metadataFields } from "./snippet.ts";

/**
 * Drafts a tool's metadata: the element or property of the list as its neighbours are written, a constant for its name where
 * they have one, and the rows of lists beside it, each only where it is missing. Returns that constant, or null where the name is
 * written out.
 */
export function draftMetadata(site: ServerPlace, tool: ToolSpec): NameConstant | null {
  const { metadata, draft, host } = site;
  const rows = rowsOf(metadata.tools, host.sources);
  const constant = nameConstant(tool.name, rows, site.directory, host.sources);
  const own = {
    path: metadata.path,
    splices: listSplices(site, tool, constant),
    imports: ownImports(site, tool, constant),
  };
  const edits: Listing[] = [
    ...(isListed(site, tool) ? [] : [own]),
    ...(constant ? [{ path: constant.path, splices: constant.splices, imports: [] }] : []),
    ...listings(site, tool),
  ];
  for (const path of new Set(edits.map((each) => each.path))) {
    editFile(draft, path, splicesIn(edits, path));
    draftImportsOnTop(
      site,
      path,
      edits.flatMap((each) => (each.path === path ? each.imports : [])),
    );
  }
  return constant;
}

/** Whether the list of the site has a tool of that name. */
export function isListed({ metadata: { tools }, host }: ServerPlace, tool: ToolSpec): boolean {
  const rows = factValue(readTools(tools, locationOf(tools), host.sources)) ?? [];
  return rows.some(({ name }) => factValue(name) === tool.name);
}

function splicesIn(edits: readonly Listing[], path: string): Splice[] {
  return edits.flatMap((each) => (each.path === path ? each.splices : []));
}

function listSplices(
  { metadata: { tools }, host, conventions }: ServerPlace,
  tool: ToolSpec,
  constant: NameConstant | null,
) {
  const source = tools.getSourceFile();
  const inArray = ts.isArrayLiteralExpression(tools);
  const named = { inArray, name: nameCode(tool, constant), key: keyCode(tool, constant) };
  const text = laidOut(elementCode(tool, rowsOf(tools, host.sources), named, metadataFields(tool, conventions)));
  return ts.isArrayLiteralExpression(tools)
    ? insertElement(source, tools, "last", text)
    : insertProperty(source, tools, "last", text);
}

function nameCode(tool: ToolSpec, constant: NameConstant | null): Code {
  return constant ? name(constant.name) : string(tool.name);
}

/** The key of a tool in an object: its name, or the constant that holds it, computed. */
export function keyCode(tool: ToolSpec, constant: NameConstant | null): Code {
  return constant ? code`[${name(constant.name)}]` : key(tool.name);
}

function ownImports({ metadata }: ServerPlace, tool: ToolSpec, constant: NameConstant | null) {
  const declared = declaredIn(metadata.tools.getSourceFile());
  const elsewhere = constant && constant.path !== metadata.path ? [constant] : [];
  return [
    ...elsewhere.map((each) => ({ module: moduleOf(each.path), name: each.name, kind: "value" as const })),
    ...(tool.params.length > 0 && !declared.has("z") ? [{ module: "zod", name: "z", kind: "value" as const }] : []),
  ];
}
