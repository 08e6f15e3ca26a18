import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { insertArm, insertItemSorted, insertVariant } from "../../../src/edit/rust/insert.ts";
import { insertUse } from "../../../src/edit/rust/insert-use.ts";
import { findInlineModule, requireItem } from "../../../src/edit/rust/items.ts";
import { matchesIn } from "../../../src/edit/rust/match.ts";
import { parseRust, type RustRange, type RustSource, wholeOf } from "../../../src/edit/rust/tree.ts";
import { calm, noisy, type RustFile } from "./insert-arbitrary.ts";
import { hasRustfmt, parses, rustfmt } from "./rustfmt.ts";

type Edit = (source: RustSource, scope: RustRange, path: string[]) => string;

const EDITS: [string, keyof typeof calm, Edit][] = [
  [
    "a variant",
    "enumFile",
    (source, scope) => insertVariant(source, requireItem(source, "enum", "Kind", scope), "Dnew(u8)"),
  ],
  [
    "an arm",
    "matchFile",
    (source, scope) => {
      const [found] = matchesIn(source, scope);
      if (!found) throw new Error("no match");
      return insertArm(source, found, "K::Dnew => Box::new(Dnew::new())");
    },
  ],
  [
    "a module",
    "moduleFile",
    (source, _scope, path) => {
      const scope = findInlineModule(source, [...path, "oauth", "providers"])?.body;
      return insertItemSorted(source, "pub mod d_new;", scope ?? wholeOf(source));
    },
  ],
  ["a used name", "useFile", (source, scope) => insertUse(source, "crate::oauth::d_new::DNew", scope)],
];

/** The text with an edit made in each of its modules `m0`, `m1` and so on. */
function editEach(text: string, count: number, edit: Edit): string {
  let edited = text;
  for (let index = 0; index < count; index++) {
    const source = parseRust("a.rs", edited);
    const path = [`m${index}`];
    edited = edit(source, findInlineModule(source, path)?.body ?? wholeOf(source), path);
  }
  return edited;
}

function modules(texts: readonly string[]): string {
  const plain = texts.map((text) => text.replace("\uFEFF", "").replaceAll("\r\n", "\n"));
  return plain.map((text, index) => `mod m${index} {\n${text}\n}\n`).join("\n");
}

describe.skipIf(!hasRustfmt).each(EDITS)("%s, judged by rustfmt where it is installed", (_name, files, edit) => {
  const sample = (from: fc.Arbitrary<RustFile>) => fc.sample(from, { numRuns: 40, seed: 6 }).map(({ text }) => text);

  test("is put in so that the file still parses", () => {
    const texts = sample(noisy[files]);
    expect(parses(editEach(modules(texts), texts.length, edit))).toBe(true);
  });

  test("leaves a formatted file formatted", () => {
    const texts = sample(calm[files]);
    const formatted = rustfmt(modules(texts));
    expect(rustfmt(formatted)).toBe(formatted);
    const edited = editEach(formatted, texts.length, edit);
    expect(edited).toBe(rustfmt(edited));
  });
});
