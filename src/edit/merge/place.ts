import type { Splice } from "../splice.ts";
import { indentAt, indentUnit, lineRest, nextToken } from "../syntax/trivia.ts";
import { importsOf, ts } from "../ts.ts";
import { behindOnLine, relaid } from "./layout.ts";
import { bracedIn, type Sibling, startWithComments } from "./siblings.ts";

/** What a container has, and what it is to have. */
interface Placing {
  current: ts.Node;
  own: readonly Sibling[];
  next: ts.Node;
  wanted: readonly Sibling[];
  /** Those of `wanted` that are to be put in. */
  missing: ReadonlySet<Sibling>;
  /** Keys of the declarations that are one of many. */
  added: ReadonlySet<string>;
}

type Zone = "head" | "tail";

/**
 * The splices that put in every missing declaration. Up to the first one of many a declaration goes behind the one that
 * precedes it in `next`, from there on before the one that follows; where only one side has no empty line between, there.
 */
export function placeRuns(placing: Placing): Splice[] {
  const { wanted, missing, added } = placing;
  const first = wanted.findIndex(({ key }) => added.has(key));
  const zoneOf = (index: number): Zone => (first >= 0 && index >= first ? "tail" : "head");
  const splices: Splice[] = [];
  for (let from = 0; from < wanted.length; from++) {
    const start = wanted[from];
    if (!start || !missing.has(start)) continue;
    let to = from;
    while (isMissing(wanted[to + 1], missing) && zoneOf(to + 1) === zoneOf(from)) to++;
    splices.push(placeRun(placing, wanted.slice(from, to + 1), zoneOf(from), first >= 0));
    from = to;
  }
  return splices;
}

function isMissing(sibling: Sibling | undefined, missing: ReadonlySet<Sibling>): boolean {
  return sibling !== undefined && missing.has(sibling);
}

function placeRun(placing: Placing, run: readonly Sibling[], zone: Zone, zoned: boolean): Splice {
  const { own, wanted, next } = placing;
  const [first, last] = [run[0], run.at(-1)];
  const known = new Map(own.map((each) => [each.key, each.node]));
  const before = nearest(wanted.slice(0, first ? wanted.indexOf(first) : 0).reverse(), known);
  const after = nearest(wanted.slice(last ? wanted.indexOf(last) + 1 : 0), known);
  const text = (indent: string, unit: string) => runText(run, next, indent, unit);
  const gapBefore = before && first ? gapBetween(before.wanted, first.node) : "\n\n";
  const gapAfter = after && last ? gapBetween(last.node, after.wanted) : "\n\n";
  const isNearer = gapAfter.length < gapBefore.length || (zone === "tail" && gapAfter.length === gapBefore.length);
  if (after && (isNearer || !before)) return beforeNode(after.found, text, gapAfter);
  if (before && (zone === "head" || gapBefore === "\n")) return behindNode(before.found, text, gapBefore);
  const edge = zone === "head" && zoned ? own[0]?.node : own.at(-1)?.node;
  if (!edge) return intoEmpty(placing.current, text);
  return zone === "head" && zoned ? beforeNode(edge, text, gapAfter) : behindNode(edge, text, gapOf(run));
}

/** Statements and members of a class are set apart by an empty line, members of a type are not. */
function gapOf([first]: readonly Sibling[]): string {
  return first && ts.isTypeElement(first.node) && !ts.isClassElement(first.node) ? "\n" : "\n\n";
}

function nearest(
  wanted: readonly Sibling[],
  known: ReadonlyMap<string, ts.Node>,
): { wanted: ts.Node; found: ts.Node } | null {
  for (const { key, node } of wanted) {
    const found = known.get(key);
    if (found) return { wanted: node, found };
  }
  return null;
}

type RunText = (indent: string, unit: string) => string;

function runText(run: readonly Sibling[], next: ts.Node, indent: string, unit: string): string {
  const source = next.getSourceFile();
  return run
    .map(({ node }, index) => {
      const start = startWithComments(source, node);
      const code = relaid(source.text.slice(start, node.end), indentAt(source.text, start), indent, unit);
      const previous = run[index - 1];
      return (previous ? gapBetween(previous.node, node) + indent : "") + code;
    })
    .join("");
}

function gapBetween(left: ts.Node, right: ts.Node): string {
  const source = right.getSourceFile();
  const between = source.text.slice(lineRest(source.text, left.end).end, startWithComments(source, right));
  return /\n\s*\n/.test(between) ? "\n\n" : "\n";
}

function beforeNode(node: ts.Node, text: RunText, gap: string): Splice {
  const source = node.getSourceFile();
  const at = startWithComments(source, node);
  const indent = indentAt(source.text, at);
  return { at, text: text(indent, indentUnit(source.text)) + gap + indent };
}

function behindNode(node: ts.Node, text: RunText, gap: string): Splice {
  const source = node.getSourceFile();
  const indent = indentAt(source.text, node.getStart(source));
  const open = ts.isTypeElement(node) && !ts.isClassElement(node) && !/[;,]$/.test(node.getText(source));
  const added = gap + indent + text(indent, indentUnit(source.text));
  return { at: open ? node.end : behindOnLine(source.text, node.end), text: (open ? ";" : "") + added };
}

function intoEmpty(container: ts.Node, text: RunText): Splice {
  const source = container.getSourceFile();
  const unit = indentUnit(source.text);
  const braced = bracedIn(container);
  if (braced) return { at: braced.end - 1, text: `\n${text("", unit)}\n` };
  const last = importsOf(source).at(-1);
  if (last) return { at: behindOnLine(source.text, last.end), text: `\n\n${text("", unit)}` };
  return { at: nextToken(source.text, 0), text: `${text("", unit)}\n` };
}
