import { insertImport } from "../imports.ts";
import { insertImportedName } from "../list.ts";
import { type Splice, splice } from "../splice.ts";
import { importsOf, moduleOf, parse, ts } from "../ts.ts";
import { behindOnLine } from "./layout.ts";
import { startWithComments } from "./siblings.ts";

/** A name that a file imports: its module, the name as written (`a as b`), what it is called in the file, and how. */
export interface ImportedBinding {
  module: string;
  written: string;
  local: string;
  kind: "type" | "value" | "default";
}

/** Every name that a file imports by name or by default, in order. */
export function bindingsOf(source: ts.SourceFile): ImportedBinding[] {
  return importsOf(source).flatMap((declaration) => {
    const { importClause } = declaration;
    const module = moduleOf(declaration);
    if (!importClause || module === null) return [];
    const standard = importClause.name?.text;
    const bindings: ImportedBinding[] =
      standard === undefined ? [] : [{ module, written: standard, local: standard, kind: "default" }];
    const named = importClause.namedBindings;
    for (const each of named && ts.isNamedImports(named) ? named.elements : []) {
      const kind = importClause.isTypeOnly || each.isTypeOnly ? "type" : "value";
      bindings.push({ module, written: writtenName(each), local: each.name.text, kind });
    }
    return bindings;
  });
}

function writtenName({ propertyName, name }: ts.ImportSpecifier): string {
  return propertyName ? `${propertyName.text} as ${name.text}` : name.text;
}

/** The text of a file with a name imported; `next` is the file whose statements show where a new one goes. */
export function withBinding(
  { path, text }: { path: string; text: string },
  binding: ImportedBinding,
  next: ts.SourceFile,
  compare: (left: string, right: string) => number,
): string {
  const source = parse(path, text);
  const braces = binding.kind === "default" ? null : bracesFor(source, binding);
  if (braces) {
    const names = braces.elements.map(writtenName);
    const sorted = names.every((each, index) => compare(names[index - 1] ?? each, each) <= 0);
    const after = sorted ? names.findIndex((each) => compare(each, binding.written) > 0) : -1;
    return splice(text, insertImportedName(source, braces, after < 0 ? "last" : { after: after - 1 }, binding.written));
  }
  return splice(text, statementSplices(source, binding, next));
}

function bracesFor(source: ts.SourceFile, { module, kind }: ImportedBinding): ts.NamedImports | null {
  for (const declaration of importsOf(source)) {
    const { importClause } = declaration;
    if (moduleOf(declaration) !== module || !importClause || importClause.isTypeOnly !== (kind === "type")) continue;
    const { namedBindings } = importClause;
    if (namedBindings && ts.isNamedImports(namedBindings)) return namedBindings;
  }
  return null;
}

function statementSplices(source: ts.SourceFile, binding: ImportedBinding, next: ts.SourceFile): Splice[] {
  const { module, written, kind } = binding;
  const typeOnly = kind === "type";
  const names = kind === "default" ? written : `{ ${written} }`;
  const text = `import ${typeOnly ? "type " : ""}${names} from ${JSON.stringify(module)};`;
  const known = new Map(importsOf(source).map((each) => [keyOf(each), each]));
  const all = importsOf(next);
  const index = all.findIndex((each) => keyOf(each) === `${typeOnly ? "type " : ""}${module}`);
  const before = nearest(all.slice(0, index).reverse(), known);
  const after = nearest(all.slice(index + 1), known);
  if (!before && !after) return insertImport(source, { module, text, typeOnly });
  const own = all[index];
  const gapBefore = before && own ? gap(next, before.wanted, own) : "\n";
  const gapAfter = after && own ? gap(next, own, after.wanted) : "\n";
  if (after && (!before || gapAfter.length < gapBefore.length))
    return [{ at: startWithComments(source, after.found), text: text + gapAfter }];
  return before ? [{ at: behindOnLine(source.text, before.found.end), text: gapBefore + text }] : [];
}

function keyOf(declaration: ts.ImportDeclaration): string {
  return `${declaration.importClause?.isTypeOnly ? "type " : ""}${moduleOf(declaration)}`;
}

function nearest(
  wanted: readonly ts.ImportDeclaration[],
  known: ReadonlyMap<string, ts.ImportDeclaration>,
): { wanted: ts.ImportDeclaration; found: ts.ImportDeclaration } | null {
  for (const each of wanted) {
    const found = known.get(keyOf(each));
    if (found) return { wanted: each, found };
  }
  return null;
}

/** An empty line between two imports of the file, or none. */
function gap({ text }: ts.SourceFile, left: ts.Node, right: ts.Node): string {
  return /\n\s*\n/.test(text.slice(left.end, right.getStart())) ? "\n\n" : "\n";
}
