import type { UseTree } from "./use-tree.ts";

const MAX_WIDTH = 100;
const INDENT = 4;
// What rustfmt keeps free on the line of a list that does not wrap, its braces included.
const RESERVED = 4;

/** How wide a text may be: `indent` columns before its lines, `width` left for its first. */
interface Shape {
  indent: number;
  width: number;
}

/**
 * A `use` statement as rustfmt lays it out by default (`imports_layout` Mixed, width 100), its items in the given order,
 * lines ended by LF. `indent` is the column of the statement, which is not put before the first line.
 */
export function printUse(tree: UseTree, { indent = 0, visibility = "" } = {}): string {
  const head = visibility === "" ? "use " : `${visibility} use `;
  const shape = { indent, width: MAX_WIDTH - indent - head.length - 1 };
  return `${head}${printTree(tree, shape)};`;
}

function printTree(tree: UseTree, shape: Shape): string {
  const path = tree.path.join("::");
  if (!tree.items) return tree.alias === null ? path : `${path} as ${tree.alias}`;
  const prefix = tree.path.length === 0 ? "" : `${path}::`;
  return prefix + printList(tree.items, { indent: shape.indent, width: shape.width - prefix.length });
}

function printList(trees: readonly UseTree[], { indent, width }: Shape): string {
  const inner = { indent: indent + INDENT, width: MAX_WIDTH - indent - INDENT - 1 };
  const items = trees.map((tree) => printTree(tree, inner));
  const nested = trees.some((tree) => tree.items !== null);
  const line = items.join(", ");
  if (!nested && line.length <= width - RESERVED) return `{${line}}`;
  const margin = " ".repeat(inner.indent);
  const lines = fill(items, inner.width, nested).map((each) => `${margin}${each}`);
  return `{\n${lines.join("\n")}\n${" ".repeat(indent)}}`;
}

/** The items in lines of at most `width` columns; beside a nested list, every path of more than one name has its own. */
function fill(items: readonly string[], width: number, nested: boolean): string[] {
  const lines: string[] = [];
  let open = "";
  for (const [index, item] of items.entries()) {
    const before = items[index - 1];
    const isLast = index === items.length - 1;
    // The last item of a list that has not wrapped yet is measured without the comma that it gets.
    const needed = item.length + (isLast && lines.length === 0 ? 0 : 1);
    const alone = nested && (isPath(before) || isPath(item));
    if (open !== "" && (alone || open.length + 1 + needed > width)) {
      lines.push(open);
      open = "";
    }
    open += `${open === "" ? "" : " "}${item},`;
  }
  return [...lines, open];
}

function isPath(item: string | undefined): boolean {
  return item?.includes("::") ?? false;
}
