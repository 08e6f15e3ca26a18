import type { ReplicaName } from "../../../../support/replica.ts";
import { type MutationCase, on } from "./case.ts";

const API = "front/lib/api/actions/servers";
const GITHUB = `${API}/github/tools/index.ts`;
const GITHUB_CLIENT = `${API}/github/client.ts`;
const ASHBY_CLIENT = `${API}/ashby/client.ts`;
const RENDERING = `${API}/ashby/rendering.ts`;
const VAL_TOWN = `${API}/val_town/tools/index.ts`;
const VAL_CLIENT = `${API}/val_town/client.ts`;
const SALESFORCE = `${API}/salesforce/salesforce_api_helper.ts`;
const OPENAI = `${API}/openai_usage/tools/index.ts`;
const SLAB = `${API}/slab/client.ts`;
const SLAB_TOOLS = `${API}/slab/tools/index.ts`;
const BOTH: ReplicaName[] = ["dust-records", "dust-arrays"];

const PARSED = "schema.safeParse(await response.json())";
const CAST =
  '{ success: true as const, data: (await response.json()) as z.infer<T>, error: { issues: [], message: "" } }';

const validated: MutationCase[] = [
  ...on(BOTH, [
    [
      "response-validated",
      "a schema's type instead of the schema",
      "github",
      [GITHUB_CLIENT, "response.json()) as"],
      [GITHUB_CLIENT, PARSED, CAST],
    ],
    [
      "response-validated",
      "a cast in a class",
      "ashby",
      [ASHBY_CLIENT, "response.json()) as"],
      [ASHBY_CLIENT, PARSED, CAST],
    ],
    [
      "response-validated",
      "a cast by way of unknown",
      "github",
      [GITHUB_CLIENT, "response.json()) as"],
      [GITHUB_CLIENT, PARSED, CAST.replace("as z", "as unknown as z")],
    ],
    [
      "response-validated",
      "a cast to any",
      "ashby",
      [ASHBY_CLIENT, "response.json()) as"],
      [ASHBY_CLIENT, PARSED, CAST.replace("as z.infer<T>", "as any")],
    ],
    [
      "response-validated",
      "JSON that is read from the text",
      "github",
      [GITHUB_CLIENT, "JSON.parse(await"],
      [
        GITHUB_CLIENT,
        PARSED,
        CAST.replace("response.json()", "JSON.parse(await response.text())").replace("(await JSON", "(JSON"),
      ],
    ],
    [
      "response-validated",
      "a variable of type unknown that is cast",
      "github",
      [GITHUB_CLIENT, "body as z.infer<T>"],
      [
        GITHUB_CLIENT,
        `const parsed = ${PARSED};`,
        `const body: unknown = await response.json();\n      const parsed = ${CAST.replace("(await response.json())", "body")};`,
      ],
    ],
  ]),
  ...on(
    ["dust-arrays"],
    [
      [
        "response-validated",
        "the value of a result that a helper leaves open",
        "val_town",
        [VAL_CLIENT, "response.value as Val"],
        [VAL_CLIENT, "ValSchema.safeParse(response.value)", "{ success: true, data: response.value as Val }"],
      ],
      [
        "response-validated",
        "the text of a variable, read as JSON and cast",
        "salesforce",
        [SALESFORCE, "JSON.parse(text)) as"],
        [
          SALESFORCE,
          'schema.safeParse(text === "" ? null : JSON.parse(text))',
          "{ success: true, data: (JSON.parse(text)) as z.infer<T> }",
        ],
      ],
    ],
  ),
  ...on(
    ["dust-records"],
    [
      [
        "response-validated",
        "a method whose type parameter is only a cast",
        "slab",
        [SLAB, "response.json()) as T"],
        [
          SLAB,
          "export async function fetchSlabPost(",
          "async function readAs<T>(response: Awaited<ReturnType<typeof untrustedFetch>>): Promise<T> {\n  return (await response.json()) as T;\n}\n\nexport async function fetchSlabPost(",
        ],
        [
          SLAB,
          "PostResponseSchema.safeParse(await response.json())",
          "{ success: true, data: await readAs<z.infer<typeof PostResponseSchema>>(response) }",
        ],
      ],
      [
        "response-validated",
        "a cast of what a helper gives back",
        "slab",
        [SLAB, "readBody(response)) as"],
        [
          SLAB,
          "export async function fetchSlabPost(",
          "async function readBody(response: Awaited<ReturnType<typeof untrustedFetch>>): Promise<unknown> {\n  return response.json();\n}\n\nexport async function fetchSlabPost(",
        ],
        [
          SLAB,
          "PostResponseSchema.safeParse(await response.json())",
          "{ success: true, data: (await readBody(response)) as z.infer<typeof PostResponseSchema> }",
        ],
      ],
    ],
  ),
];

const RESULT_TEXT = "text: render(result.value)";

const dumped: MutationCase[] = [
  ...on(BOTH, [
    [
      "no-raw-json",
      "the value of a helper's result",
      "github",
      [GITHUB, "JSON.stringify(result"],
      [GITHUB, RESULT_TEXT, "text: JSON.stringify(result.value)"],
    ],
    [
      "no-raw-json",
      "inside a template",
      "github",
      [GITHUB, "`Done: ${JSON.stringify"],
      [GITHUB, RESULT_TEXT, "text: `Done: ${JSON.stringify(result.value, null, 2)}`"],
    ],
    [
      "no-raw-json",
      "through a variable",
      "github",
      [GITHUB, "JSON.stringify(result"],
      [
        GITHUB,
        '  return new Ok([{ type: "text" as const, text: render(result.value) }]);',
        '  const text = JSON.stringify(result.value, null, 2);\n  return new Ok([{ type: "text" as const, text }]);',
      ],
    ],
    [
      "no-raw-json",
      "a local function that writes its argument",
      "github",
      [GITHUB, "JSON.stringify(value"],
      [GITHUB, RESULT_TEXT, "text: dump(result.value)"],
      [
        GITHUB,
        "const handlers:",
        "function dump(value: unknown): string {\n  return JSON.stringify(value, null, 2);\n}\n\nconst handlers:",
      ],
    ],
    [
      "no-raw-json",
      "a rendering function of the folder",
      "ashby",
      [RENDERING, "JSON.stringify(candidates"],
      [RENDERING, /if \(candidates\.length === 0\)[\s\S]*/, "return JSON.stringify(candidates, null, 2);\n}\n"],
    ],
    [
      "no-raw-json",
      "a variable that is written later",
      "github",
      [GITHUB, "JSON.stringify(result"],
      [
        GITHUB,
        '  return new Ok([{ type: "text" as const, text: render(result.value) }]);',
        '  let text = "Done:\\n";\n  text += JSON.stringify(result.value);\n  return new Ok([{ type: "text" as const, text }]);',
      ],
    ],
  ]),
  ...on(
    ["dust-arrays"],
    [
      [
        "no-raw-json",
        "a value taken out of the result",
        "val_town",
        [VAL_TOWN, "JSON.stringify(value"],
        [VAL_TOWN, "const { name, privacy } = val.value;", "const { value } = val;"],
        [VAL_TOWN, "`${name} (${privacy})`", "JSON.stringify(value)"],
      ],
      [
        "no-raw-json",
        "a function that makes the block",
        "val_town",
        [VAL_TOWN, "JSON.stringify(val.value"],
        [
          VAL_TOWN,
          'new Ok([{ type: "text" as const, text: `${name} (${privacy})` }])',
          "answer(JSON.stringify(val.value))",
        ],
        [
          VAL_TOWN,
          "const handlers:",
          'function answer(text: string) {\n  return new Ok([{ type: "text" as const, text }]);\n}\n\nconst handlers:',
        ],
      ],
      [
        "no-raw-json",
        "a renderer written at the call",
        "github",
        [GITHUB, "JSON.stringify(issue"],
        [
          GITHUB,
          "client.getIssue({ owner, repo }, issueNumber),\n      renderIssue",
          "client.getIssue({ owner, repo }, issueNumber),\n      (issue) => JSON.stringify(issue)",
        ],
      ],
    ],
  ),
  ...on(
    ["dust-records"],
    [
      [
        "no-raw-json",
        "the value of a function of the folder",
        "slab",
        [SLAB_TOOLS, "JSON.stringify(post"],
        [SLAB, "new Ok(parsed.data.data.post)", "new Ok(parsed.data.data)"],
        [SLAB_TOOLS, "`${post.value.title} (${post.value.id})`", "JSON.stringify(post.value)"],
        [SLAB, '["data"]["post"]', '["data"]'],
      ],
      [
        "no-raw-json",
        "the text of an answer, read and written again",
        "openai_usage",
        [OPENAI, "JSON.stringify("],
        [OPENAI, "text: await response.text()", "text: JSON.stringify(JSON.parse(await response.text()), null, 2)"],
      ],
    ],
  ),
];

/** Answers that no schema has checked or that are written as JSON, followed to where they are read. */
export const answerCases: MutationCase[] = [...validated, ...dumped];
