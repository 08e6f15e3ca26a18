import fc from "fast-check";

/** A generated file that holds one list, its entries in order, and the text to look for it by. */
export interface RustFile {
  text: string;
  entries: string[];
}

/** What stands before an entry and behind it; `§` is a line ending with indentation, `#` a number of its own. */
interface Noise {
  before: fc.Arbitrary<string>;
  after: fc.Arbitrary<string>;
}

const anywhere = fc
  .array(
    fc.constantFrom(
      "",
      "",
      " ",
      "§",
      "§",
      "§§",
      "// c#, ] } ) ;'§",
      ' // c# "§',
      "/* c# , } */",
      " /* c# /* d§ */ , */ ",
    ),
    { maxLength: 3 },
  )
  .map((parts) => parts.join(""));

/** Comments and line endings anywhere, */
const NOISY: Noise = { before: anywhere, after: anywhere };

/** or where people write them, on lines of their own and behind commas. */
const CALM: Noise = { before: fc.constantFrom("", "§", "§", "§// c#§", " // c#§", "§§// c#§"), after: fc.constant("") };

const doc = fc.constantFrom("", "", "", "§/// c# }§", "/** c# */ ");

const form = fc.record({
  ending: fc.constantFrom("\n", "\n", "\r\n"),
  indent: fc.constantFrom("    ", "\t", "", "        "),
  mark: fc.constantFrom("", "\uFEFF"),
});

function finish(text: string, { ending, indent, mark }: { ending: string; indent: string; mark: string }): string {
  let number = 0;
  const numbered = text.replace(/c#/g, () => `c${number++}`);
  return (
    mark +
    numbered
      .replace(/§(?!§)/g, `\n${indent}`)
      .replaceAll("§", "\n")
      .replaceAll("\n", ending)
  );
}

/** Entries in a frame with comments and line breaks anywhere; `glue` joins them, no two have the same `key`. */
function listFile(
  noise: Noise,
  frame: (list: string) => string,
  entry: fc.Arbitrary<string>,
  options: { glue?: (entry: string, last: boolean) => string; docs?: boolean; key?: RegExp } = {},
): fc.Arbitrary<RustFile> {
  const { glue = () => ",", key = /^\w+/ } = options;
  const docs = options.docs === false ? fc.constant("") : doc;
  const before = fc.tuple(noise.before, docs).map((parts) => parts.join(""));
  const member = fc.record({ entry, before, after: noise.after });
  return fc
    .record({
      members: fc.uniqueArray(member, { maxLength: 6, selector: ({ entry }) => key.exec(entry)?.[0] }),
      sorted: fc.boolean(),
      inner: noise.after,
      trailing: fc.boolean(),
      form,
    })
    .map(({ members, sorted, inner, trailing, form }) => {
      const ordered = sorted ? members.toSorted((a, b) => (a.entry < b.entry ? -1 : 1)) : members;
      const list = ordered.map(({ entry, before, after }, index) => {
        const last = index === ordered.length - 1;
        return before + entry + after + (last && !trailing ? "" : glue(entry, last));
      });
      return { text: finish(frame(list.join("") + inner), form), entries: ordered.map(({ entry }) => entry) };
    });
}

const NAMES = ["Abc", "Bcd", "Cde", "Efg", "Ghi", "Mno", "Pqr", "Zzz", "aLow", "r#Raw"];
const PAYLOADS = [
  "",
  "",
  "(u8, Vec<Map<u8, u8>>)",
  " { x: u8, y: [u8; 2], }",
  " = 1 << 2",
  "(fn(u8, u8) -> &'static str,)",
];
const ATTRIBUTES = ["", "", '#[cfg(all(a, b = "}"))] ', '#[serde(rename = "a,b")]§'];

const enumFile = (noise: Noise) =>
  listFile(
    noise,
    (list) => `use a;§#[derive(A, B)] // c#§pub enum Kind<T> {${list}}§fn after() {}§`,
    fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...PAYLOADS)).map(([name, payload]) => name + payload),
  );

const enumWithAttributes = (noise: Noise) =>
  listFile(
    noise,
    (list) => `enum Kind {${list}}`,
    fc
      .tuple(fc.constantFrom(...ATTRIBUTES), fc.constantFrom(...NAMES))
      .map(([attribute, name]) => attribute.replace("§", " ") + name),
    { key: /\w+$/ },
  );

const EXPRESSIONS = [
  "Box::new(X::new())",
  "{}",
  "{ g(); 'a' }",
  "if let X { a, b } = y { 1 } else { 2 }",
  "match z { A => 1, _ => {} }",
  "|a, b| a + b",
  'f::<A, B>("{ => ", r#"}"#)',
  "a as Map<u8, u8>",
  "unsafe { h() }",
  "{ g() }.h(1, 2)",
];
const PATTERNS = [
  "K::Abc",
  "K::Bcd(_, 'a')",
  "K::Cde { x, .. }",
  "K::Efg | K::Fgh",
  "K::Ghi if a == b",
  '"Mno"',
  "1..=5",
];
const isBlock = (arm: string) => /=> ?(\{.*\}|if .*|match .*|unsafe .*)$/.test(arm) && !arm.endsWith(")");

const matchFile = (noise: Noise) =>
  listFile(
    noise,
    (list) => `fn f(x: K) -> &'static str {§match x {${list}}§}§`,
    fc
      .tuple(fc.constantFrom(...PATTERNS, "_", "other"), fc.constantFrom(...EXPRESSIONS))
      .map(([pattern, expression]) => `${pattern} => ${expression}`),
    { glue: (entry) => (isBlock(entry) ? "" : ","), docs: false, key: /^.*=>/ },
  ).filter(({ entries }) => {
    const rest = entries.findIndex((each) => /^(_|other) /.test(each));
    return rest < 0 || rest === entries.length - 1;
  });

const moduleFile = (noise: Noise) =>
  listFile(
    noise,
    (list) => `pub mod oauth {§pub mod other { mod in_it; }§pub mod providers {${list}}§}§`,
    fc
      .tuple(
        fc.constantFrom("pub ", "", "#[cfg(a)] pub ", "pub(crate) "),
        fc.constantFrom("abc", "bcd", "efg", "r#raw", "zzz"),
      )
      .map(([head, name]) => `${head}mod ${name};`),
    { glue: () => "", key: /\w+;$/ },
  );

const useFile = (noise: Noise) =>
  listFile(
    noise,
    (list) => `use std::env;§use crate::{a::B, oauth::{${list}}, z};§fn f() {}§`,
    fc.constantFrom("abc", "bcd::{self, X}", "efg::Y as Z", "self", "zzz::*", "Abc", "UPPER"),
    { docs: false },
  );

/** Files that each hold an enum (with payloads or with attributes), a `match`, modules or a list of used names. */
const filesOf = (noise: Noise) => ({
  enumFile: enumFile(noise),
  enumWithAttributes: enumWithAttributes(noise),
  matchFile: matchFile(noise),
  moduleFile: moduleFile(noise),
  useFile: useFile(noise),
});

export const noisy = filesOf(NOISY);

// Not what rustfmt lays out anew when a neighbour comes: a struct variant that stands alone; or twice: an empty list.
const all = filesOf(CALM);
export const calm = {
  ...all,
  enumFile: all.enumFile.filter(({ text }) => !text.includes("{ x:")),
  useFile: all.useFile.filter(({ entries }) => entries.length > 0),
};
