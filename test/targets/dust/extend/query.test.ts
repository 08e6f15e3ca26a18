import { describe, expect, test } from "vitest";
import { access, code, interpolated } from "../../../../src/edit/code.ts";
import { queryCode } from "../../../../src/targets/dust/extend/call/own/query.ts";
import { toolOf } from "./adding.ts";

const PARAMS = {
  cursor: { name: "cursor", type: "string", description: "Page.", required: false },
  limit: { name: "limit", type: "integer", description: "Number." },
  tags: { name: "tags", type: "array", items: { type: "string" }, description: "Tags." },
};

/** The path that a call with `args` asks for, by the code for a query of the parameters named. */
function pathFor(query: (keyof typeof PARAMS)[], args: object, constants?: Record<string, string>): string {
  const given = { method: "GET", path: "/items", query, ...(constants ? { constants: { query: constants } } : {}) };
  const { request, params } = toolOf({ params: query.map((each) => PARAMS[each]), request: given });
  const read = (param: string) => access(code`params`, param);
  const made = request && queryCode(request, params, (wish) => wish, read);
  if (!made) throw new Error("no query");
  const body = [...made.statements, code`return ${interpolated(["/items", ...made.suffix])};`];
  return new Function("params", body.map(({ text }) => text).join("\n"))(args);
}

describe("a path", () => {
  test.each<[string, (keyof typeof PARAMS)[], object, string]>([
    ["nothing of optional values", ["cursor"], {}, "/items"],
    ["nothing of an empty list", ["tags"], { tags: [] }, "/items"],
    ["an optional value", ["cursor", "tags"], { cursor: "a b", tags: [] }, "/items?cursor=a+b"],
    ["an optional value that is empty", ["cursor"], { cursor: "" }, "/items?cursor="],
    ["a required value", ["cursor", "limit"], { limit: 2 }, "/items?limit=2"],
    ["a list", ["tags", "cursor"], { tags: ["a", "b"] }, "/items?tags=a&tags=b"],
  ])("ends with %s", (_, query, args, path) => {
    expect(pathFor(query, args)).toBe(path);
  });

  test("always has its constants", () => {
    expect(pathFor(["cursor"], {}, { expand: "all" })).toBe("/items?expand=all");
  });
});
