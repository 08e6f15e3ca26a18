import { describe, expect, test } from "vitest";
import { EXIT } from "../../../src/errors.ts";
import type { Ask, Question } from "../../../src/workflow/question.ts";
import { gatherToolsOf } from "../../../src/workflow/tools/gather.ts";
import type { ToolsInput } from "../../../src/workflow/tools/input.ts";

const NOTHING: ToolsInput = { name: undefined, spec: undefined, curl: undefined, fields: {}, set: [] };

type Step = [message: string, answer: string | boolean];

/** A person who answers by a script, in its order; true takes what is proposed. */
function person(script: Step[]) {
  const rest = [...script];
  const ask = (async (question: Question) => {
    const [message, answer] = rest.shift() ?? ["nothing more", ""];
    if (!question.message.includes(message)) throw new Error(`${question.message} instead of ${message}`);
    const given = answer === true && question.kind !== "confirm" && "initial" in question ? question.initial : answer;
    const problem = question.kind === "text" && given !== "" ? question.validate?.(String(given)) : undefined;
    if (problem !== undefined) throw new Error(`${question.message}: ${problem}`);
    return given;
  }) as Ask;
  return { ask, rest };
}

const nobody: Ask = (() => Promise.reject(new Error("nobody may be asked"))) as Ask;

describe("a person is asked for", () => {
  test("everything about one tool after the other when nothing is known", async () => {
    const { ask, rest } = person([
      ["Name of the first tool", "move_item"],
      ["What does move_item do? The model", "Move an item."],
      ["to the vendor's data", "write"],
      ["How much confirmation", true],
      ["take a parameter", true],
      ["Name of the parameter", "to"],
      ["Type of to", "string"],
      ["What is to", "Where."],
      ["Is to required", true],
      ["Add another parameter", false],
      ["one HTTP request", true],
      ["HTTP method", true],
      ["or a whole URL", "https://api.acme.example/items/{itemId}/moves"],
      ["Type of itemId", "string"],
      ["What is itemId", "Id of the item."],
      ["Send to in the body", true],
      ["Key that the body", ""],
      ["What does move_item answer", "none"],
      ["Add another tool", true],
      ["Name of the tool", "ping_vendor"],
      ["What does ping_vendor do? The model", "Ping."],
      ["to the vendor's data", "read"],
      ["How much confirmation", true],
      ["take a parameter", false],
      ["one HTTP request", false],
      ["Add another tool", false],
    ]);
    const { tools, raw } = await gatherToolsOf(NOTHING, ask);
    expect(rest).toEqual([]);
    expect(Array.isArray(raw)).toBe(true);
    expect(tools).toMatchObject([
      {
        name: "move_item",
        stake: "low",
        params: [{ name: "itemId" }, { name: "to" }],
        request: { method: "POST", path: "https://api.acme.example/items/{itemId}/moves", body: ["to"] },
      },
      { name: "ping_vendor", stake: "never_ask", params: [] },
    ]);
  });

  test("what an example does not say: its sentence, the stake and the answer", async () => {
    const { ask, rest } = person([
      ["What does list_items do? The model", true],
      ["How much confirmation", true],
      ["What does list_items answer", "list"],
      ["Where in the response", "items"],
      ["Fields that", "id:string"],
    ]);
    const curl = "curl -H 'Authorization: Bearer x' 'https://api.acme.example/items?limit=5'";
    const { tools, notes, raw } = await gatherToolsOf({ ...NOTHING, curl }, ask);
    expect(rest).toEqual([]);
    expect(raw).not.toBeInstanceOf(Array);
    expect(tools).toMatchObject([
      {
        description: "List items.",
        stake: "never_ask",
        result: { kind: "list", at: "items", fields: [{ name: "id" }] },
      },
    ]);
    expect(notes.join("\n")).toContain("the header Authorization");
  });

  test("what flags leave open; one tool when it is named", async () => {
    const { ask, rest } = person([
      ["How much confirmation", true],
      ["What does find_items answer", "none"],
    ]);
    const fields = { description: "Find.", request: "GET /items" };
    const { tools } = await gatherToolsOf({ ...NOTHING, name: "find_items", fields }, ask);
    expect(rest).toEqual([]);
    expect(tools).toMatchObject([{ name: "find_items", effect: "read", result: { kind: "none" } }]);
  });
});

describe("nobody is asked", () => {
  test("for a spec", async () => {
    const spec = { text: '[{"name":"a_tool","description":"d"}]', path: "x" };
    expect((await gatherToolsOf({ ...NOTHING, spec }, nobody)).tools).toHaveLength(1);
  });

  test("before what is wrong is refused", async () => {
    const wrong = gatherToolsOf({ ...NOTHING, name: "class name" }, nobody);
    await expect(wrong).rejects.toMatchObject({ exitCode: EXIT.usage });
  });

  test("where nobody is there: an example has all that is needed", async () => {
    const { tools } = await gatherToolsOf({ ...NOTHING, curl: "curl https://a.example/items/1" }, null);
    expect(tools).toMatchObject([{ name: "get_item", description: "Get an item.", stake: "never_ask" }]);
  });
});
