import { describe, expect, test } from "vitest";
import { callsIn, stringIn, stringsIn } from "../../../src/edit/rust/calls.ts";
import { allItemsIn, findInlineModule, findItem, itemsIn, requireItem } from "../../../src/edit/rust/items.ts";
import { matchesIn } from "../../../src/edit/rust/match.ts";
import { fieldsOf, parametersOf, structLiteralsIn, variantsOf } from "../../../src/edit/rust/members.ts";
import { splitAtCommas } from "../../../src/edit/rust/step.ts";
import { parseRust, placeOf, type RustRange, textOf, wholeOf } from "../../../src/edit/rust/tree.ts";
import { AnchorNotFound } from "../../../src/edit/splice.ts";

const FILE = `#![allow(clippy::all)]
//! A provider.
use crate::{a, b::{C, D}};
pub(crate) use x as y;
extern crate z;

/// Kinds.
#[derive(Debug, Clone)]
#[serde(rename_all = "snake_case", tag = "{")]
pub enum Kind<'a, T: Into<String>> where T: Copy {
    A, // a { b
    #[serde(rename = "b,c")] B(HashMap<u8, T>, &'a str),
    C { x: [u8; 2], y: Vec<T> } /* , */,
    D = 1 << 2,
    r#Type = f::<u8, u8>(|a, b| a),
}

pub struct Plain { pub x: HashMap<u8, Vec<u8>>, #[serde(skip)] y: u8, }
struct Tuple(pub u8, u16);
struct Unit;
pub mod oauth { pub mod providers { pub mod gmail; mod r#type; } pub mod connection; }
const fn size<const N: usize>() -> A<{ N + 1 }> { [0; N] }
pub const LIMIT: HashMap<u8, fn(u8) -> u8> = make();
type Alias<T> = Result<T, Error>;
unsafe impl<T: A<B>> Send for Foo<T> where T: X<Y> {}
lazy_static! {
    static ref ID: String = env::var("OAUTH_ID").unwrap();
    pub static ref B: Map<u8, u8> = Map { a: 1 };
}
#[async_trait]
impl<'a> crate::p::Provider<u8> for self::Acme<'a> {
    type Output = u8;
    const X: u8 = { 1; 2 };
    async fn finalize(&self, mut conn: &Connection, f: impl Fn(u8, u8) -> u8, (a, b): (u8, u8)) -> Result<A, B>
    where
        Self: Sized,
    {
        nested!(fn no() {});
    }
    fn id(&self) -> ConnectionProvider;
}
extern "C" { fn puts(s: *const c_char); }
extern "C" fn callback() {}
macro_rules! m { ($x:expr) => { fn inner() {} }; }
static mut COUNT: u8 = 0;
fn end() {}`;

const source = parseRust("core/a.rs", FILE);
const text = (range: RustRange | null) => (range ? textOf(source, range) : null);

describe("items", () => {
  test("of a file", () => {
    const found = itemsIn(source).map(({ kind, name, visibility, trait, type, value }) =>
      [kind, name, visibility, trait, text(type), text(value)].filter((each) => each).join(" | "),
    );
    expect(found).toEqual([
      "use",
      "use | pub(crate)",
      "extern",
      "enum | Kind | pub",
      "struct | Plain | pub",
      "struct | Tuple",
      "struct | Unit",
      "mod | oauth | pub",
      "fn | size | A<{ N + 1 }>",
      "const | LIMIT | pub | HashMap<u8, fn(u8) -> u8> | make()",
      "type | Alias | Result<T, Error>",
      "impl | Foo | Send",
      "macro | lazy_static",
      "impl | Acme | Provider",
      "extern",
      "fn | callback",
      "macro | macro_rules",
      "static | COUNT | u8 | 0",
      "fn | end",
    ]);
  });

  test("cover the file but for its inner attributes", () => {
    const [first, ...others] = itemsIn(source);
    let end = first?.range.to ?? 0;
    expect(first?.range.from).toBe(findItem(source, "use", "")?.range.from);
    for (const { range } of others) {
      expect(range.from).toBe(end);
      end = range.to;
    }
    expect(end).toBe(source.code.length);
  });

  test("inside of modules, macros and implementations", () => {
    const names = allItemsIn(source).map((each) => `${each.kind} ${each.name}`);
    for (const name of ["mod gmail", "mod type", "mod connection", "static ID", "static B", "type Output", "fn id"])
      expect(names).toContain(name);
    const lazy = requireItem(source, "macro", "lazy_static").body ?? wholeOf(source);
    expect(itemsIn(source, lazy).map(({ type, value }) => [text(type), text(value)])).toEqual([
      ["String", 'env::var("OAUTH_ID").unwrap()'],
      ["Map<u8, u8>", "Map { a: 1 }"],
    ]);
    const providers = findInlineModule(source, ["oauth", "providers"])?.body ?? null;
    expect(text(providers)).toBe("pub mod gmail; mod r#type;");
    expect(findInlineModule(source, ["oauth", "connection"])).toBeNull();
  });

  test("that must be there are missed with a place and what was found", () => {
    expect(() => requireItem(source, "enum", "ConnectionProvider")).toThrow(AnchorNotFound);
    expect(() => requireItem(source, "enum", "ConnectionProvider")).toThrow(
      "core/a.rs:1:1: looked for enum `ConnectionProvider`, found `Kind`.",
    );
    expect(() => requireItem(source, "trait", "Provider")).toThrow("found no trait.");
  });
});

describe("members", () => {
  const kind = requireItem(source, "enum", "Kind");

  test("attributes and variants", () => {
    expect(kind.attributes.map(({ path, text }) => [path, text])).toEqual([
      ["derive", "derive(Debug, Clone)"],
      ["serde", 'serde(rename_all = "snake_case", tag = "{")'],
    ]);
    const variants = variantsOf(source, kind).map(({ name, payload, value, attributes }) =>
      [name, attributes.map((each) => each.text).join(), text(payload), text(value)].filter((each) => each).join(" | "),
    );
    expect(variants).toEqual([
      "A",
      'B | serde(rename = "b,c") | (HashMap<u8, T>, &\'a str)',
      "C | { x: [u8; 2], y: Vec<T> }",
      "D | 1 << 2",
      "Type | f::<u8, u8>(|a, b| a)",
    ]);
  });

  test("fields and parameters", () => {
    const fields = fieldsOf(source, requireItem(source, "struct", "Plain"));
    expect(fields.map(({ name, type }) => [name, text(type)])).toEqual([
      ["x", "HashMap<u8, Vec<u8>>"],
      ["y", "u8"],
    ]);
    const body = itemsIn(source).find((each) => each.name === "Acme")?.body ?? wholeOf(source);
    const finalize = requireItem(source, "fn", "finalize", body);
    expect(parametersOf(source, finalize).map(({ name, type }) => [name, text(type)])).toEqual([
      ["self", null],
      ["conn", "&Connection"],
      ["f", "impl Fn(u8, u8) -> u8"],
      ["", "(u8, u8)"],
    ]);
    expect(text(finalize.type)).toBe("Result<A, B>");
    expect(text(requireItem(source, "fn", "id", body).type)).toBe("ConnectionProvider");
    expect(requireItem(source, "fn", "id", body).body).toBeNull();
  });
});

const BODY = `fn f() {
    let x = match self.kind::<A, B>() {
        #[cfg(test)]
        Kind::A | Kind::B(_, _) if a == b => Box::new(A::new()),
        Kind::C { x, .. } => {}
        Kind::D => { g() }.h(1, 2),
        1..=5 => if let Some(Foo { a, b }) = y { 1 } else if z { 2 } else { 3 }
        Foo::<A, B>::X => |a, b| a + b,
        "a => b, {" => match inner { Some(n) => n, None => 'x' },
        '=' => for Foo { a } in list { h(a) }
        n if n < 2 => a < b,
        k @ (1 | 2) => unsafe { k }
        -1 => vec![1, 2],
        A => 'outer: loop { break 'outer; },
        B => x as Map<u8, u8>,
        C => while let 0.. = 1 {},
        _ => return
    };
    match () { other => panic!("no, {}", other) }
}`;

describe("a match", () => {
  const source = parseRust("a.rs", BODY);
  const matches = matchesIn(source, wholeOf(source));
  const text = (range: RustRange) => textOf(source, range);

  test("has its arms", () => {
    expect(matches.map(({ scrutinee }) => text(scrutinee))).toEqual(["self.kind::<A, B>()", "inner", "()"]);
    const arms = matches[0]?.arms.map(({ pattern, guard, expression }) =>
      [text(pattern), guard ? `if ${text(guard)}` : "", text(expression)].filter((each) => each).join(" ~ "),
    );
    expect(arms).toEqual([
      "Kind::A | Kind::B(_, _) ~ if a == b ~ Box::new(A::new())",
      "Kind::C { x, .. } ~ {}",
      "Kind::D ~ { g() }.h(1, 2)",
      "1..=5 ~ if let Some(Foo { a, b }) = y { 1 } else if z { 2 } else { 3 }",
      "Foo::<A, B>::X ~ |a, b| a + b",
      "\"a => b, {\" ~ match inner { Some(n) => n, None => 'x' }",
      "'=' ~ for Foo { a } in list { h(a) }",
      "n ~ if n < 2 ~ a < b",
      "k @ (1 | 2) ~ unsafe { k }",
      "-1 ~ vec![1, 2]",
      "A ~ 'outer: loop { break 'outer; }",
      "B ~ x as Map<u8, u8>",
      "C ~ while let 0.. = 1 {}",
      "_ ~ return",
    ]);
    expect(matches[0]?.arms[0]?.alternatives.map(text)).toEqual(["Kind::A", "Kind::B(_, _)"]);
  });

  test("tells which arm takes the rest", () => {
    expect(matches.map(({ arms }) => arms.filter((arm) => arm.wildcard).map((arm) => text(arm.pattern)))).toEqual([
      ["_"],
      [],
      ["other"],
    ]);
  });
});

test("a word of an attribute or macro is no match", () => {
  const source = parseRust("a.rs", "#[name = match] fn f() {} m!(match); fn g() { match x { _ => {} } }");
  expect(matchesIn(source, wholeOf(source)).map(({ arms }) => arms.length)).toEqual([1]);
});

describe("calls", () => {
  const code = parseRust(
    "a.rs",
    `static X: T = env::var("OAUTH_X").unwrap();
fn f(a: (u8,)) -> R {
    if (a) { return (b); }
    let v = <A as B<C, D>>::make(|x, y| g(x, y), Vec::<u8>::new(), c as M<u8, u8>, |x| -> R<u8, u8> { x }, d < e, f > g);
    map.remove("access_token"); !raw["a"]?.as_str().map(|s| s.to_string()).or(Some(current));
    self.client(&[("k", "v")]).await?.get::<T>(1); vec![1, 2].len(); Ok(RefreshResult { access_token, raw_json: a.b(), ..base })
}`,
  );
  const text = (range: RustRange) => textOf(code, range);

  test("with their paths, receivers and arguments", () => {
    const calls = callsIn(code, wholeOf(code)).map((call) => {
      const receiver = call.receiver ? `${text(call.receiver)} .` : "";
      return `${receiver}${call.path}${call.form === "macro" ? "!" : ""}(${call.arguments.map(text).join(" ; ")})`;
    });
    expect(calls).toEqual([
      'env::var("OAUTH_X")',
      'env::var("OAUTH_X") .unwrap()',
      "make(|x, y| g(x, y) ; Vec::<u8>::new() ; c as M<u8, u8> ; |x| -> R<u8, u8> { x } ; d < e ; f > g)",
      "g(x ; y)",
      "Vec::new()",
      'map .remove("access_token")',
      'raw["a"]? .as_str()',
      'raw["a"]?.as_str() .map(|s| s.to_string())',
      "s .to_string()",
      'raw["a"]?.as_str().map(|s| s.to_string()) .or(Some(current))',
      "Some(current)",
      'self .client(&[("k", "v")])',
      'self.client(&[("k", "v")]).await? .get(1)',
      "vec!(1 ; 2)",
      "vec![1, 2] .len()",
      "Ok(RefreshResult { access_token, raw_json: a.b(), ..base })",
      "a .b()",
    ]);
    const [first] = callsIn(code, wholeOf(code));
    expect(first?.arguments.map((each) => stringIn(code, each))).toEqual(["OAUTH_X"]);
    expect(stringsIn(code, wholeOf(code))).toEqual(["OAUTH_X", "access_token", "a", "k", "v"]);
    expect(first && placeOf(code, first.range)).toMatchObject({ line: 1, column: 15, endLine: 1, endColumn: 34 });
  });

  test("struct literals with their fields", () => {
    const literals = structLiteralsIn(code, wholeOf(code));
    expect(
      literals.map(({ name, fields, base }) => [
        name,
        fields.map((each) => [each.name, text(each.value)]),
        base && text(base),
      ]),
    ).toEqual([
      [
        "RefreshResult",
        [
          ["access_token", "access_token"],
          ["raw_json", "a.b()"],
        ],
        "base",
      ],
    ]);
  });

  test("arguments are parted at their commas alone", () => {
    const parts = parseRust("a.rs", "|a, b| c, d::<E, F>(g, h), move |x| y, i || j, k | l, [m, n], { o, p }, q,");
    expect(splitAtCommas(parts, wholeOf(parts)).map((each) => textOf(parts, each))).toEqual([
      "|a, b| c",
      "d::<E, F>(g, h)",
      "move |x| y",
      "i || j",
      "k | l",
      "[m, n]",
      "{ o, p }",
      "q",
    ]);
  });
});
