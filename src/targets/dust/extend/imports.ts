import { posix } from "node:path";
import { insertImport } from "../../../edit/imports.ts";
import { insertImportedName, type Position } from "../../../edit/list.ts";
import { splice } from "../../../edit/splice.ts";
import type { ImportedName } from "../../../edit/template.ts";
import { importsOf, moduleOf, parse, ts } from "../../../edit/ts.ts";
import type { Draft } from "../../../plan/draft.ts";
import { importBlock, naturalOrder } from "../../_shared/import-block.ts";
import { editFile } from "../fixes/edit-file.ts";
import { moduleOf as specifierOf } from "../paths.ts";
import type { ServerRoot } from "./site.ts";

/**
 * Makes a file of the draft import every name, once: into the braces of an import of the same module and kind where there is
 * one, else by a statement of its own. `path` is relative to the host's root; nothing happens without such a file.
 */
export function draftImports(draft: Draft, path: string, wanted: readonly ImportedName[]): void {
  const text = draft.read(path);
  if (text !== null && wanted.length > 0) draft.edit(path, withImports(path, text, wanted));
}

/**
 * The same for the metadata of a server: where the host sets packages apart and the file has imported none so far, they get a
 * block on top.
 */
export function draftImportsOnTop(
  { draft, conventions: { importStyle } }: Pick<ServerRoot, "draft" | "conventions">,
  path: string,
  wanted: readonly ImportedName[],
): void {
  const packages = wanted.filter(({ module }) => isPackage(module));
  const written = importsOf(parse(path, draft.read(path) ?? ""));
  const [first] = written;
  const isApart = importStyle === "packages-first" && !written.some((each) => isPackage(moduleOf(each)));
  if (first && packages.length > 0 && isApart) {
    editFile(draft, path, [{ at: first.getStart(), text: importBlock(packages, importStyle) }]);
  }
  draftImports(draft, path, wanted);
}

function isPackage(module: string | null): boolean {
  return module !== null && !/^[@.]/.test(module);
}

/** The text of a file with every name imported, as `draftImports` does it. */
export function withImports(path: string, text: string, wanted: readonly ImportedName[]): string {
  return wanted.reduce((before, name) => withImport(path, before, name), text);
}

function withImport(path: string, text: string, wanted: ImportedName): string {
  const source = parse(path, text);
  const same = importsOf(source).filter((each) => fullSpecifier(path, moduleOf(each) ?? "") === wanted.module);
  if (same.some((each) => brings(each, wanted))) return text;
  const braces = wanted.kind === "default" ? undefined : same.flatMap((each) => bracesOf(each, wanted.kind))[0];
  if (braces) return splice(text, insertImportedName(source, braces, placeIn(braces, wanted.name), wanted.name));
  const typeOnly = wanted.kind === "type";
  const names = wanted.kind === "default" ? wanted.name : `{ ${wanted.name} }`;
  const statement = `import ${typeOnly ? "type " : ""}${names} from ${JSON.stringify(wanted.module)};`;
  return splice(text, insertImport(source, { module: wanted.module, text: statement, typeOnly }));
}

// A neighbour may be imported by a relative path: it is the same module.
function fullSpecifier(path: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return specifierOf(posix.join(posix.dirname(path), `${specifier}.ts`));
}

function brings({ importClause }: ts.ImportDeclaration, { name, kind }: ImportedName): boolean {
  if (!importClause) return false;
  if (kind === "default") return importClause.name?.text === name && !importClause.isTypeOnly;
  const bindings = importClause.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
  return named.some((each) => writtenName(each) === name && (kind === "type" || !isType(importClause, each)));
}

function writtenName(name: ts.ImportSpecifier): string {
  return name.propertyName ? `${name.propertyName.text} as ${name.name.text}` : name.name.text;
}

function isType(clause: ts.ImportClause, name: ts.ImportSpecifier): boolean {
  return clause.isTypeOnly || name.isTypeOnly;
}

function bracesOf({ importClause }: ts.ImportDeclaration, kind: ImportedName["kind"]): ts.NamedImports[] {
  const bindings = importClause?.namedBindings;
  if (!importClause || importClause.isTypeOnly !== (kind === "type")) return [];
  return bindings && ts.isNamedImports(bindings) ? [bindings] : [];
}

function placeIn(braces: ts.NamedImports, name: string): Position {
  const names = braces.elements.map(writtenName);
  const sorted = names.every((each, index) => naturalOrder(names[index - 1] ?? each, each) <= 0);
  const next = sorted ? names.findIndex((each) => naturalOrder(each, name) > 0) : -1;
  return next < 0 ? "last" : { after: next - 1 };
}
