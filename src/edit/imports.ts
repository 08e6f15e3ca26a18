import type { Splice } from "./splice.ts";
import { type Comment, commentsIn, lineRest, lineStart } from "./syntax/trivia.ts";
import { importsOf, moduleOf, ts } from "./ts.ts";

/** An import to be added: its module path and the whole statement, one or more lines ended by LF. */
export interface NewImport {
  module: string;
  text: string;
  /** Whether it is an `import type`, which goes before an import of values from the same module. */
  typeOnly?: boolean;
}

/**
 * The splices that add an import. Of the file's import blocks (set apart by blank lines, other statements or
 * `import "x"`) it joins the one that holds most of its kind: relative, the project's own (a prefix in `own`), or
 * packages. In it, ASCII order of module paths decides, or the end if the block has another order. A comment stays with
 * the import after it; licence, `#!` and directives stay on top.
 */
export function insertImport(
  source: ts.SourceFile,
  added: NewImport,
  own: readonly string[] = ["@app/", "@/", "~/"],
): Splice[] {
  const all = importsOf(source);
  const last = all.at(-1);
  if (!last) return [beforeCode(source, added.text)];
  const block = blockFor(blocksOf(source, all), added, own);
  if (!block) return [behind(source, last, added.text)];
  const next = isSorted(block) ? block.findIndex((each) => compare(keyOf(each), added) > 0) : -1;
  const before = next < 0 ? block.at(-1) : block[next - 1];
  if (before) return [behind(source, before, added.text)];
  return [{ at: startOf(source, block[0] ?? last), text: `${added.text}\n` }];
}

type Key = Pick<NewImport, "module" | "typeOnly">;
type Kind = "relative" | "own" | "package";

function keyOf(declaration: ts.ImportDeclaration): Key {
  return { module: moduleOf(declaration) ?? "", typeOnly: declaration.importClause?.isTypeOnly ?? false };
}

function compare(a: Key, b: Key): number {
  if (a.module !== b.module) return a.module < b.module ? -1 : 1;
  return Number(b.typeOnly ?? false) - Number(a.typeOnly ?? false);
}

function isSorted(block: readonly ts.ImportDeclaration[]): boolean {
  const keys = block.map(keyOf);
  return keys.every((key, index) => compare(keys[index - 1] ?? key, key) <= 0);
}

function blocksOf(source: ts.SourceFile, all: readonly ts.ImportDeclaration[]): ts.ImportDeclaration[][] {
  const blocks: ts.ImportDeclaration[][] = [];
  let open: ts.ImportDeclaration[] | null = null;
  let previous: ts.ImportDeclaration | null = null;
  for (const each of all) {
    if (previous && !isNextTo(source, previous, each)) open = null;
    previous = each;
    if (!each.importClause) open = null;
    else if (open) open.push(each);
    else {
      open = [each];
      blocks.push(open);
    }
  }
  return blocks;
}

function isNextTo(source: ts.SourceFile, before: ts.ImportDeclaration, after: ts.ImportDeclaration): boolean {
  const index = source.statements.indexOf(after);
  return source.statements[index - 1] === before && !hasBlankLine(source.text, before.end, after.getStart(source));
}

/** Whether a line between two offsets is blank; the lines of a comment are not. */
function hasBlankLine(text: string, start: number, end: number): boolean {
  const bare = commentsIn(text, start, end).reduce(
    (rest, { text: comment }) => rest.replace(comment, () => "*"),
    text.slice(start, end),
  );
  return /(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]/.test(bare);
}

function blockFor(
  blocks: readonly ts.ImportDeclaration[][],
  added: NewImport,
  own: readonly string[],
): ts.ImportDeclaration[] | undefined {
  const kind = kindOf(added.module, own);
  const counts = blocks.map((block) => block.filter((each) => kindOf(keyOf(each).module, own) === kind).length);
  const most = Math.max(0, ...counts);
  if (most > 0) return blocks[counts.indexOf(most)];
  return kind === "package" ? blocks[0] : blocks.at(-1);
}

function kindOf(module: string, own: readonly string[]): Kind {
  if (module.startsWith(".")) return "relative";
  return own.some((prefix) => module.startsWith(prefix)) ? "own" : "package";
}

function behind(source: ts.SourceFile, statement: ts.Node, text: string): Splice {
  const rest = lineRest(source.text, statement.end);
  return rest.endsLine ? { at: rest.stop, text: `\n${text}` } : { at: statement.end, text: `\n${text}\n` };
}

/** The offset before a statement and the comments that belong to it. */
function startOf(source: ts.SourceFile, statement: ts.Node): number {
  const start = statement.getStart(source);
  const isFirst = source.statements[0] === statement;
  let at = start;
  for (const comment of commentsAbove(source, statement).reverse()) {
    if (hasBlankLine(source.text, comment.end, at) || (isFirst && isHeading(comment, statement))) break;
    at = comment.start;
  }
  return at;
}

/** The comments on lines of their own above a statement. */
function commentsAbove(source: ts.SourceFile, statement: ts.Node): Comment[] {
  const { text } = source;
  const first = statement.pos === 0 ? 0 : lineRest(text, statement.pos).end;
  const above = commentsIn(text, first, statement.getStart(source));
  return above.filter((each) => text.slice(lineStart(text, each.start), each.start).trim() === "");
}

const NEXT_LINE = /-next-line|@ts-ignore|@ts-expect-error|biome-ignore (?!.*-all)|prettier-ignore/;
const WHOLE_FILE = /^#!|^\/\*!|^\/\/\/|copyright|licen[cs]e|eslint-|@ts-(?:no)?check|biome-ignore-all/i;

// Above the first import a comment speaks of the file, unless it rules the next line; above other code the reverse.
function isHeading(comment: Comment, statement: ts.Node): boolean {
  if (NEXT_LINE.test(comment.text)) return false;
  return WHOLE_FILE.test(comment.text) || ts.isImportDeclaration(statement);
}

function beforeCode(source: ts.SourceFile, text: string): Splice {
  const code = source.statements.findIndex((each) => !isDirective(each));
  const directives = code < 0 ? source.statements : source.statements.slice(0, code);
  const directive = directives.at(-1);
  if (directive) return behindDirective(source.text, directive, text);
  const first = source.statements[code];
  if (first) return { at: startOf(source, first), text: `${text}\n\n` };
  const open = /[^\r\n\uFEFF]$/.test(source.text);
  return { at: source.text.length, text: `${open ? "\n" : ""}${text}\n` };
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

function behindDirective(text: string, directive: ts.Statement, code: string): Splice {
  const rest = lineRest(text, directive.end);
  if (!rest.endsLine) return { at: directive.end, text: `\n\n${code}\n\n` };
  const isSetApart = /^\s*$|^[ \t]*(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]/.test(text.slice(rest.stop));
  return { at: rest.stop, text: `\n\n${code}${isSetApart ? "" : "\n"}` };
}
