import { posix } from "node:path";
import { type Code, code, isIdentifier, name, string } from "../../../../edit/code.ts";
import { declaredIn } from "../../../../edit/syntax/scope.ts";
import type { ImportedName } from "../../../../edit/template.ts";
import { ts } from "../../../../edit/ts.ts";
import { camelCase } from "../../../../model/name.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import { importBlock } from "../../../_shared/import-block.ts";
import { moduleOf } from "../../paths.ts";
import type { HandlerCode, ObjectSite } from "../site.ts";

/** A handler's own file: the module it is imported from, the name it has there, and the expression that refers to it. */
export interface HandlerFile {
  module: string;
  local: string;
  reference: Code;
}

/** Drafts a file beside the neighbours' that exports the handler of a tool. */
export function draftHandlerFile(site: ObjectSite, tool: ToolSpec, handler: HandlerCode): HandlerFile {
  const { metadata, conventions } = site;
  const local = freeName(tool.name, site);
  const path = pathBeside(site, tool.name);
  const imports: ImportedName[] = [
    ...handler.imports,
    { module: conventions.modules.toolDefinition, name: "ToolHandlers", kind: "type" },
    { module: moduleOf(metadata.path), name: metadata.constant, kind: "type" },
  ];
  const type = code`ToolHandlers<typeof ${name(metadata.constant)}>[${string(tool.name)}]`;
  const body = code`export const ${name(local)}: ${type} = ${handler.function};\n`;
  site.draft.create(path, importBlock(imports, conventions.importStyle) + body.text);
  return { module: moduleOf(path), local, reference: name(local) };
}

function freeName(tool: string, { handlers }: ObjectSite): string {
  const taken = declaredIn(handlers.object.getSourceFile());
  const base = camelCase(tool);
  let free = base;
  for (let count = 2; taken.has(free) || !isIdentifier(free); count++) free = `${base}Tool${count === 2 ? "" : count}`;
  return free;
}

/**
 * Where the handler of a tool goes: the folder of the last neighbour's, named after the tool as the neighbour is after its own,
 * with more words where a module of that name is there.
 */
function pathBeside({ handlers, host, draft }: ObjectSite, tool: string): string {
  const last = handlers.object.properties.at(-1);
  const value = last && (ts.isPropertyAssignment(last) ? last.initializer : last.name);
  const declared = value && ts.isIdentifier(value) ? host.sources.resolve(value) : null;
  const file = declared?.source.fileName ?? handlers.path;
  const key = last?.name?.getText() ?? "";
  const base = posix.basename(file, ".ts");
  const own = base === camelCase(key) && base !== key ? camelCase : (words: string) => words;
  const folder = posix.dirname(file);
  const taken = new Set(draft.list(folder).map(({ name }) => moduleName(name)));
  let free = own(tool);
  for (let count = 2; taken.has(moduleName(free)); count++)
    free = own(`${tool}_tool${count === 2 ? "" : `_${count - 1}`}`);
  return `${folder}/${free}.ts`;
}

// Not all file systems tell names apart by case, and a file takes the place of a folder that is imported by the same name.
function moduleName(file: string): string {
  return file.replace(/\.tsx?$/, "").toLowerCase();
}
