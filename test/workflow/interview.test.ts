import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { integrationProblems } from "../../src/model/problems/parse.ts";
import { interviewOAuthProvider, interviewProvider, type RawSpec } from "../../src/workflow/interview/index.ts";
import type { Ask, Question } from "../../src/workflow/question.ts";
import { choices, spec, steps } from "./interview-script.ts";

/** Answers by the first rule whose text is in the question, else with the proposed answer; refuses what the question refuses. */
function person(rules: Record<string, string | boolean | string[]> = {}) {
  const asked: string[] = [];
  const ask = (async (question: Question) => {
    asked.push(question.message);
    const rule = Object.keys(rules).find((part) => question.message.includes(part));
    const answer = rule === undefined ? proposed(question) : rules[rule];
    const problem = problemWith(question, answer);
    if (problem !== undefined) throw new Error(`${question.message}: ${problem}`);
    return answer;
  }) as Ask;
  return { ask, asked };
}

function proposed(question: Question): unknown {
  if (question.kind === "confirm") return false;
  if (question.kind === "multiselect") return question.initial ?? [];
  return question.initial ?? (question.kind === "text" ? "" : question.choices[0]?.value);
}

function problemWith(question: Question, answer: unknown): string | undefined {
  if (question.kind === "text") {
    if (answer === "") return question.optional ? undefined : "an answer is needed";
    return question.validate?.(String(answer));
  }
  if (question.kind === "confirm") return undefined;
  const values: string[] = question.choices.map((choice) => choice.value);
  return [answer].flat().every((value) => values.includes(String(value))) ? undefined : `${answer} is no choice`;
}

const basics = {
  name: "acme_crm",
  title: "Acme CRM",
  description: "Search Acme CRM.",
  icon: "GithubLogo",
  auth: { kind: "none" },
  documentationUrl: null,
  availability: "auto",
  gate: null,
};
const oneTool = { "Name of the first tool": "ping", "What does ping do? The model": "Ping." };

describe("interviewProvider", () => {
  it("asks nothing that is known already", async () => {
    const { ask, asked } = person();
    expect(await interviewProvider(ask, spec, choices)).toEqual(spec);
    expect(asked).toEqual([]);
  });

  it.each(Object.keys(basics))("asks for %s when only that is missing", async (missing) => {
    const known: RawSpec = { ...basics, api: { baseUrl: "https://api.acme.example" }, tools: [] };
    delete known[missing];
    const { ask, asked } = person({ Name: "acme_crm", "What is it for": "Search.", "sign in": "none" });
    const answer = await interviewProvider(ask, known, choices);
    expect(asked).toHaveLength(1);
    expect(missing in answer).toBe(true);
  });

  const newco = {
    provider: "newco",
    useCases: ["platform_actions", "personal_actions"],
    authorizationUrl: "https://newco.example/authorize",
    tokenUrl: "https://newco.example/token",
    pkce: true,
  };
  const endpoints = { "authorization URL": newco.authorizationUrl, "token URL": newco.tokenUrl, PKCE: true };

  it("offers to scaffold a provider that the checkout lacks, and asks for its endpoints", async () => {
    const { auth: _, ...known } = { ...basics, api: { baseUrl: "https://api.newco.example" }, tools: [] };
    const answers = { "sign in": "oauth", "Which OAuth": "new provider", "Name of the OAuth": "newco", ...endpoints };
    const { ask } = person(answers);
    const { auth } = await interviewProvider(ask, known, { ...choices, newProvider: true });
    expect(auth).toEqual({ kind: "oauth", ...newco });
    const without = interviewProvider(person(answers).ask, known, choices);
    await expect(without).rejects.toThrow("is no choice");
  });

  it("asks for a provider alone no more than its name, title, scopes and endpoints", async () => {
    const { ask, asked } = person({ "Name of the OAuth": "newco", "OAuth scopes": "crm.read", ...endpoints });
    const { useCases: _, ...auth } = { kind: "oauth", ...newco, scope: "crm.read" };
    expect(await interviewOAuthProvider(ask, {}, choices)).toEqual({ name: "newco", title: "Newco", auth });
    expect(asked).toHaveLength(6);
  });

  it("asks for the missing parts of auth and gate only", async () => {
    const { ask, asked } = person();
    const known = {
      ...basics,
      auth: { kind: "oauth", provider: "github" },
      gate: { featureFlag: "x_tool" },
      tools: [],
    };
    const answer = await interviewProvider(ask, { ...known, api: { baseUrl: "https://a.example" } }, choices);
    expect(asked.map((message) => message.split(" ")[0])).toEqual(["Whose", "OAuth", "Mark"]);
    expect(answer.auth).toEqual({ ...known.auth, useCases: ["platform_actions", "personal_actions"] });
    expect(answer.gate).toEqual({ featureFlag: "x_tool", preview: false });
  });

  it("proposes a title from the name, the temporary icon, and a flag after the name", async () => {
    const { ask } = person({
      ...oneTool,
      "Name of the integration": "acme_crm",
      "What is it for": "Search.",
      "Who may": "new",
    });
    const { gate, title, icon } = await interviewProvider(ask, { auth: { kind: "bearer" } }, choices);
    expect({ gate, title, icon }).toEqual({
      gate: { featureFlag: "acme_crm_tool", preview: false },
      title: "Acme Crm",
      icon: "ActionDocumentTextIcon",
    });
  });

  it("maps no tool to a request when there is no API to send it to", async () => {
    const { ask, asked } = person(oneTool);
    const { tools } = await interviewProvider(ask, basics, choices);
    expect(tools).toEqual([{ name: "ping", description: "Ping.", effect: "read", stake: "never_ask", params: [] }]);
    expect(asked.join()).not.toMatch(/HTTP/);
  });

  it("offers only what the checkout has", async () => {
    const bare = { ...choices, icons: [], providers: [], featureFlags: [] };
    const { ask, asked } = person({ "Which OAuth": "acme", "sign in": "oauth" });
    const known: RawSpec = { ...basics, api: { baseUrl: "https://a.example" }, tools: [] };
    for (const field of ["icon", "auth", "gate"]) delete known[field];
    const answer = await interviewProvider(ask, known, bare);
    expect(asked).not.toContain("Icon");
    expect(answer.auth).toMatchObject({ provider: "acme" });
  });

  it("refuses wrong known values before it asks, all at once", async () => {
    const { ask, asked } = person();
    const known = { name: "github", availability: "sometimes", documentationUrl: "docs", title: "Fine" };
    const refusal = await interviewProvider(ask, known, choices).catch((error: unknown) => error);
    expect(asked).toEqual([]);
    expect(refusal).toBeInstanceOf(UserError);
    const { exitCode, details } = refusal as UserError;
    expect(exitCode).toBe(2);
    expect(details.map((detail) => detail.message.split(":")[0])).toEqual(["name", "documentationUrl", "availability"]);
  });

  it.each([
    ["list_items", { effect: "read", stake: "never_ask", request: { method: "GET" }, result: { kind: "list" } }],
    ["get_item", { effect: "read", stake: "never_ask", request: { method: "GET" }, result: { kind: "one" } }],
    ["create_item", { effect: "write", stake: "low", request: { method: "POST" }, result: { kind: "one" } }],
    ["delete_item", { effect: "destructive", stake: "high", request: { method: "DELETE" }, result: { kind: "none" } }],
  ])("proposes what the name %s suggests", async (tool, expected) => {
    const { ask } = person({
      "Name of the first tool": tool,
      "The model reads": "Text.",
      "one HTTP request": true,
      "Path below": "/items",
      Fields: "id",
    });
    const { tools } = await interviewProvider(ask, { ...basics, api: { baseUrl: "https://a.example" } }, choices);
    expect(tools).toMatchObject([expected]);
  });

  it("asks once for a parameter that a path names twice, and sends the others of a DELETE in the query", async () => {
    const { ask, asked } = person({
      "Name of the first tool": "delete_item",
      "The model reads": "Text.",
      "Does delete_item take": true,
      "Name of the parameter": "force",
      "Type of force": "boolean",
      "one HTTP request": true,
      "Path below": "/{id}/{force_id}/{id}",
      "Send force in the query string": true,
    });
    const { tools } = await interviewProvider(ask, { ...basics, api: { baseUrl: "https://a.example" } }, choices);
    expect(tools).toMatchObject([
      { params: [{ name: "id" }, { name: "force_id" }, { name: "force" }], request: { query: ["force"] } },
    ]);
    expect(asked.filter((message) => message === "Type of id")).toHaveLength(1);
  });

  it("leaves a gate that names a plan as it is", async () => {
    const { ask, asked } = person();
    const gate = { plan: "isAcmeCrmAllowed" };
    const known = { ...basics, gate, api: { baseUrl: "https://a.example" }, tools: [] };
    expect((await interviewProvider(ask, known, choices)).gate).toEqual(gate);
    expect(asked).toEqual([]);
  });

  const tool = {
    ...oneTool,
    "Base URL": "https://a.example",
    "Is ping one HTTP": true,
    "What does ping answer": "none",
  };
  const param = { "Does ping take": true, "Name of the parameter": "id", "What is id": "Id.", "Is id required": true };
  it.each<[string, Record<string, string | boolean | string[]>, RegExp]>([
    ["a name with an upper-case letter", { "Name of the integration": "Acme" }, /Name of the integration: ./],
    ["a name of the checkout", { "Name of the integration": "github" }, /There is a server "github" already/],
    ["an URL that is none", { ...oneTool, documentation: "acme" }, /documentation: ./],
    ["a tool name with a dash", { "Name of the first tool": "list-items" }, /Name of the first tool: ./],
    ["a flag that exists", { "Who may": "new", "new feature flag": "beta_tool" }, /beta_tool exists/],
    ["a tool twice", { ...oneTool, "Add another tool": true, "Name of the tool": "ping" }, /a tool ping already/],
    ["a parameter twice", { ...tool, ...param, "Add another parameter": true }, /a parameter id already/],
    [
      "an enum with a value twice",
      { ...oneTool, ...param, "Type of id": "enum", "Values of id": "a, b, a" },
      /a is there twice/,
    ],
    ["an enum with an empty value", { ...oneTool, ...param, "Type of id": "enum", "Values of id": "a,,b" }, /is empty/],
    [
      "an enum with a bell in a value",
      { ...oneTool, ...param, "Type of id": "enum", "Values of id": "a\u0007" },
      /control/,
    ],
    [
      "a tool whose code name is taken",
      { ...oneTool, "Add another": true, "Name of the tool": "ping_" },
      /both would be/,
    ],
    [
      "a field of every object",
      { ...tool, "What does ping answer": "one", "Path below": "/x", Fields: "__proto__" },
      /__proto__/,
    ],
    ["a path without a slash", { ...tool, "Path below": "items" }, /must start with a slash/],
    ["a path to another host", { ...tool, "Path below": "//evil.example/items" }, /another host/],
    ["an absolute URL as path", { ...tool, "Path below": "https://evil.example/items" }, /another host/],
    ["a path with a query", { ...tool, "Path below": "/items?x=1" }, /must not have a query/],
    ["a path with an open brace", { ...tool, "Path below": "/items/{id" }, /without its partner/],
    ["a path with no name in braces", { ...tool, "Path below": "/items/{}" }, /Path below the base URL: ./],
    [
      "an optional parameter in the path",
      { ...tool, ...param, "Is id required": false, "Path below": "/{id}" },
      /must be required/,
    ],
    [
      "a list in the path",
      { ...tool, ...param, "Type of id": "array", "Path below": "/{id}" },
      /cannot be of the type array/,
    ],
    [
      "a wrapping key with spaces",
      { ...tool, ...param, "Path below": "/x", "HTTP method": "POST", "Send id": true, "Key that": "a b" },
      /is not a path/,
    ],
  ])("refuses %s", async (_, rules, message) => {
    const { ask } = person(rules);
    const { name, icon, auth } = basics;
    const known = "Name of the integration" in rules ? {} : { name, icon, auth, description: "Search." };
    await expect(interviewProvider(ask, known, choices)).rejects.toThrow(message);
  });

  it("ends with a spec that has no problem, whatever is answered", async () => {
    const words = steps.filter(([, answer]) => typeof answer === "string").map(([, answer]) => String(answer));
    const texts = fc.oneof(fc.constantFrom(...words, "/{a}/{b_2}", "a:string?,b", "x, y"), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(texts), fc.infiniteStream(fc.nat()), async (typed, chosen) => {
        const answer = await interviewProvider(randomPerson(typed, chosen), {}, choices);
        expect(integrationProblems(answer)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

/** Answers at random within what every question allows, and grows tired after a while. */
function randomPerson(typed: Iterator<string>, chosen: Iterator<number>): Ask {
  let count = 0;
  const pick = (limit: number): number => chosen.next().value % limit;
  const type = (question: Extract<Question, { kind: "text" }>): string => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const answer = typed.next().value.trim();
      if (problemWith(question, answer) === undefined) return answer;
    }
    return "";
  };
  const last = (question: Extract<Question, { kind: "text" }>) =>
    [`n${count}`, `/n${count}`, "https://a.example"].find((answer) => problemWith(question, answer) === undefined) ??
    "";
  return (async (question: Question) => {
    count += 1;
    switch (question.kind) {
      case "text":
        return type(question) || last(question);
      case "confirm":
        return count < 80 && pick(3) > 0;
      case "multiselect": {
        const values = question.choices.map((choice) => choice.value).filter(() => pick(2) === 0);
        return values.length > 0 || question.optional ? values : question.initial;
      }
      default:
        return question.choices[pick(question.choices.length)]?.value;
    }
  }) as Ask;
}
