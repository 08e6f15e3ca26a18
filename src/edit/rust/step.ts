import { at, type RustRange, type RustSource } from "./tree.ts";

/** The index behind the token with this index, or behind the bracket that closes it. */
export function afterGroup(source: RustSource, index: number): number {
  return Math.max(source.partner[index] ?? -1, index) + 1;
}

/** The first index in a range, outside of brackets, whose token has one of these texts; null when there is none. */
export function findFlat(source: RustSource, range: RustRange, ...texts: string[]): number | null {
  for (let index = range.from; index < range.to; index = afterGroup(source, index)) {
    if (texts.includes(at(source, index))) return index;
  }
  return null;
}

/** The index behind the `>` that closes the `<` with this index; `to` when none does. */
export function afterAngles(source: RustSource, open: number, to: number): number {
  let depth = 0;
  for (let index = open; index < to; index = afterGroup(source, index)) {
    if (at(source, index) === "<") depth++;
    if (at(source, index) === ">" && --depth === 0) return index + 1;
  }
  return to;
}

/** The same as `findFlat` where every `<` opens a list of generics, as in a type. */
export function findInType(source: RustSource, range: RustRange, ...texts: string[]): number | null {
  let index = range.from;
  while (index < range.to) {
    if (texts.includes(at(source, index))) return index;
    index = at(source, index) === "<" ? afterAngles(source, index, range.to) : afterGroup(source, index);
  }
  return null;
}

const KEYWORDS_BEFORE_OPERAND = new Set(
  "as async box break const dyn else for if in let loop match move mut ref return static unsafe where while yield".split(
    " ",
  ),
);

/** Whether an expression begins, rather than goes on, with the token at `index` of an expression begun at `from`. */
export function beginsOperand(source: RustSource, index: number, from: number): boolean {
  if (index <= from) return true;
  const before = source.code[index - 1];
  if (!before || before.kind === "ident") return KEYWORDS_BEFORE_OPERAND.has(before?.text ?? "as");
  return before.kind === "punct" && !/^[)\]}?>]$/.test(before.text);
}

/** The index behind the next part of the expression begun at `from`: a bracketed group, generics, closure parameters or a token. */
export function afterPart(source: RustSource, index: number, range: RustRange): number {
  const text = at(source, index);
  if (text === "<" && opensGenerics(source, index, range.from)) return afterAngles(source, index, range.to);
  if (text === "|" && beginsOperand(source, index, range.from)) {
    const close = findFlat(source, { from: index + 1, to: range.to }, "|");
    return close === null ? range.to : close + 1;
  }
  return afterGroup(source, index);
}

// `<` begins a qualified path, or follows `::`, or a type behind `as` or `->`.
function opensGenerics(source: RustSource, index: number, from: number): boolean {
  const [previous, token] = [source.code[index - 1], source.code[index]];
  if (previous?.text === "<" && previous.end === token?.start) return false; // the second half of a shift
  if (beginsOperand(source, index, from)) return true;
  let before = index - 1;
  while (before > from && at(source, before) !== "as" && isPathPart(source, before)) before--;
  return /^(as|->)$/.test(at(source, before));
}

function isPathPart(source: RustSource, index: number): boolean {
  return source.code[index]?.kind === "ident" || at(source, index) === "::";
}

/** The parts of a range (an argument list, an array) between its commas, those of closures and generics excepted. */
export function splitAtCommas(source: RustSource, range: RustRange): RustRange[] {
  const parts: RustRange[] = [];
  let from = range.from;
  while (from < range.to) {
    const to = commaIn(source, { from, to: range.to });
    if (to > from) parts.push({ from, to });
    from = to + 1;
  }
  return parts;
}

/** The index of the first comma that ends the expression at the start of a range; the range's end when there is none. */
export function commaIn(source: RustSource, range: RustRange): number {
  let index = range.from;
  while (index < range.to && at(source, index) !== ",") index = afterPart(source, index, range);
  return Math.min(index, range.to);
}

/** The index behind an expression that ends with its block (a block, `if`, `match`, a loop); null for any other. */
export function afterBlockLike(source: RustSource, range: RustRange): number | null {
  let from = range.from;
  if (source.code[from]?.kind === "lifetime" && at(source, from + 1) === ":") from += 2;
  const word = at(source, from);
  if (word === "{") return afterGroup(source, from);
  if (/^(unsafe|loop|const|try)$/.test(word) && at(source, from + 1) === "{") return afterGroup(source, from + 1);
  if (!/^(if|match|while|for)$/.test(word)) return null;
  const body = bodyBrace(source, { from, to: range.to });
  if (body === null) return null;
  const end = afterGroup(source, body);
  if (word !== "if" || at(source, end) !== "else") return end;
  return afterBlockLike(source, { from: end + 1, to: range.to });
}

/** The index of the `{` that opens the body of the `if`, `match`, `while` or `for` at the start of a range. */
export function bodyBrace(source: RustSource, range: RustRange): number | null {
  let index = range.from;
  while (index < range.to) {
    const text = at(source, index);
    if (/^[)\]};]$/.test(text)) return null;
    if (text === "{" && (!beginsOperand(source, index, range.from) || at(source, index - 1) === "..")) return index;
    if (text === "let" || text === "for") {
      index = findFlat(source, { from: index + 1, to: range.to }, text === "let" ? "=" : "in") ?? range.to;
    }
    index = afterPart(source, index, range);
  }
  return null;
}
