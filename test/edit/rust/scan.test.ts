import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RustToken, scanRust, stringValue } from "../../../src/edit/rust/scan.ts";
import { parseRust, UnreadableRust } from "../../../src/edit/rust/tree.ts";

const kinds = (text: string) => scanRust(text).tokens.map((each) => `${each.kind} ${each.text}`);

/** Fails unless the tokens lie in order, each with its own text, and only white space between and around them. */
function expectPartition(text: string, tokens: readonly RustToken[], upTo: number): void {
  let done = 0;
  for (const token of tokens) {
    expect(text.slice(done, token.start)).toMatch(/^[\s\u200E\u200F]*$/u);
    expect([token.text, token.end > token.start]).toEqual([text.slice(token.start, token.end), true]);
    done = token.end;
  }
  expect(text.slice(done, upTo)).toMatch(/^[\s\u200E\u200F]*$/u);
}

const PIECES: [string, string][] = [
  ["comment", "// it's } \" /*"],
  ["comment", "/* a /* b \" ' } */ c **/"],
  ["comment", "/// doc's {"],
  ["comment", "/**/"],
  ["string", '"a \\" { \\\\"'],
  ["string", '"two\nlines // no comment"'],
  ["string", 'r#"raw " \\ { "#'],
  ["string", 'br##"a"# b"##'],
  ["string", 'b"\\x00"'],
  ["string", 'c"c"'],
  ["string", 'r"\\"'],
  ["char", "'a'"],
  ["char", "'\\''"],
  ["char", "'\"'"],
  ["char", "'{'"],
  ["char", "b'\\n'"],
  ["char", "'\\u{1F600}'"],
  ["char", "'😀'"],
  ["char", "'_'"],
  ["lifetime", "'a"],
  ["lifetime", "'static"],
  ["lifetime", "'_"],
  ["ident", "name"],
  ["ident", "r#type"],
  ["ident", "r"],
  ["ident", "br"],
  ["ident", "größe"],
  ["number", "1_000u64"],
  ["number", "1.5e-3f32"],
  ["number", "0xff_u8"],
  ["number", "2."],
  ["punct", "{"],
  ["punct", ")"],
  ["punct", "=>"],
  ["punct", "::"],
  ["punct", "..="],
  ["punct", ">"],
  ["punct", "#"],
];

describe("tokens", () => {
  test("partition any text, up to what is never closed", () => {
    const characters = fc.constantFrom(
      "'",
      '"',
      "/",
      "*",
      "\\",
      "r",
      "b",
      "#",
      "a",
      "1",
      ".",
      "\n",
      "\r",
      " ",
      "{",
      "é",
    );
    const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: characters, maxLength: 30 }));
    fc.assert(
      fc.property(text, (text) => {
        const { tokens, problem } = scanRust(text);
        expectPartition(text, tokens, problem?.offset ?? text.length);
      }),
      { numRuns: 1000 },
    );
  });

  test("are those a text was put together from", () => {
    const pieces = fc.array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom("\n", "\r\n", "\n\t ", "\n\n")));
    fc.assert(
      fc.property(pieces, (pieces) => {
        const text = pieces.map(([[, piece], gap]) => piece + gap).join("");
        expect(kinds(text)).toEqual(pieces.map(([[kind, piece]]) => `${kind} ${piece}`));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ["fn f<'a>(x: &'a str) -> char { 'a' }", ["lifetime 'a", "lifetime 'a", "char 'a'"]],
    ["impl<'a,'b>F<'a>for X{}", ["lifetime 'a", "lifetime 'b", "lifetime 'a"]],
    ["'outer: loop { break 'outer; }", ["lifetime 'outer", "lifetime 'outer"]],
    ["0..10", ["number 0", "number 10"]],
    ["1.max(2) + x.0.1", ["number 1", "number 2", "number 0.1"]],
    ['format!("{a} {{ \\" {}", b"x")', ['string "{a} {{ \\" {}"', 'string b"x"']],
    ["#!/usr/bin/env run ' \nfn f() {}", ["comment #!/usr/bin/env run ' "]],
    ["#![allow(dead_code)] // c", ["comment // c"]],
    ["Vec<Vec<u8>>=", []],
  ])("%s", (text, expected) => {
    expect(kinds(text).filter((each) => !/^(ident|punct)/.test(each))).toEqual(expected);
  });

  test("keep the angles of nested generics apart, and join arrows and paths", () => {
    expect(scanRust("A<B<C>> => d::e -> ..= f >= 1").tokens.map((each) => each.text)).toEqual(
      "A < B < C > > => d :: e -> ..= f > = 1".split(" "),
    );
  });
});

test.each([
  ['"a\\n\\t\\\\\\"\\u{e9}\\x41\\0"', 'a\n\t\\"éA\0'],
  ['r#"a\\n"b"#', 'a\\n"b'],
  ['"one \\\n     two"', "one two"],
  ['"one\r\ntwo"', "one\ntwo"],
  ["'a'", null],
  ["name", null],
])("the value of %s", (text, value) => {
  expect(stringValue(scanRust(text).tokens[0])).toBe(value);
});

test.each([
  ["fn f() {\n  (]\n}", "a.rs:2:4", "a `]` that closes nothing"],
  ["fn f() {\n  g();\n", "a.rs:1:8", "a `{` that is never closed"],
  ["}", "a.rs:1:1", "a `}` that closes nothing"],
  ["a\n /* b /* c */", "a.rs:2:2", "a block comment that is never closed"],
  ['{ "a', "a.rs:1:3", "a string that is never closed"],
  ['r#"a"', "a.rs:1:1", "a string that is never closed"],
  ["x '\n", "a.rs:1:3", "a single quote that begins neither a character nor a lifetime"],
])("%j cannot be read, and where", (text, place, found) => {
  expect(() => parseRust("a.rs", text)).toThrow(UnreadableRust);
  expect(() => parseRust("a.rs", text)).toThrow(`${place}: cannot read this Rust file, found ${found}.`);
});
