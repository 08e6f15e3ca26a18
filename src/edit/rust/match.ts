import { attributesAt } from "./items.ts";
import { afterBlockLike, bodyBrace, commaIn, findFlat } from "./step.ts";
import { at, insideOf, type RustRange, type RustSource, textOf } from "./tree.ts";

/** An arm of a `match`. */
export interface RustArm {
  /** Without attributes and guard. */
  pattern: RustRange;
  /** The parts of the pattern between its `|`. */
  alternatives: RustRange[];
  /** The condition behind `if`. */
  guard: RustRange | null;
  expression: RustRange;
  /** Attributes included, the comma not. */
  range: RustRange;
  /** Whether it takes every value: `_` or a name to bind it to, without a guard. */
  wildcard: boolean;
}

/** A `match` with its arms in order. */
export interface RustMatch {
  scrutinee: RustRange;
  /** The inside of its braces. */
  body: RustRange;
  range: RustRange;
  arms: RustArm[];
}

/** The `match` expressions in a range (such as a function's body) in source order, nested ones behind what holds them. */
export function matchesIn(source: RustSource, range: RustRange): RustMatch[] {
  const found: RustMatch[] = [];
  for (let index = range.from; index < range.to; index++) {
    if (at(source, index) !== "match") continue;
    const open = bodyBrace(source, { from: index, to: range.to });
    if (open === null) continue;
    const body = insideOf(source, open);
    const scrutinee = { from: index + 1, to: open };
    found.push({ scrutinee, body, range: { from: index, to: body.to + 1 }, arms: armsIn(source, body) });
  }
  return found;
}

function armsIn(source: RustSource, body: RustRange): RustArm[] {
  const arms: RustArm[] = [];
  let from = body.from;
  while (from < body.to) {
    const arrow = findFlat(source, { from, to: body.to }, "=>");
    if (arrow === null) return arms;
    const arm = armAt(source, from, arrow, body.to);
    arms.push(arm);
    from = at(source, arm.range.to) === "," ? arm.range.to + 1 : arm.range.to;
  }
  return arms;
}

function armAt(source: RustSource, from: number, arrow: number, to: number): RustArm {
  const start = attributesAt(source, { from, to: arrow }).at(-1)?.range.to ?? from;
  const condition = findFlat(source, { from: start, to: arrow }, "if");
  const pattern = { from: start, to: condition ?? arrow };
  const guard = condition === null ? null : { from: condition + 1, to: arrow };
  const expression = { from: arrow + 1, to: armEnd(source, { from: arrow + 1, to }) };
  const wildcard = guard === null && takesAll(source, pattern);
  const alternatives = alternativesOf(source, pattern);
  return { pattern, alternatives, guard, expression, range: { from, to: expression.to }, wildcard };
}

// A block ends its arm without a comma, unless a method is called on it.
function armEnd(source: RustSource, range: RustRange): number {
  const block = afterBlockLike(source, range);
  if (block === null) return commaIn(source, range);
  return /^[.?]$/.test(at(source, block)) ? commaIn(source, { from: block, to: range.to }) : block;
}

function takesAll(source: RustSource, pattern: RustRange): boolean {
  const text = textOf(source, pattern);
  return text === "_" || (pattern.to - pattern.from === 1 && /^(?!true$|false$)[\p{Ll}_]/u.test(text));
}

function alternativesOf(source: RustSource, pattern: RustRange): RustRange[] {
  const parts: RustRange[] = [];
  let from = pattern.from;
  while (from < pattern.to) {
    const to = findFlat(source, { from, to: pattern.to }, "|") ?? pattern.to;
    if (to > from) parts.push({ from, to });
    from = to + 1;
  }
  return parts;
}
