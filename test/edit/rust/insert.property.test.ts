import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { insertArm, insertItemSorted, insertVariant } from "../../../src/edit/rust/insert.ts";
import { insertUse } from "../../../src/edit/rust/insert-use.ts";
import { findInlineModule, itemsIn, requireItem } from "../../../src/edit/rust/items.ts";
import { matchesIn } from "../../../src/edit/rust/match.ts";
import { variantsOf } from "../../../src/edit/rust/members.ts";
import { parseRust, type RustRange, type RustSource, spelling, wholeOf } from "../../../src/edit/rust/tree.ts";
import { useTreeOf } from "../../../src/edit/rust/use-tree.ts";
import { checkInsertOnly } from "../../../src/edit/splice.ts";
import { noisy, type RustFile } from "./insert-arbitrary.ts";

const RUNS = { numRuns: 300 };

const comments = (text: string) =>
  parseRust("a.rs", text)
    .tokens.filter((each) => each.kind === "comment")
    .map((each) => each.text);
const code = (text: string) =>
  parseRust("a.rs", text)
    .code.map((each) => each.text)
    .filter((each) => each !== ",");

/** What holds for every edit: old tokens and comments in their order, one line ending, and a second time changes nothing. */
function checkInserted(before: string, edit: (source: RustSource) => string): RustSource {
  const after = edit(parseRust("a.rs", before));
  expect(after).not.toBe(before);
  expect(checkInsertOnly("a.rs", before, after)).toBeNull();
  expect(comments(after)).toEqual(comments(before));
  let matched = 0;
  const old = code(before);
  for (const token of code(after)) if (token === old[matched]) matched++;
  expect(matched).toBe(old.length);
  const source = parseRust("a.rs", after);
  expect(edit(source)).toBe(after);
  return source;
}

const isSorted = (names: readonly string[]) => names.every((each, index) => (names[index - 1] ?? each) <= each);

/** The names with one more: in its place if they are sorted, else at the end. */
function withName(names: readonly string[], name: string): string[] {
  return isSorted(names) ? [...names, name].sort() : [...names, name];
}

const spelt = (text: string) => {
  const source = parseRust("a.rs", text);
  return spelling(source, wholeOf(source));
};

/** The doc comment above each of some ranges; it must stay with what it describes. */
function docsOf(source: RustSource, ranges: readonly RustRange[]): (string | null)[] {
  return ranges.map(({ from }) => {
    const [start, end] = [source.code[from - 1]?.end ?? 0, source.code[from]?.start ?? 0];
    const above = source.tokens.filter((each) => each.start >= start && each.end <= end);
    return above.findLast((each) => /^\/\/\/|^\/\*\*/.test(each.text))?.text ?? null;
  });
}

const added = fc.constantFrom("AaNew", "Dnew", "ZzzzNew");

describe("a variant", () => {
  const variants = (source: RustSource) => variantsOf(source, requireItem(source, "enum", "Kind"));
  const check = ({ text, entries }: RustFile, name: string, payload: string) => {
    const before = variants(parseRust("a.rs", text));
    const after = checkInserted(text, (source) =>
      insertVariant(source, requireItem(source, "enum", "Kind"), name + payload),
    );
    const names = variants(after).map((each) => each.name);
    expect(names).toEqual(
      withName(
        before.map((each) => each.name),
        name,
      ),
    );
    const kept = variants(after)
      .filter((each) => each.name !== name)
      .map((each) => each.range);
    expect(kept.map((range) => spelling(after, range))).toEqual(entries.map(spelt));
    expect(docsOf(after, kept)).toEqual(
      docsOf(
        parseRust("a.rs", text),
        before.map((each) => each.range),
      ),
    );
  };

  test("of a generated enum", () => {
    fc.assert(fc.property(noisy.enumFile, added, fc.constantFrom("", "(u8)", " {\n    x: u8,\n}"), check), RUNS);
  });

  test("of a generated enum with attributes", () => {
    fc.assert(fc.property(noisy.enumWithAttributes, added, fc.constant(""), check), RUNS);
  });
});

test("an arm of a generated match", () => {
  const arms = fc.constantFrom("K::Aaa => X::new()", "K::Dnew => {\n    g()\n}", 'K::Zzz(_) => f("=> ,")');
  fc.assert(
    fc.property(noisy.matchFile, arms, ({ text, entries }, arm) => {
      const after = checkInserted(text, (source) => {
        const [found] = matchesIn(source, wholeOf(source));
        return found ? insertArm(source, found, arm) : text;
      });
      const [found] = matchesIn(after, wholeOf(after));
      const written = found?.arms.map(({ range }) => spelling(after, range)) ?? [];
      expect(written.filter((each) => each !== spelt(arm))).toEqual(entries.map(spelt));
      const patterns = found?.arms.map(({ pattern }) => spelling(after, pattern)) ?? [];
      const old = entries.map((each) => spelt(each.replace(/( if .*)? =>.*/s, "")));
      const rest = old.filter((each) => /^(_|other)$/.test(each));
      expect(patterns).toEqual([
        ...withName(old.slice(0, old.length - rest.length), spelt(arm.replace(/ =>.*/s, ""))),
        ...rest,
      ]);
    }),
    RUNS,
  );
});

test("a module of a generated list", () => {
  fc.assert(
    fc.property(noisy.moduleFile, fc.constantFrom("aa_new", "d_new", "zzzz_new"), ({ text, entries }, name) => {
      const scope = (source: RustSource) => findInlineModule(source, ["oauth", "providers"])?.body ?? wholeOf(source);
      const after = checkInserted(text, (source) => insertItemSorted(source, `pub mod ${name};`, scope(source)));
      const items = itemsIn(after, scope(after));
      expect(items.filter((each) => each.name === name).map((each) => each.visibility)).toEqual(["pub"]);
      const kept = items.filter((each) => each.name !== name).map((each) => each.range);
      expect(kept.map((range) => spelling(after, range))).toEqual(entries.map(spelt));
      const old = parseRust("a.rs", text);
      expect(docsOf(after, kept)).toEqual(
        docsOf(
          old,
          itemsIn(old, scope(old)).map((each) => each.range),
        ),
      );
      const isOneBlock = !/\n\s*\n|\/[/*] c/.test(text);
      const names = items.map((each) => each.name);
      if (isOneBlock && isSorted(names.filter((each) => each !== name))) expect(isSorted(names)).toBe(true);
    }),
    RUNS,
  );
});

test("a name of a generated list", () => {
  fc.assert(
    fc.property(noisy.useFile, fc.constantFrom("new_one", "new_one::New", "ZNEW as W"), ({ text, entries }, path) => {
      const after = checkInserted(text, (source) => insertUse(source, `crate::oauth::${path}`));
      const uses = itemsIn(after).filter((each) => each.kind === "use");
      expect(uses).toHaveLength(2);
      const list = useTreeOf(after, uses[1] ?? requireItem(after, "use", "")).items?.[1]?.items ?? [];
      const written = list.map(({ range }) => spelling(after, range));
      expect(written.filter((each) => each !== spelt(path))).toEqual(entries.map(spelt));
      expect(written).toHaveLength(entries.length + 1);
    }),
    RUNS,
  );
});
