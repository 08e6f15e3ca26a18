import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printUse } from "../../../src/edit/rust/use-layout.ts";
import { compareUse, parseUseTree, type UseTree, usedNames } from "../../../src/edit/rust/use-tree.ts";
import { EditBroken } from "../../../src/edit/splice.ts";
import { hasRustfmt, rustfmt } from "./rustfmt.ts";
import { useTreeText } from "./use-arbitrary.ts";

describe.skipIf(!hasRustfmt)("as rustfmt, where it is installed", () => {
  const texts = fc.sample(useTreeText, { numRuns: 400, seed: 6 });
  const statements = (text: string) => text.trimEnd().split(/\n\n/);

  test("lays lists out", () => {
    const printed = texts.map((text) => printUse(parseUseTree(text)));
    expect(statements(rustfmt(printed.join("\n\n")))).toEqual(printed);
  });

  test("lays lists out in a module, with a visibility", () => {
    const printed = texts.map((text) => printUse(parseUseTree(text), { indent: 4, visibility: "pub(crate)" }));
    const module = `mod m {\n${printed.map((each) => `    ${each}`).join("\n\n")}\n}\n`;
    expect(rustfmt(module)).toBe(module);
  });

  test("sorts lists", () => {
    const mixed = texts.map((text) => printUse(reversed(parseUseTree(text))));
    const sorted = texts.map((text) => printUse(parseUseTree(text)));
    expect(statements(rustfmt(mixed.join("\n\n")))).toEqual(sorted);
  });

  test("sorts statements", () => {
    const trees = texts.filter((text) => text.length < 60).map(parseUseTree);
    const sorted = trees.toSorted(compareUse).map((tree) => printUse(tree));
    const unlike = sorted.filter((each, index) => each !== sorted[index - 1]);
    expect(rustfmt(unlike.toReversed().join("\n")).trimEnd()).toBe(unlike.join("\n"));
  });
});

function reversed(tree: UseTree): UseTree {
  return { ...tree, items: tree.items?.map(reversed).toReversed() ?? null };
}

test("a tree is what was written", () => {
  const compact = (text: string) => text.replace(/\s+/g, "").replaceAll(",}", "}");
  fc.assert(
    fc.property(useTreeText, (text) => {
      expect(compact(printUse(parseUseTree(text)))).toBe(compact(`use ${text};`));
    }),
  );
});

test("the names that a tree brings in", () => {
  const names = usedNames(parseUseTree("crate::{self, a::{self, B as C, d::*}, e as _, ::f}"));
  expect(names.map(({ path, name }) => `${path.join("::")} as ${name}`)).toEqual([
    "crate as crate",
    "crate::a as a",
    "crate::a::B as C",
    "crate::a::d::* as *",
    "crate::e as _",
    "crate::::f as f",
  ]);
});

test("what is no path is refused", () => {
  expect(() => parseUseTree("")).toThrow(EditBroken);
});
