import { bindingsOf } from "../../../../edit/merge/imports.ts";
import { replaceParts } from "../../../../edit/rewrite/parts.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { freeReferences } from "../../../../edit/syntax/references.ts";
import { declarationOf } from "../../../../edit/syntax/scope.ts";
import { commentsIn, tokensOf } from "../../../../edit/syntax/trivia.ts";
import type { ImportedName } from "../../../../edit/template.ts";
import { importsOf, moduleOf, parse, ts } from "../../../../edit/ts.ts";
import { importBlock } from "../../../_shared/import-block.ts";
import type { Conventions } from "../../checkout/conventions.ts";
import { type Move, rootedSpecifier } from "../move.ts";
import { moduleNames } from "./specifiers.ts";

/** A module that is made of parts of another one. */
export interface ModuleParts {
  /** Where it goes. */
  path: string;
  /** The module that its parts are of, whose imports it takes as far as it needs them. */
  source: ts.SourceFile;
  /** Everything below the imports. */
  body: string;
  /** Names that the body may need besides, and their modules as they are after the move. */
  added: readonly ImportedName[];
  /** Whether it also takes the comments among the imports, and the modules that are imported for what they do. */
  isHeir: boolean;
}

/** The text of a module, with the imports that its body needs. */
export function moduleText(
  { path, source, body, added, isHeir }: ModuleParts,
  { move, sources, style }: { move: Move; sources: Sources; style: Conventions["importStyle"] },
): string {
  const rooted = (specifier: string) => rootedSpecifier(source.fileName, specifier, move, sources);
  const text = rootedText(path, body, rooted);
  const needed = new Set(undeclared(path, text));
  const own = bindingsOf(source).map(({ module, written, local, kind }) => ({
    module: rooted(module),
    name: written,
    local,
    kind,
  }));
  const more = added.map((each) => ({ ...each, local: localOf(each) }));
  const imports = [...own, ...more.filter(({ local }) => !own.some((each) => each.local === local))];
  const others = importsOf(source).filter((each) => isOther(each) && (isHeir || each.importClause));
  const verbatim = others.flatMap((each) => otherImport(each, needed, rooted));
  const comments = isHeir ? importComments(source) : [];
  const block = importBlock(
    imports.filter(({ local }) => needed.has(local)),
    style,
  );
  const head = [comments.join("\n"), block.trimEnd(), verbatim.join("\n")].filter((each) => each !== "");
  return `${[...head, text.replace(/^[\s\uFEFF]*\n/, "").trimEnd()].join("\n\n")}\n`;
}

/** The text with every name of a module in it as a name from the root: it leaves its file. */
function rootedText(path: string, body: string, rooted: (specifier: string) => string): string {
  const literals = moduleNames(parse(path, body));
  return replaceParts(
    body,
    literals.map((each) => ({ start: each.getStart(), end: each.end, text: JSON.stringify(rooted(each.text)) })),
  );
}

/** The names that a text uses and declares nowhere. */
function undeclared(path: string, body: string): string[] {
  return freeReferences(parse(path, body)).flatMap((each) => (declarationOf(each) ? [] : [each.text]));
}

function localOf({ name }: ImportedName): string {
  return name.split(" as ").at(-1) ?? name;
}

// Imports that name nothing by itself, all of a module, or a type by default.
function isOther({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return true;
  const { namedBindings, name, isTypeOnly } = importClause;
  return (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) || (isTypeOnly && name !== undefined);
}

function otherImport(
  declaration: ts.ImportDeclaration,
  needed: ReadonlySet<string>,
  rooted: (specifier: string) => string,
): string[] {
  const { importClause } = declaration;
  const named = importClause?.namedBindings;
  const locals = [importClause?.name?.text, named && ts.isNamespaceImport(named) ? named.name.text : undefined];
  const module = moduleOf(declaration) ?? "";
  const text = declaration.getText();
  const specifier = declaration.moduleSpecifier.getText();
  if (importClause && !locals.some((each) => each !== undefined && needed.has(each))) return [];
  return [text.replace(specifier, () => JSON.stringify(rooted(module)))];
}

function importComments(source: ts.SourceFile): string[] {
  return importsOf(source)
    .flatMap((each) => tokensOf(each, source))
    .flatMap(({ fullStart, start }) => commentsIn(source.text, fullStart, start).map(({ text }) => text));
}
