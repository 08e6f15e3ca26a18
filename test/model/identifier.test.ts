import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NAME_RULES, type NameKind, nameProblem, suggestName } from "../../src/model/identifier.ts";

const DOLLAR = "$";

describe("the name of an integration", () => {
  test.each(["acme_crm", "a", "a1", "acme__crm", "a".repeat(40)])("%s is legal", (name) => {
    expect(nameProblem("integration", name)).toBeUndefined();
  });

  const rule =
    "the name of an integration must be lower-case letters, digits and _, starting with a letter, at most 40 characters";
  test.each([
    ["../x", `"../x" is not allowed: ${rule}; try x`],
    ['a"b', `"a\\"b" is not allowed: ${rule}; try a_b`],
    [`\`${DOLLAR}{x}\``, `"\`\${x}\`" is not allowed: ${rule}; try x`],
    ["*/", `"*/" is not allowed: ${rule}`],
    ["Acme CRM", `"Acme CRM" is not allowed: ${rule}; try acme_crm`],
    ["acmeCrm", `"acmeCrm" is not allowed: ${rule}; try acme_crm`],
    ["1abc", `"1abc" is not allowed: ${rule}; try abc`],
    ["", `empty; ${rule}`],
    ["🙂", `"🙂" is not allowed: ${rule}`],
    ["a\u001b[31m", `"a\\u001b[31m" is not allowed: ${rule}; try a_31m`],
    ["a\u202eb", `"a\\u202eb" is not allowed: ${rule}; try a_b`],
    ["class", '"class" is a reserved word of TypeScript and cannot be the name of an integration; try class_server'],
    ["impl", '"impl" is a reserved word of Rust and cannot be the name of an integration; try impl_server'],
    [
      "constructor",
      '"constructor" is a member of every JavaScript object and cannot be the name of an integration; try constructor_server',
    ],
    [
      "__proto__",
      '"__proto__" is a member of every JavaScript object and cannot be the name of an integration; try proto',
    ],
    ["a".repeat(65), `"${"a".repeat(58)}… has 65 characters: ${rule}; try ${"a".repeat(40)}`],
  ])("%j is refused", (name, message) => {
    expect(nameProblem("integration", name)).toBe(message);
  });
});

test.each<[NameKind, string, string | undefined]>([
  ["tool", "a".repeat(65), "a".repeat(64)],
  ["tool", "delete", "delete"],
  ["tool", "constructor", "constructor_tool"],
  ["param", "item-id", "item_id"],
  ["param", "class", "class_value"],
  ["param", "__proto__", "proto"],
  ["param", "type", "type"],
  ["param", "itemId", "itemId"],
  ["provider", "Acme-CRM", "acme_crm"],
  ["featureFlag", "acme tool", "acme_tool"],
  ["plan", "is acme allowed", "isAcmeAllowed"],
  ["integration", "___", undefined],
])("%s %j: %s is suggested", (kind, name, suggestion) => {
  expect(suggestName(kind, name)).toBe(suggestion);
});

test("every suggestion is itself legal, and no legal name is reserved", () => {
  const kinds = fc.constantFrom(...(Object.keys(NAME_RULES) as NameKind[]));
  const reserved = [...NAME_RULES.integration.reserved.keys()];
  const names = fc.oneof(
    fc.string(),
    fc.constantFrom(...reserved),
    fc.string({ unit: fc.constantFrom("a", "_", "1", "-", "Z") }),
  );
  fc.assert(
    fc.property(kinds, names, (kind, name) => {
      const suggestion = suggestName(kind, name);
      if (suggestion !== undefined) expect(nameProblem(kind, suggestion)).toBeUndefined();
      if (NAME_RULES[kind].reserved.has(name)) expect(nameProblem(kind, name)).toBeDefined();
    }),
    { numRuns: 2000 },
  );
});
