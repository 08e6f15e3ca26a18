import type { ReplicaName } from "../../../../support/replica.ts";
import { type MutationCase, on } from "./case.ts";

const API = "front/lib/api/actions/servers";
const GITHUB_CLIENT = `${API}/github/client.ts`;
const SERVICENOW = `${API}/servicenow/tools/index.ts`;
const SALESLOFT = `${API}/salesloft/api.ts`;
const SLACK = `${API}/slack_personal/client.ts`;
const HUBSPOT = `${API}/hubspot/index.ts`;
const SLAB = `${API}/slab/client.ts`;
const SLAB_TOOLS = `${API}/slab/tools/index.ts`;
const BOTH: ReplicaName[] = ["dust-records", "dust-arrays"];

const REFUSED = "return new Err(new Error(`GitHub answered ${response.status}.`));";
const FUNCTION = /(?=^(export )?(class GithubClient|async function fetchGithub))/m;

/** Answers, exceptions and secrets in messages, followed to where they come from. */
export const leakCases: MutationCase[] = [
  ...on(BOTH, [
    [
      "no-error-leak",
      "a variable with the text of the answer",
      "github",
      [GITHUB_CLIENT, "text}`"],
      [GITHUB_CLIENT, REFUSED, "const text = await response.text();\nreturn new Err(new Error(`GitHub: ${text}`));"],
    ],
    [
      "no-error-leak",
      "a message that is a variable",
      "github",
      [GITHUB_CLIENT, "message));"],
      [
        GITHUB_CLIENT,
        REFUSED,
        "const message = `GitHub: ${await response.text()}`;\nreturn new Err(new Error(message));",
      ],
    ],
    [
      "no-error-leak",
      "the message in the body",
      "github",
      [GITHUB_CLIENT, "body.message}"],
      [
        GITHUB_CLIENT,
        REFUSED,
        "const body = (await response.json()) as Record<string, unknown>;\nreturn new Err(new Error(`GitHub: ${body.message}`));",
      ],
    ],
    [
      "no-error-leak",
      "a message taken out of the body",
      "github",
      [GITHUB_CLIENT, "message}`));"],
      [
        GITHUB_CLIENT,
        REFUSED,
        "const { message } = (await response.json()) as Record<string, unknown>;\nreturn new Err(new Error(`GitHub: ${message}`));",
      ],
    ],
    [
      "no-error-leak",
      "a part of the text",
      "github",
      [GITHUB_CLIENT, "text.slice"],
      [
        GITHUB_CLIENT,
        REFUSED,
        "const text = await response.text();\nreturn new Err(new Error(`GitHub: ${text.slice(0, 200)}`));",
      ],
    ],
    [
      "no-error-leak",
      "an error of the folder's own class",
      "github",
      [GITHUB_CLIENT, "await response.text())"],
      [GITHUB_CLIENT, REFUSED, "return new Err(new GithubError(response.status, await response.text()));"],
      [
        GITHUB_CLIENT,
        FUNCTION,
        "class GithubError extends Error {\n  constructor(\n    readonly status: number,\n    message: string\n  ) {\n    super(message);\n  }\n}\n\n",
      ],
    ],
    [
      "no-error-leak",
      "a local function that makes the error",
      "github",
      [GITHUB_CLIENT, "refuse(await"],
      [GITHUB_CLIENT, REFUSED, "return refuse(await response.text());"],
      [
        GITHUB_CLIENT,
        FUNCTION,
        "function refuse(text: string) {\n  return new Err(new Error(`GitHub: ${text}`));\n}\n\n",
      ],
    ],
    [
      "no-error-leak",
      "a local function that reads the answer",
      "github",
      [GITHUB_CLIENT, "await reasonOf"],
      [GITHUB_CLIENT, REFUSED, "return new Err(new Error(`GitHub: ${await reasonOf(response)}`));"],
      [
        GITHUB_CLIENT,
        FUNCTION,
        "async function reasonOf(response: Awaited<ReturnType<typeof untrustedFetch>>) {\n  return (await response.text()).trim();\n}\n\n",
      ],
    ],
    [
      "no-error-leak",
      "the stack of an exception",
      "github",
      [GITHUB_CLIENT, "normalized.stack"],
      [GITHUB_CLIENT, /new Err\(normalizeError\((e|error)\)\)/, "new Err(new Error(`GitHub: ${normalized.stack}`))"],
      [GITHUB_CLIENT, /catch \((e|error)\)/, "catch (normalized: any)"],
    ],
    [
      "no-error-leak",
      "the answer that an exception carries",
      "github",
      [GITHUB_CLIENT, "failed.response"],
      [
        GITHUB_CLIENT,
        /new Err\(normalizeError\((e|error)\)\)/,
        "new Err(new Error(`GitHub: ${failed.response?.data?.message}`))",
      ],
      [GITHUB_CLIENT, /catch \((e|error)\)/, "catch (failed: any)"],
    ],
  ]),
  ...on(
    ["dust-arrays"],
    [
      [
        "no-error-leak",
        "the token in a log line",
        "slack_bot",
        [`${API}/slack_bot/tools/index.ts`, "token: authInfo"],
        [
          `${API}/slack_bot/tools/index.ts`,
          "logger.warn({ mcpServerId }",
          "logger.warn({ mcpServerId, token: authInfo.token }",
        ],
      ],
      [
        "no-error-leak",
        "the token of a class in a log line",
        "github",
        [GITHUB_CLIENT, "this.token },"],
        [
          GITHUB_CLIENT,
          "logger.error({ path,",
          'logger.error({ bearer: this.token }, "Refused");\n        logger.error({ path,',
        ],
      ],
      [
        "no-error-leak",
        "the token in a success text, through a variable",
        "servicenow",
        [SERVICENOW, "token} "],
        [SERVICENOW, "`${number}: ${short_description}`", "`${token} ${number}: ${short_description}`"],
      ],
      [
        "no-error-leak",
        "the token that a factory is given",
        "slack",
        [SLACK, "refused ${token}"],
        [SLACK, 'new Error("Slack gave an unexpected answer.")', "new Error(`Slack refused ${token}`)"],
      ],
      [
        "no-error-leak",
        "a header with the token in a message",
        "salesloft",
        [SALESLOFT, "header}`"],
        [SALESLOFT, "  try {\n", "  const header = `Bearer ${authInfo.token}`;\n  try {\n"],
        [SALESLOFT, "`Salesloft answered ${response.status}.`", "`Refused ${header}`"],
      ],
    ],
  ),
  ...on(
    ["dust-records"],
    [
      [
        "no-error-leak",
        "the answer in a failed result of the SDK",
        "hubspot",
        [HUBSPOT, "await response"],
        [
          HUBSPOT,
          "const typeId =",
          'const response = await untrustedFetch(String(portalId)).catch(() => null);\n      if (response) {\n        return {\n          isError: true,\n          content: [{ type: "text", text: await response.text() }],\n        };\n      }\n      const typeId =',
        ],
        [
          HUBSPOT,
          "const HUBSPOT_OBJECT",
          'import { untrustedFetch } from "@app/lib/egress/server";\n\nconst HUBSPOT_OBJECT',
        ],
      ],
      [
        "no-error-leak",
        "the variable of the token in a message",
        "slab",
        [SLAB_TOOLS, "token}`"],
        [SLAB_TOOLS, "new MCPError(post.error.message)", "new MCPError(`Refused ${token}`)"],
      ],
      [
        "no-error-leak",
        "an answer given to Err as it is",
        "slab",
        [SLAB, "await response.text()"],
        [SLAB, "new Err(new Error(`Slab answered ${response.status}.`))", "new Err(await response.text()) as never"],
      ],
    ],
  ),
];
