import { describe, expect, test } from "vitest";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import { type Files, layouts, replacedIn } from "../drafting.ts";
import { added, drafted, refusal, toolOf } from "./adding.ts";

const METADATA = "front/lib/api/actions/servers/github/metadata.ts";

/** A tool with a parameter of every kind. */
const everyKind = () =>
  toolOf({
    name: "search_widgets",
    params: [
      { name: "id", type: "string", description: 'Its "ID".' },
      { name: "count", type: "integer", description: "How many.", required: false, min: 1, max: 1000 },
      { name: "size", type: "number", description: "How big.", default: 2.5 },
      { name: "exact", type: "boolean", description: "Whether exactly.", required: false },
      { name: "kind", type: "enum", values: ["a", "b"], description: "Which kind.", default: "a" },
      { name: "tags", type: "array", items: { type: "string" }, description: "Tags.", required: false },
      {
        name: "owner",
        type: "object",
        description: "Who.",
        fields: [{ name: "email", type: "string", description: "Address." }],
      },
    ],
  });

describe.each(layouts)("the same tool again in $name", ({ name }) => {
  test("is nothing to do, with and without formatting", async () => {
    const { files } = await added(fixtureFiles(name), "github", everyKind());
    expect(drafted(files, "github", everyKind()).changes()).toEqual([]);
    const once = drafted(fixtureFiles(name), "github", everyKind()).changes();
    expect(drafted(fixtureFiles(name), "github", everyKind(), everyKind()).changes()).toEqual(once);
  });

  const spellings: [what: string, from: string | RegExp, to: string][] = [
    ["a constant for a parameter", "id: z.string().describe('Its \"ID\".')", "id: widgetId"],
    ["another quotation", "'Its \"ID\".'", '`Its "ID".`'],
    ["a number written otherwise", "max(1000)", "max(1_000)"],
    ["an added comment", "id: z.string()", "// The ID.\n      id: z.string()"],
    ["parameters in another order", /( +exact: [^\n]*,\n)([\s\S]*?)( +tags:)/, "$2$1$3"],
    [
      "a description in pieces",
      /"List the new items, optionally by name\."/,
      '"List the new items, " + `optionally by name.`',
    ],
  ];
  test.each(spellings)("is known in another spelling: %s", async (_, from, to) => {
    const { files } = await added(fixtureFiles(name), "github", everyKind());
    const moved = typeof from === "string" ? replacedIn(files, METADATA, from, to) : rewritten(files, from, to);
    const declared = replacedIn(
      moved,
      METADATA,
      "const REPOSITORY",
      'const widgetId = z\n  .string()\n  .describe("Its \\"ID\\".");\n\nconst REPOSITORY',
    );
    expect(drafted(declared, "github", everyKind()).changes()).toEqual([]);
  });

  test("with other words or parameters is a conflict that names every field", async () => {
    const { files } = await added(fixtureFiles(name), "github", everyKind());
    const other = everyKind();
    const [first, ...rest] = other.params;
    if (!first) throw new Error("no parameter");
    const error = refusal(files, "github", {
      ...other,
      description: "Search the widgets.",
      stake: "high",
      labels: { running: "Looking", done: other.labels.done },
      params: [{ ...first, required: false }, ...rest.slice(1), { ...first, name: "cursor" }],
    });
    expect(error).toMatchObject({ code: "tool-differs", exitCode: 4 });
    expect(error.message).toMatch(
      /^The server "github" has a tool "search_widgets" \(front\/.*metadata\.ts:\d+:\d+\), and it is another one\./,
    );
    expect(error.details.map((each) => each.message)).toEqual([
      'description: was "List the new items, optionally by name.", would be "Search the widgets."',
      'stake: was "never_ask", would be "high"',
      'labels.running: was "Searching widgets", would be "Looking"',
      "params.id: was z.string().describe('Its \"ID\".'), would be z.string().optional().describe('Its \"ID\".')",
      'params.count: was z.number().int().min(1).max(1000).optional().describe("How many."), would be not there',
      "params.cursor: was not there, would be z.string().describe('Its \"ID\".')",
    ]);
    for (const { at } of error.details) expect(at).toMatch(/metadata\.ts:\d+:\d+$/);
  });
});

describe("a tool that a person wrote", () => {
  test("is compared through constants and spreads", () => {
    const tool = toolOf({
      name: "get_issue",
      description: "Get one issue of a GitHub repository, with its body.",
      params: [
        { name: "owner", type: "string", description: "The owner of the repository." },
        { name: "repo", type: "string", description: "The name of the repository." },
        { name: "issueNumber", type: "integer", description: "The number of the issue in the repository." },
      ],
      labels: { running: "Getting GitHub issue", done: "Get GitHub issue" },
    });
    expect(drafted(fixtureFiles("dust-arrays"), "github", tool).changes()).toEqual([]);
  });

  test("is compared where a computed key names it and a second list holds it", () => {
    const tool = toolOf({
      name: "find_tags",
      description: "Find the labels of the data sources that match a text, to be used with `semantic_search`.",
      params: [{ name: "query", type: "string", description: "The text that the labels must contain." }],
      labels: { running: "Finding labels", done: "Find labels" },
    });
    expect(drafted(fixtureFiles("dust-records"), "search", tool).changes()).toEqual([]);
    expect(refusal(fixtureFiles("dust-records"), "search", { ...tool, params: [] }).details).toEqual([
      {
        message: 'params.query: was z.string().describe("The text that the labels must contain."), would be not there',
        at: expect.stringMatching(/search\/metadata\.ts:\d+:7$/),
      },
    ]);
  });

  test("is compared through the shape of an object, a function and a wrapper", () => {
    const speech = toolOf({
      name: "text_to_speech",
      description: "Read a text aloud. Returns the length of the recording.",
      stake: "low",
      params: [
        { name: "text", type: "string", description: "The text to read aloud." },
        {
          name: "voice",
          type: "enum",
          values: ["warm", "clear", "deep"],
          default: "clear",
          description: "The voice that reads the text.",
        },
      ],
      labels: { running: "Generating speech", done: "Generate speech" },
    });
    const metadata = "front/lib/api/actions/servers/speech_generator/metadata.ts";
    const files = replacedIn(fixtureFiles("dust-arrays"), metadata, ".min(1).max(5_000)", "");
    expect(drafted(files, "speech_generator", speech).changes()).toEqual([]);
    const table = toolOf({
      name: "generate_table",
      stake: "never_ask",
      description: "Generate a CSV file from columns and rows. Use `generate_file` for content that is already CSV.",
      params: [],
      labels: { running: "Generating a table", done: "Generate a table" },
    });
    const { details } = refusal(fixtureFiles("dust-arrays"), "file_generation", table);
    expect(details.map((each) => each.message.split(":")[0])).toEqual([
      "params.fileName",
      "params.columns",
      "params.rows",
    ]);
  });

  test("is another one when its schema cannot be followed", () => {
    const path = "front/lib/api/actions/servers/exa/metadata.ts";
    const files = replacedIn(
      fixtureFiles("dust-arrays"),
      path,
      '{ query: z.string().min(1).describe("Who to search for.") }',
      "makeSchema(1)",
    );
    const tool = toolOf({
      name: "search_people",
      description: "Search public information about people.",
      params: [],
      labels: { running: "Searching people", done: "Search people" },
    });
    expect(refusal(files, "exa_people_and_company", tool)).toMatchObject({
      code: "tool-differs",
      details: [{ message: "schema: cannot be followed" }],
    });
  });
});

function rewritten(files: Files, from: RegExp, to: string): Files {
  const text = (files[METADATA] ?? "").replace(from, to);
  expect(text).not.toBe(files[METADATA]);
  return { ...files, [METADATA]: text };
}
