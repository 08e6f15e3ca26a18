import { describe, expect, test } from "vitest";
import { insertArm, insertItemSorted, insertVariant } from "../../../src/edit/rust/insert.ts";
import { insertUse } from "../../../src/edit/rust/insert-use.ts";
import { findInlineModule, requireItem } from "../../../src/edit/rust/items.ts";
import { matchesIn } from "../../../src/edit/rust/match.ts";
import { parseRust, type RustRange, type RustSource, wholeOf } from "../../../src/edit/rust/tree.ts";
import { AnchorNotFound, EditBroken } from "../../../src/edit/splice.ts";

const read = (text: string) => parseRust("core/src/a.rs", text);

/** The lines of a text that another one has not, with the line before each. */
function addedLines(before: string, after: string): string[] {
  const old = before.split("\n");
  const lines = after.split("\n");
  return lines.flatMap((line, index) => (old.includes(line) ? [] : [`${lines[index - 1]?.trim()} | ${line.trim()}`]));
}

const CONNECTION = `use crate::{
    oauth::{
        credential::{Credential, CredentialProvider},
        providers::{
            confluence::ConfluenceConnectionProvider, github::GithubConnectionProvider,
            slack::SlackConnectionProvider, utils::ProviderHttpRequestError,
        },
    },
    utils,
};
use anyhow::{anyhow, Result};
use std::env;

#[derive(Debug, Clone)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionProvider {
    Confluence,
    Github,
    // The old one.
    Slack,
}

pub fn provider(t: ConnectionProvider) -> Box<dyn Provider + Sync + Send> {
    match t {
        ConnectionProvider::Confluence => Box::new(ConfluenceConnectionProvider::new()),
        ConnectionProvider::Slack => Box::new(SlackConnectionProvider::new()),
        ConnectionProvider::Github => Box::new(GithubConnectionProvider::new()),
    }
}

impl From<ConnectionProvider> for CredentialProvider {
    fn from(provider: ConnectionProvider) -> Self {
        match provider {
            ConnectionProvider::Github => CredentialProvider::Github,
            _ => panic!("Unsupported provider: {:?}", provider),
        }
    }
}
`;

describe("a file of the host's form", () => {
  test("takes a name into its wrapped list", () => {
    const path = "crate::oauth::providers::acme_crm::AcmeCrmConnectionProvider";
    expect(insertUse(read(CONNECTION), path)).toContain(`        providers::{
            acme_crm::AcmeCrmConnectionProvider, confluence::ConfluenceConnectionProvider,
            github::GithubConnectionProvider, slack::SlackConnectionProvider,
            utils::ProviderHttpRequestError,
        },
`);
  });

  test("takes a variant, an arm and an arm before the rest", () => {
    const source = read(CONNECTION);
    const kind = requireItem(source, "enum", "ConnectionProvider");
    const [factory, conversion] = matchesIn(source, wholeOf(source));
    if (!factory || !conversion) throw new Error("no match");
    const arm = "ConnectionProvider::AcmeCrm => Box::new(AcmeCrmConnectionProvider::new())";
    expect(addedLines(CONNECTION, insertVariant(source, kind, "Monday"))).toEqual(["Github, | Monday,"]);
    expect(addedLines(CONNECTION, insertArm(source, factory, arm))).toEqual([
      `ConnectionProvider::Github => Box::new(GithubConnectionProvider::new()), | ${arm},`,
    ]);
    const from = "ConnectionProvider::Salesforce => CredentialProvider::Salesforce";
    expect(addedLines(CONNECTION, insertArm(source, conversion, from))).toEqual([
      `ConnectionProvider::Github => CredentialProvider::Github, | ${from},`,
    ]);
  });

  test("takes a module into its nested block", () => {
    const lib =
      "pub mod oauth {\n    pub mod app;\n    pub mod providers {\n        pub mod github;\n        pub mod utils;\n    }\n}\n";
    const scope = findInlineModule(read(lib), ["oauth", "providers"])?.body ?? { from: 0, to: 0 };
    expect(insertItemSorted(read(lib), "pub mod acme_crm;", scope)).toBe(
      lib.replace("        pub mod github", "        pub mod acme_crm;\n        pub mod github"),
    );
  });
});

describe("a used name", () => {
  const insert = (text: string, path: string) => insertUse(read(text), path);

  test.each([
    [
      "use crate::x;\nuse crate::z;\nuse a::b;\n",
      "crate::y::Y",
      "use crate::x;\nuse crate::y::Y;\nuse crate::z;\nuse a::b;\n",
    ],
    ["use a::{b, d};\n", "a::c", "use a::{b, c, d};\n"],
    ["use a::{b, d};\n", "a", "use a;\nuse a::{b, d};\n"],
    ["use crate::z;\nuse crate::x;\n", "crate::y", "use crate::z;\nuse crate::x;\nuse crate::y;\n"],
    ["use a::b;\r\nfn f() {}\r\n", "a::c as d", "use a::b;\r\nuse a::c as d;\r\nfn f() {}\r\n"],
    ["pub use a::{b};\n#[cfg(test)]\nuse a::{d};\n", "a::c", "use a::c;\npub use a::{b};\n#[cfg(test)]\nuse a::{d};\n"],
    [
      "//! Doc.\n#![allow(x)]\n\n/// F.\nfn f() {}\n",
      "a::b",
      "//! Doc.\n#![allow(x)]\n\nuse a::b;\n\n/// F.\nfn f() {}\n",
    ],
    ["", "a::b", "use a::b;\n"],
    ["#![allow(x)]", "a::b", "#![allow(x)]\n\nuse a::b;\n"],
    ["use a::{\n    b,\n    d, // the last\n};\n", "a::c", "use a::{\n    b,\n    c,\n    d, // the last\n};\n"],
    [
      `use a::{b, ${"c".repeat(84)}};\r\n`,
      "a::ddddddd",
      `use a::{\r\n    b, ${"c".repeat(84)},\r\n    ddddddd,\r\n};\r\n`,
    ],
    ["use a::{ b,d };\n", "a::e", "use a::{ b,d, e };\n"],
    ["mod m {\n    use a::{b};\n}\n", "a::c", "use a::c;\n\nmod m {\n    use a::{b};\n}\n"],
    ["use a::b::{c};\nuse a::{b::{d}, e};\n", "a::b::f", "use a::b::{c, f};\nuse a::{b::{d}, e};\n"],
  ])("%j and %s", (before, path, after) => {
    expect(insert(before, path)).toBe(after);
  });

  test.each([
    ["use a::{b as c, d::*, e::{self}};", "a::b as c"],
    ["use a::{b as c, d::*, e::{self}};", "a::d::*"],
    ["use a::{b as c, d::*, e::{self}};", "a::e"],
    ["pub use a::b;", "a::b"],
  ])("%s has %s", (text, path) => {
    expect(insert(text, path)).toBe(text);
  });

  test("under another name is another", () => {
    expect(insert("use a::{b as c};\n", "a::b")).toBe("use a::{b, b as c};\n");
  });
});

describe("an item", () => {
  const body = (source: RustSource): RustRange => findInlineModule(source, ["m"])?.body ?? wholeOf(source);

  test.each([
    ["mod m {}\n", "mod a;", "mod m {\n    mod a;\n}\n"],
    ["mod m {\n}\n", "mod a;", "mod m {\n    mod a;\n}\n"],
    ["mod m {\n    use x;\n}\n", "mod a;", "mod m {\n    use x;\n\n    mod a;\n}\n"],
    [
      "mod m {\n    fn b() {\n        1\n    }\n}\n",
      "fn a() {\n    2\n}",
      "mod m {\n    fn a() {\n        2\n    }\n\n    fn b() {\n        1\n    }\n}\n",
    ],
    ["mod m {\n    mod b;\n    mod a;\n}\n", "mod aa;", "mod m {\n    mod b;\n    mod a;\n    mod aa;\n}\n"],
    ["mod b;", "mod c;", "mod b;\nmod c;"],
    ["fn f() {}", "mod c;", "fn f() {}\n\nmod c;\n"],
    ["mod x;\n\nmod a;\nmod c;\n", "mod b;", "mod x;\n\nmod a;\nmod b;\nmod c;\n"],
  ])("%j and %j", (before, text, after) => {
    expect(insertItemSorted(read(before), text, body(read(before)))).toBe(after);
  });

  test("whose text runs over lines inside of a string keeps it", () => {
    const text = 'fn a() {\n    f("x\n  y")\n}';
    expect(insertItemSorted(read("mod m {\n}\n"), text, body(read("mod m {\n}\n")))).toBe(
      'mod m {\n    fn a() {\n        f("x\n  y")\n    }\n}\n',
    );
  });
});

describe("what cannot be put in", () => {
  const source = read("struct Kind;\nenum Other {}\nfn f() { match x {} }\n");
  const [found] = matchesIn(source, wholeOf(source));

  test("where there is no enum", () => {
    expect(() => insertVariant(source, requireItem(source, "struct", "Kind"), "A")).toThrow(AnchorNotFound);
    expect(() => insertVariant(source, requireItem(source, "struct", "Kind"), "A")).toThrow(
      "core/src/a.rs:1:1: looked for an enum, found struct `Kind`.",
    );
  });

  test.each(["A, B", "", "1", "A,"])("as a variant: %j", (text) => {
    const edit = () => insertVariant(source, requireItem(source, "enum", "Other"), text);
    expect(edit).toThrow(EditBroken);
  });

  test.each(["A => 1, B => 2", "", "A", "A => 1,"])("as an arm: %j", (text) => {
    expect(() => found && insertArm(source, found, text)).toThrow(EditBroken);
  });

  test.each(["mod a; mod b;", "", "a + b"])("as an item: %j", (text) => {
    expect(() => insertItemSorted(source, text)).toThrow(EditBroken);
  });

  test("but an empty enum and match take a first entry", () => {
    const after = insertVariant(source, requireItem(source, "enum", "Other"), "A");
    expect(after).toContain("enum Other {\n    A,\n}\n");
    expect(found && insertArm(source, found, "A => {}")).toContain("match x {\n    A => {}\n} }");
  });

  test("an arm whose pattern is there, alone or beside others, is there", () => {
    const text = "fn f() { match x { A | B => 1, C if d => 2, _ => 3 } }";
    const [among] = matchesIn(read(text), wholeOf(read(text)));
    if (!among) throw new Error("no match");
    expect(insertArm(read(text), among, "B => 4")).toBe(text);
    expect(insertArm(read(text), among, "A | B => 4")).toBe(text);
    expect(insertArm(read(text), among, "C => 4")).toBe(text.replace(", _", ", C => 4, _"));
    expect(insertArm(read(text), among, "D => 4")).toBe(text.replace(", _", ", D => 4, _"));
  });
});
