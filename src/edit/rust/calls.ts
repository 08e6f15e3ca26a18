import { stringValue } from "./scan.ts";
import { afterAngles, afterGroup, splitAtCommas } from "./step.ts";
import { at, insideOf, nameAt, type RustRange, type RustSource } from "./tree.ts";

/** A call of a function, method or macro; `Some(x)` is one too, also in a pattern. */
export interface RustCall {
  /** `method` for `value.name(…)`, `macro` for `name!(…)`. */
  form: "function" | "method" | "macro";
  /** The last name. */
  name: string;
  /** The names that lead to it and itself, generics left out: `env::var`; for a method its name alone. */
  path: string;
  /** What a method is called on, back to where its chain begins; null for functions and macros. */
  receiver: RustRange | null;
  /** The arguments in order; of a macro whatever its commas part. */
  arguments: RustRange[];
  /** From the path (for a method its name) to the closing bracket. */
  range: RustRange;
}

const KEYWORDS = new Set("as else for if impl in let loop match move mut pub ref return where while".split(" "));

/** The calls in a range of code in source order, each before those in its arguments. */
export function callsIn(source: RustSource, range: RustRange): RustCall[] {
  const calls: RustCall[] = [];
  for (let index = range.from; index < range.to; index++) {
    const call = callAt(source, index, range.to);
    if (call && call.range.from >= range.from) calls.push(call);
  }
  return calls;
}

function callAt(source: RustSource, index: number, to: number): RustCall | null {
  const name = nameAt(source, index);
  if (name === "" || KEYWORDS.has(at(source, index)) || at(source, index - 1) === "fn") return null;
  const isMacro = at(source, index + 1) === "!" && /^[([{]$/.test(at(source, index + 2));
  const open = isMacro ? index + 2 : afterTurbofish(source, index + 1, to);
  if (!isMacro && at(source, open) !== "(") return null;
  const isMethod = at(source, index - 1) === ".";
  const { from, path } = isMethod ? { from: index, path: name } : pathTo(source, index);
  return {
    form: isMacro ? "macro" : isMethod ? "method" : "function",
    name,
    path,
    receiver: isMethod ? { from: chainStart(source, index - 2), to: index - 1 } : null,
    arguments: splitAtCommas(source, insideOf(source, open)),
    range: { from, to: afterGroup(source, open) },
  };
}

function afterTurbofish(source: RustSource, index: number, to: number): number {
  const isTurbofish = at(source, index) === "::" && at(source, index + 1) === "<";
  return isTurbofish ? afterAngles(source, index + 1, to) : index;
}

function pathTo(source: RustSource, last: number): { from: number; path: string } {
  const names = [nameAt(source, last)];
  let from = last;
  while (at(source, from - 1) === "::") {
    let before = beforeAngles(source, from - 2);
    if (before < from - 2 && at(source, before) === "::") before--;
    const name = nameAt(source, before);
    const isFirst = name === "" || KEYWORDS.has(name);
    from = isFirst ? before + 1 : before;
    if (isFirst) break;
    names.unshift(name);
  }
  return { from, path: names.join("::") };
}

/** The index before the `<` that the `>` at an index closes; the index itself when there is no `>`. */
function beforeAngles(source: RustSource, close: number): number {
  if (at(source, close) !== ">") return close;
  let depth = 0;
  for (let index = close; index >= 0; index = beforeGroup(source, index)) {
    if (at(source, index) === ">") depth++;
    if (at(source, index) === "<" && --depth === 0) return index - 1;
  }
  return close;
}

function beforeGroup(source: RustSource, index: number): number {
  const partner = source.partner[index] ?? -1;
  return (partner >= 0 && partner < index ? partner : index) - 1;
}

/** The index where the chain begins that ends with the token at `last`: `a` of `a::b::<T>(x).await?.c[0]`. */
function chainStart(source: RustSource, last: number): number {
  let start = partStart(source, last);
  for (;;) {
    const linked = /^(\.|::)$/.test(at(source, start - 1));
    if (!linked && !belongsToBefore(source, start)) return start;
    start = partStart(source, start - (linked ? 2 : 1));
  }
}

function partStart(source: RustSource, last: number): number {
  if (at(source, last) === ">") return beforeAngles(source, last) + 1;
  return /^[)\]}]$/.test(at(source, last)) ? (source.partner[last] ?? last) : last;
}

// `?`, the `!` of a macro, and brackets that call, index or hold a macro's arguments.
function belongsToBefore(source: RustSource, index: number): boolean {
  const before = source.code[index - 1];
  const isName = before?.kind === "ident" && !KEYWORDS.has(before.text);
  if (at(source, index) === "?") return true;
  if (at(source, index) === "!") return isName;
  if (!/^[([]$/.test(at(source, index))) return false;
  return isName || /^[)\]?>]$/.test(before?.text ?? "") || (before?.text === "!" && belongsToBefore(source, index - 1));
}

/** The value of a range that is one string token; null for anything else. */
export function stringIn(source: RustSource, range: RustRange): string | null {
  return range.to - range.from === 1 ? stringValue(source.code[range.from]) : null;
}

/** The values of all string tokens in a range, in order. */
export function stringsIn(source: RustSource, range: RustRange): string[] {
  return source.code.slice(range.from, range.to).flatMap((token) => stringValue(token) ?? []);
}
