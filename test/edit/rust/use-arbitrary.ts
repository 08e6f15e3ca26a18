import fc from "fast-check";
import { compareUse, parseUseTree, type UseTree } from "../../../src/edit/rust/use-tree.ts";

const snake = fc.constantFrom(
  "a",
  "b2",
  "oauth",
  "connection",
  "providers",
  "acme_crm",
  "google_drive_of_the_customer",
  "r#type",
  "utils",
);
const upper = fc.constantFrom(
  "A",
  "HTTPClient",
  "MCPConnectionProvider",
  "AcmeCrmConnectionProvider",
  "Result",
  "PROVIDER_TIMEOUT_SECONDS",
  "B2",
);
const last = fc.oneof(
  { weight: 4, arbitrary: upper },
  { weight: 3, arbitrary: snake },
  { weight: 1, arbitrary: fc.constantFrom("*", "X as Y", "x as _", "Sync as Other") },
);
const head = fc.array(snake, { maxLength: 2 });

/** The text of a tree with lists of two or more items in rustfmt's order, as deep as `depth`. */
function treeText(depth: number): fc.Arbitrary<string> {
  const leaf = fc.tuple(head, last).map(([path, name]) => [...path, name].join("::"));
  if (depth === 0) return leaf;
  const items = fc.uniqueArray(
    fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: treeText(depth - 1) }),
    {
      minLength: 2,
      maxLength: 14,
    },
  );
  const list = fc.tuple(fc.array(snake, { minLength: 1, maxLength: 2 }), items, fc.boolean());
  return fc.oneof(
    { weight: 1, arbitrary: leaf },
    { weight: 4, arbitrary: list.map(([path, list, self]) => `${path.join("::")}::{${inOrder(list, self)}}`) },
  );
}

function inOrder(items: readonly string[], self: boolean): string {
  const trees = items.map((text): [string, UseTree] => [text, parseUseTree(text)]);
  const ordered = trees.toSorted(([, a], [, b]) => compareUse(a, b)).map(([text]) => text);
  return (self ? ["self", ...ordered] : ordered).join(", ");
}

/** The text of a tree that begins with `crate`, `super`, `self`, a leading `::` or a package's name. */
export const useTreeText: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom("crate::", "super::", "self::", "::", ""), treeText(2))
  .filter(([start, text]) => start !== "" || !/^(\*|self)/.test(text))
  .filter(([start, text]) => !(start === "::" && text.startsWith("*")))
  .map(([start, text]) => start + text);
