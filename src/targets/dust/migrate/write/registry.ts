import { insertImport } from "../../../../edit/imports.ts";
import { bindingsOf } from "../../../../edit/merge/imports.ts";
import { type Replacement, replaceParts } from "../../../../edit/rewrite/parts.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { splice } from "../../../../edit/splice.ts";
import { lineRest, lineStart, nextToken, startsLine } from "../../../../edit/syntax/trivia.ts";
import type { ImportedName } from "../../../../edit/template.ts";
import { importsOf, moduleOf, parse, type ts } from "../../../../edit/ts.ts";
import { importBlock } from "../../../_shared/import-block.ts";
import { grouped } from "../../read/grouped.ts";
import { isMoved, type Move, meantBy, rootedSpecifier } from "../move.ts";
import type { Described } from "../read/described.ts";

/**
 * The text of constants.ts after the move: the entry's `metadata` in place of what described the server, and the imports that
 * this needs. All else stays as it is.
 */
export function movedConstants(described: Described, server: string, move: Move, sources: Sources): string {
  const { info, stakes, tools } = described;
  const source = info.property.getSourceFile();
  const gone = [stakes, ...(tools ? [tools] : [])];
  const entry: Replacement[] = [
    { start: info.property.getStart(), end: info.property.end, text: `metadata: ${server}` },
    ...gone.map(({ property }) => wholeProperty(property)),
  ];
  const replaced = new Set([info, ...gone].map(({ name }) => name));
  const name: ImportedName = { module: described.source.fileName, name: server, kind: "value" };
  return withImports(source, { entry, replaced, added: [name] }, move, sources);
}

/** The text of a registry after the move: its imports from the moved folder, each where the order of the others wants it. */
export function movedImports(source: ts.SourceFile, move: Move, sources: Sources): string {
  return withImports(source, { entry: [], replaced: new Set(), added: [] }, move, sources);
}

/** `replaced`: names that are no longer imported. The modules of `added` are files as they are now. */
interface Edit {
  entry: Replacement[];
  replaced: ReadonlySet<string>;
  added: ImportedName[];
}

function withImports(source: ts.SourceFile, { entry, replaced, added }: Edit, move: Move, sources: Sources): string {
  const path = source.fileName;
  const isOld = (specifier: string) => isMoved(meantBy(path, specifier, sources) ?? "", move);
  const old = importsOf(source).filter((each) => isOld(moduleOf(each) ?? "") && each.importClause);
  const kept = bindingsOf(source).filter(({ module, local }) => isOld(module) && !replaced.has(local));
  const names: ImportedName[] = [
    ...kept.map(({ module, written, kind }) => ({
      module: rootedSpecifier(path, module, move, sources),
      name: written,
      kind,
    })),
    ...added.map((each) => ({ ...each, module: rootedSpecifier(path, moduleNameOf(each.module), move, sources) })),
  ];
  const text = replaceParts(source.text, [...entry, ...old.map((each) => wholeLines(source.text, each))]);
  return statementsOf(names).reduce((done, each) => splice(done, insertImport(parse(path, done), each)), text);
}

function moduleNameOf(path: string): string {
  return path.replace(/^front\//, "@app/").replace(/\.tsx?$/, "");
}

function statementsOf(names: readonly ImportedName[]) {
  const groups = grouped(names, statementOf);
  return [...groups.values()].map((group) => ({
    module: group[0]?.module ?? "",
    text: importBlock(group, "one-block").trimEnd(),
    typeOnly: group[0]?.kind === "type",
  }));
}

function statementOf({ module, kind }: ImportedName): string {
  return `${kind === "type" ? "type" : "value"} ${module}`;
}

/** A property with its comma, and its line when nothing else is on it. */
function wholeProperty(property: ts.PropertyAssignment): Replacement {
  const { text } = property.getSourceFile();
  const next = nextToken(text, property.end);
  return wholeLine(text, property.getStart(), text[next] === "," ? next + 1 : property.end);
}

function wholeLines(text: string, node: ts.Node): Replacement {
  return wholeLine(text, node.getStart(), node.end);
}

function wholeLine(text: string, start: number, end: number): Replacement {
  const rest = lineRest(text, end);
  if (!startsLine(text, start) || !rest.endsLine || rest.comments.length > 0) return { start, end, text: "" };
  return { start: lineStart(text, start), end: rest.stop + (text.startsWith("\r\n", rest.stop) ? 2 : 1), text: "" };
}
