import { type ErrorDetail, EXIT, UserError } from "../errors.ts";
import { formatLocation, type Location } from "../model/location.ts";
import { commentsIn, tokensOf } from "./syntax/trivia.ts";
import { lineAndColumn, locationOf, parse, syntaxErrors, type ts } from "./ts.ts";

/** A text to be put in at an offset of the old text. */
export interface Splice {
  at: number;
  text: string;
}

/** An edit that we made would have damaged a file: a bug of ours, never the user's mistake. Nothing was written. */
export class EditBroken extends Error {
  readonly path: string;
  readonly reason: string;

  /** `reason` is a sentence without its full stop. */
  constructor(path: string, reason: string) {
    super(`The edit of ${path} was not made, because it would have damaged the file: ${reason}.`);
    this.name = "EditBroken";
    this.path = path;
    this.reason = reason;
  }
}

/** The place where something had to be inserted is not there (exit 5). */
export class AnchorNotFound extends UserError {
  /** `at` is the node or place that was searched, `expected` and `found` are noun phrases, `hint` says what to do. */
  constructor(at: ts.Node | Location, expected: string, found: string, hint?: string) {
    const place = formatLocation("kind" in at ? locationOf(at) : at);
    const detail: ErrorDetail = { message: `Looked for ${expected}, found ${found}.`, at: place };
    super("anchor-not-found", `${place}: looked for ${expected}, found ${found}.`, {
      exitCode: EXIT.hostNotRecognised,
      hint: hint ?? "The file has a form that is not known here; make this change by hand.",
      details: [detail],
    });
    this.name = "AnchorNotFound";
  }
}

/** The line ending that most lines of a text have; LF for a text of one line. */
export function lineEnding(text: string): "\n" | "\r\n" | "\r" {
  const count = { "\r\n": 0, "\n": 0, "\r": 0 };
  for (const [ending] of text.matchAll(/\r\n|\n|\r/g)) count[ending as "\n" | "\r\n" | "\r"]++;
  if (count["\r\n"] > count["\n"] && count["\r\n"] >= count["\r"]) return "\r\n";
  return count["\r"] > count["\n"] ? "\r" : "\n";
}

/**
 * The text with the splices put in. Inserted lines get the line ending of the text; splices at one offset keep their
 * order. Throws EditBroken for an offset outside the text.
 */
export function splice(text: string, splices: readonly Splice[]): string {
  const ending = lineEnding(text);
  const ordered = splices.toSorted((a, b) => a.at - b.at);
  let result = "";
  let done = 0;
  for (const { at, text: added } of ordered) {
    if (!(at >= 0 && at <= text.length)) throw new EditBroken("a text", `there is no offset ${at}`);
    result += text.slice(done, at) + added.replace(/\r\n|\r|\n/g, ending);
    done = at;
  }
  return result + text.slice(done);
}

/** Throws EditBroken unless `after` is `before` with something put in (see `checkInsertOnly`). */
export function assertInsertOnly(path: string, before: string, after: string): void {
  const reason = checkInsertOnly(path, before, after);
  if (reason !== null) throw new EditBroken(path, reason);
}

/**
 * Why `after` is not `before` with something put in; null when it is. White space and commas aside, the old text must
 * be a subsequence of the new one; byte-order mark and line ending stay. In TypeScript and JavaScript files also: no
 * new syntax error, no comment lost, no token changed, and lines outside the statements touched byte for byte.
 */
export function checkInsertOnly(path: string, before: string, after: string): string | null {
  const reason = markChanged(before, after) ?? endingsChanged(before, after) ?? textLost(before, after);
  if (reason !== null || !/\.[mc]?[jt]sx?$/.test(path)) return reason;
  const [old, edited] = [parse(path, before), parse(path, after)];
  return syntaxBroken(old, edited) ?? partsLost(old, edited) ?? linesChanged(old, edited);
}

/** Throws EditBroken unless `after` is `before` with some of its statements rewritten (see `checkRewritten`). */
export function assertRewritten(path: string, before: string, after: string): void {
  const reason = checkRewritten(path, before, after);
  if (reason !== null) throw new EditBroken(path, reason);
}

/**
 * Why `after` is not `before` with statements rewritten, added or taken out; null when it is: no new syntax error, the same
 * byte-order mark and line ending, and every line outside of the statements touched byte for byte.
 */
export function checkRewritten(path: string, before: string, after: string): string | null {
  const [old, edited] = [parse(path, before), parse(path, after)];
  const broken = markChanged(before, after) ?? endingsChanged(before, after) ?? syntaxBroken(old, edited);
  return broken ?? linesChanged(old, edited);
}

function markChanged(before: string, after: string): string | null {
  return before.startsWith("\uFEFF") === after.startsWith("\uFEFF") ? null : "its byte-order mark was added or removed";
}

function endingsChanged(before: string, after: string): string | null {
  const old = new Set(before.match(/\r\n|\r|\n/g));
  const edited = new Set(after.match(/\r\n|\r|\n/g));
  if (old.size > 1 || edited.size === 0) return null;
  const changed = edited.size > 1 || [...old].some((ending) => !edited.has(ending));
  return changed ? "its lines would end in more than one way" : null;
}

function textLost(before: string, after: string): string | null {
  const old = before.replace(/[\s,]+/g, "");
  const edited = after.replace(/[\s,]+/g, "");
  const kept = matchedInOrder(old, edited);
  return kept === old.length ? null : `text was lost near ${JSON.stringify(excerpt(old.slice(kept)))}`;
}

function syntaxBroken(old: ts.SourceFile, edited: ts.SourceFile): string | null {
  const known = syntaxErrors(old).map((each) => each.message);
  for (const { message, start } of syntaxErrors(edited)) {
    const index = known.indexOf(message);
    if (index < 0) return `it would have a syntax error in line ${lineAndColumn(edited, start).line}: ${message}`;
    known.splice(index, 1);
  }
  return null;
}

function partsLost(old: ts.SourceFile, edited: ts.SourceFile): string | null {
  const before = partsOf(old, edited);
  const after = partsOf(edited, old);
  const comments = matchedInOrder(before.comments, after.comments);
  if (comments < before.comments.length) return `a comment was lost: ${excerpt(before.comments[comments])}`;
  const tokens = matchedInOrder(before.tokens, after.tokens);
  return tokens < before.tokens.length ? `a part was changed: ${excerpt(before.tokens[tokens])}` : null;
}

/** The tokens and comments of a file in order; a statement that both files have just once is one token, and one comment. */
function partsOf(source: ts.SourceFile, other: ts.SourceFile): { tokens: string[]; comments: string[] } {
  const elsewhere = statementsOnce(other);
  const shared = new Set([...statementsOnce(source)].filter((text) => elsewhere.has(text)));
  const parts: { tokens: string[]; comments: string[] } = { tokens: [], comments: [] };
  for (const node of [...source.statements, source.endOfFileToken]) {
    const whole = node.getFullText(source);
    if (shared.has(whole)) {
      parts.tokens.push(whole);
      parts.comments.push(whole);
      continue;
    }
    for (const token of tokensOf(node, source)) {
      const text = source.text.slice(token.start, token.end);
      if (text !== "" && text !== ",") parts.tokens.push(text);
      for (const comment of commentsIn(source.text, token.fullStart, token.start)) parts.comments.push(comment.text);
    }
  }
  return parts;
}

function statementsOnce(source: ts.SourceFile): Set<string> {
  const texts = [...source.statements, source.endOfFileToken].map((each) => each.getFullText(source));
  const seen = new Set<string>();
  const repeated = new Set(texts.filter((text) => seen.size === seen.add(text).size));
  return new Set(texts.filter((text) => !repeated.has(text)));
}

function linesChanged(old: ts.SourceFile, edited: ts.SourceFile): string | null {
  const lines = untouchedLines(old, edited);
  const kept = matchedInOrder(lines, linesOf(edited.text));
  return kept === lines.length ? null : `a line outside of the edit was changed: ${excerpt(lines[kept])}`;
}

/** The old lines that belong to no statement that was edited, and to one statement at most. */
function untouchedLines(old: ts.SourceFile, edited: ts.SourceFile): string[] {
  const present = new Set(edited.statements.map((each) => each.getText(edited)));
  const touched = new Set<number>();
  let last = -1;
  for (const statement of old.statements) {
    const from = lineAndColumn(old, statement.getStart(old)).line - 1;
    const to = lineAndColumn(old, statement.end).line - 1;
    if (from === last) touched.add(from);
    if (!present.has(statement.getText(old))) for (let line = from; line <= to; line++) touched.add(line);
    last = to;
  }
  return linesOf(old.text).filter((_, line) => !touched.has(line));
}

function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
}

/** How many of `parts` (characters, or texts), from the first, occur in `whole` in their order. */
function matchedInOrder(parts: ArrayLike<string>, whole: ArrayLike<string>): number {
  let matched = 0;
  for (let index = 0; index < whole.length && matched < parts.length; index++) {
    if (whole[index] === parts[matched]) matched++;
  }
  return matched;
}

function excerpt(text: string | undefined): string {
  return (text ?? "").trim().replace(/\s+/g, " ").slice(0, 60);
}
