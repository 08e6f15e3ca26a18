import { expect, test } from "vitest";
import { checkInsertOnly, splice } from "../../src/edit/splice.ts";
import { findSwitch, insertCase } from "../../src/edit/switch.ts";
import { functionNamed, parse, type ts } from "../../src/edit/ts.ts";

const on = (name: string) => (statement: ts.SwitchStatement) => statement.expression.getText() === name;

function insert(before: string, text = 'case "n":\n  return 9;'): string {
  const source = parse("a.ts", before);
  const found = findSwitch(source, on("x"));
  if (!found) throw new Error("no switch");
  const after = splice(before, insertCase(source, found, text));
  expect(checkInsertOnly("a.ts", before, after)).toBeNull();
  return after;
}

const lines = (...text: string[]) => text.join("\n");
const NEW = ['  case "n":', "    return 9;"];

test.each([
  [
    "before default",
    ["switch (x) {", '  case "a":', "    return 1;", "  default:", "    never(x);", "}"],
    ["switch (x) {", '  case "a":', "    return 1;", ...NEW, "  default:", "    never(x);", "}"],
  ],
  [
    "before the comments of default",
    ["switch (x) {", '  case "a":', "    return 1; // one", "", "  // rest", "  default:", "    never(x);", "}"],
    [
      "switch (x) {",
      '  case "a":',
      "    return 1; // one",
      ...NEW,
      "",
      "  // rest",
      "  default:",
      "    never(x);",
      "}",
    ],
  ],
  [
    "last when there is no default",
    ["switch (x) {", '  case "a": {', "    return 1;", "  }", "  // end", "}"],
    ["switch (x) {", '  case "a": {', "    return 1;", "  }", ...NEW, "  // end", "}"],
  ],
  [
    "in front of cases that share the body of default",
    ["switch (x) {", '  case "a":', "    throw e;", '  case "b":', "  default:", "    never(x);", "}"],
    ["switch (x) {", '  case "a":', "    throw e;", ...NEW, '  case "b":', "  default:", "    never(x);", "}"],
  ],
  [
    "in front of a last case that would run into it",
    ["switch (x) {", '  case "a":', "    break;", '  case "b":', "    if (y) return 1;", "}"],
    ["switch (x) {", '  case "a":', "    break;", ...NEW, '  case "b":', "    if (y) return 1;", "}"],
  ],
  [
    "behind a case whose every branch leaves",
    ["switch (x) {", '  case "a":', "    if (y) return 1;", "    else { throw e; }", "  default:", "}"],
    ["switch (x) {", '  case "a":', "    if (y) return 1;", "    else { throw e; }", ...NEW, "  default:", "}"],
  ],
  [
    "behind a case that tries",
    ["switch (x) {", '  case "a":', "    try { return 1; } catch { return 2; }", "  default:", "}"],
    ["switch (x) {", '  case "a":', "    try { return 1; } catch { return 2; }", ...NEW, "  default:", "}"],
  ],
  [
    "into a switch that has default alone",
    ["switch (x) { // all", "  default:", "    never(x);", "}"],
    ["switch (x) { // all", ...NEW, "  default:", "    never(x);", "}"],
  ],
  [
    "before a default that is not the last",
    ["switch (x) {", '  case "a":', "    break;", "  default:", "    return 0;", '  case "b":', "    return 1;", "}"],
    [
      "switch (x) {",
      '  case "a":',
      "    break;",
      ...NEW,
      "  default:",
      "    return 0;",
      '  case "b":',
      "    return 1;",
      "}",
    ],
  ],
  ["into an empty switch over lines", ["switch (x) {", "}"], ["switch (x) {", ...NEW, "}"]],
])("%s", (_, before, after) => {
  expect(insert(lines(...before))).toBe(lines(...after));
});

test.each([
  [
    'switch (x) { case "a": return 1; /* d */ default: never(x); }',
    'switch (x) { case "a": return 1; case "n": return 9; /* d */ default: never(x); }',
  ],
  ['switch (x) { case "a": return 1; /* a */ }', 'switch (x) { case "a": return 1; /* a */ case "n": return 9; }'],
  ["switch (x) {}", 'switch (x) { case "n": return 9; }'],
])("one line stays one line: %s", (before, after) => {
  expect(insert(before, 'case "n": return 9;')).toBe(after);
});

test("tabs and CRLF", () => {
  const before = 'switch (x) {\r\n\tcase "a":\r\n\t\treturn 1;\r\n\tdefault:\r\n}\r\n';
  expect(insert(before)).toBe(
    'switch (x) {\r\n\tcase "a":\r\n\t\treturn 1;\r\n\tcase "n":\r\n\t\treturn 9;\r\n\tdefault:\r\n}\r\n',
  );
});

test("a nested switch is found by what it is about, and edited inside", () => {
  const before = lines(
    "function f() {",
    "  switch (outer) {",
    '    case "a":',
    "      switch (x) {",
    "        default:",
    "          never(x);",
    "      }",
    "    default:",
    "      return 0;",
    "  }",
    "}",
  );
  expect(insert(before)).toContain(
    lines("      switch (x) {", '        case "n":', "          return 9;", "        default:"),
  );
  const scope = functionNamed(parse("a.ts", before), "f");
  if (!scope) throw new Error("no function");
  expect(findSwitch(scope, () => true)?.expression.getText()).toBe("outer");
  expect(findSwitch(scope, on("missing"))).toBeNull();
});
