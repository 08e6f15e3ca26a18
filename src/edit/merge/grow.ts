import type { Splice } from "../splice.ts";
import { indentAt, indentUnit } from "../syntax/trivia.ts";
import type { ts } from "../ts.ts";
import { relaid } from "./layout.ts";
import { partsOf, shapeOf } from "./shape.ts";

/** A node of the file to edit, or of the file that it is to become, with its tree. */
export interface Placed {
  source: ts.SourceFile;
  node: ts.Node;
}

/**
 * The splices that make `from` say what `to` says by putting in whole parts of `to`; null when something would have to go.
 * A part goes behind the one that it follows in `to`, so one without such a neighbour cannot be put in.
 */
export function grow(from: Placed, to: Placed): Splice[] | null {
  if (shapeOf(from.node) === shapeOf(to.node)) return [];
  const [old, wanted] = [partsOf(from.node), partsOf(to.node)];
  const pairs = from.node.kind === to.node.kind ? align(old, wanted) : null;
  if (!pairs || old.length === 0) return null;
  const splices: Splice[] = [];
  let last: [old: ts.Node, wanted: ts.Node] | null = null;
  let put: ts.Node | null = null;
  for (const part of wanted) {
    const same = pairs.get(part);
    if (same) {
      const grown = grow({ ...from, node: same }, { ...to, node: part });
      if (!grown) return null;
      splices.push(...grown);
      last = [same, part];
      put = part;
    } else {
      if (!last || !put || !areSiblings(last[1], part)) return null;
      const code = to.source.text.slice(put.end, part.end);
      splices.push(behind(from.source, last[0], code, indentAt(to.source.text, last[1].getStart())));
      put = part;
    }
  }
  return splices;
}

function behind({ text }: ts.SourceFile, part: ts.Node, code: string, from: string): Splice {
  const comments = /(?:[ \t]*\/\*[^\r\n]*?\*\/)*/y;
  comments.lastIndex = part.end;
  const at = part.end + (comments.exec(text)?.[0].length ?? 0);
  return { at, text: relaid(code, from, indentAt(text, part.getStart()), indentUnit(text)) };
}

// What stands between two parts of one list is a separator; elsewhere it may be a bracket, or a word of the language.
function areSiblings(left: ts.Node, right: ts.Node): boolean {
  return left.parent === right.parent && left.parent !== undefined && isListed(left) && isListed(right);
}

function isListed(node: ts.Node): boolean {
  const lists = Object.values(node.parent).filter((each): each is ts.Node[] => Array.isArray(each));
  return lists.some((list) => list.includes(node));
}

/** Each part of `wanted` with the part of `old` that it is or that grows into it; null unless all of `old` have one, in order. */
function align(old: readonly ts.Node[], wanted: readonly ts.Node[]): Map<ts.Node, ts.Node> | null {
  const best = scores(old, wanted);
  if (best[0]?.[0] === Number.NEGATIVE_INFINITY) return null;
  const pairs = new Map<ts.Node, ts.Node>();
  for (let from = 0, to = 0; to < wanted.length; to++) {
    const [left, right] = [old[from], wanted[to]];
    if (!left || !right || best[from]?.[to] === best[from]?.[to + 1]) continue;
    pairs.set(right, left);
    from++;
  }
  return pairs;
}

/** How well the parts from two indexes on can be paired, all of `old` with some of `wanted`. */
function scores(old: readonly ts.Node[], wanted: readonly ts.Node[]): number[][] {
  const none = Number.NEGATIVE_INFINITY;
  const best = Array.from({ length: old.length + 1 }, () => new Array<number>(wanted.length + 1).fill(none));
  best[old.length]?.fill(0);
  for (let from = old.length - 1; from >= 0; from--) {
    for (let to = wanted.length - 1; to >= 0; to--) {
      const paired = likeness(old[from], wanted[to]) + (best[from + 1]?.[to + 1] ?? none);
      const row = best[from];
      if (row) row[to] = Math.max(paired, row[to + 1] ?? none);
    }
  }
  return best;
}

function likeness(left: ts.Node | undefined, right: ts.Node | undefined): number {
  if (!left || !right) return Number.NEGATIVE_INFINITY;
  if (shapeOf(left) === shapeOf(right)) return 1000;
  if (left.kind !== right.kind) return Number.NEGATIVE_INFINITY;
  const [name, other] = [partsOf(left)[0], partsOf(right)[0]];
  return name && other && shapeOf(name) === shapeOf(other) ? 10 : 1;
}
