import { afterAll, describe, expect, test } from "vitest";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import { copyReplica, typeCheck } from "../../../support/replica.ts";
import { type Files, textOf } from "../drafting.ts";
import { added, damages, refusal } from "./adding.ts";
import { type REQUESTS, requestingTool } from "./requesting.ts";

const FOLDER = "front/lib/api/actions/servers/github";
const CLIENT = `${FOLDER}/client.ts`;

const IMPORTS = `import { MCPError } from "@app/lib/actions/mcp_errors";
import type { ToolHandlerExtra } from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { GithubIssueSchema, GithubIssuesSchema } from "@app/lib/api/actions/servers/github/types";
import { untrustedFetch } from "@app/lib/egress/server";
import type { Result } from "@app/types/shared/result";
import { Err, Ok } from "@app/types/shared/result";
import type { z } from "zod";

const BASE = "https://api.github.com";
type Method = "GET" | "POST" | "PATCH" | "DELETE";
export type Unused = [MCPError, ToolHandlerExtra, typeof GithubIssueSchema, typeof GithubIssuesSchema, Method, z.Schema];

`;

const READ = `const parsed = schema.safeParse(await response.json());
    return parsed.success ? new Ok(parsed.data) : new Err(new Error("Unexpected."));`;

function classOf(members: string): string {
  return `${IMPORTS}export class GithubClient {\n  constructor(private readonly token: string) {}\n\n${members}\n}\n`;
}

/** A client of the server in one of the forms that people write, and what a new tool calls in it. */
interface Variant {
  client: string;
  kind: keyof typeof REQUESTS;
  /** The host where the path of the tool needs one. */
  base?: string;
  call: RegExp;
}

const VARIANTS: Record<string, Variant> = {
  "an object of options": {
    client: classOf(`  async getIssue(id: number) {
    return this.request({ path: \`/issues/\${id}\`, schema: GithubIssueSchema });
  }

  private async request<T extends z.ZodTypeAny>({ path, schema, method = "GET", body }: {
    path: string; schema: T; method?: Method; body?: unknown; retries?: number;
  }): Promise<Result<z.infer<T>, Error>> {
    const response = await untrustedFetch(\`\${BASE}\${path}\`, {
      method, headers: { Authorization: this.token }, body: body === undefined ? undefined : JSON.stringify(body),
    });
    ${READ}
  }`),
    kind: "update",
    call: /this\.request\(\{\s*path: `\/boards[^`]*`,\s*schema: UpdateBoardResponseSchema,\s*method: "PATCH",\s*body: \{/,
  },
  "a private name, and the method first": {
    client: classOf(`  async getIssue(id: number) {
    return this.#request("GET", \`issues/\${id}\`, GithubIssueSchema);
  }

  async #request<T extends z.Schema>(method: Method, endpoint: string, schema: T, payload?: Record<string, unknown>): Promise<Result<z.infer<T>, Error>> {
    const url = new URL(\`\${BASE}/\${endpoint}\`);
    const response = await untrustedFetch(url, { method, headers: { Authorization: this.token }, body: JSON.stringify(payload) });
    ${READ}
  }`),
    kind: "delete",
    call: /this\.#request\(\s*"DELETE",\s*`boards\/\$\{encodeURIComponent\(boardId\)\}`,\s*DeleteBoardResponseSchema\s*\)/,
  },
  "a function of what handlers get": {
    client: `${IMPORTS}async function send<T extends z.Schema>(path: string, authInfo: ToolHandlerExtra["authInfo"], schema: T): Promise<Result<z.infer<T>, MCPError>> {
  const response = await untrustedFetch(BASE + path, { headers: { Authorization: authInfo?.token ?? "" } });
  const parsed = schema.safeParse(await response.json());
  return parsed.success ? new Ok(parsed.data) : new Err(new MCPError("Unexpected."));
}

// Lists every issue.
export async function listIssues(authInfo: ToolHandlerExtra["authInfo"]) {
  return send("/issues", authInfo, GithubIssuesSchema);
}
`,
    kind: "list",
    call: /listBoards\(\s*authInfo: ToolHandlerExtra\["authInfo"\],[\s\S]*send\(\s*`\/boards\?\$\{query\.toString\(\)\}`,\s*authInfo,\s*ListBoardsResponseSchema\s*\)/,
  },
  "an arrow function that passes its options on": {
    client: `${IMPORTS}const callGithub = async <T extends z.Schema>(apiKey: string, path: string, schema: T, init: RequestInit = {}): Promise<Result<z.infer<T>, Error>> => {
  const response = await fetch(\`\${BASE}\${path}\`, { ...init, headers: { Authorization: apiKey } });
  ${READ}
};
`,
    kind: "create",
    call: /createBoard\(\s*apiKey: string,\s*title: string[\s\S]*callGithub\(apiKey, "\/boards", CreateBoardResponseSchema, \{\s*method: "POST",\s*body: JSON\.stringify\(/,
  },
  "an answer that nothing has checked": {
    client: `${IMPORTS}export async function call(path: string, token: string, body?: object): Promise<Result<unknown, MCPError>> {
  const response = await untrustedFetch(\`\${BASE}\${path}\`, {
    method: body !== undefined ? "POST" : "GET",
    headers: { Authorization: token },
    body: body && JSON.stringify(body),
  });
  return response.ok ? new Ok(await response.json()) : new Err(new MCPError("Refused."));
}
`,
    kind: "post",
    call: /startExport\(\s*token: string\s*\)[\s\S]*await call\("\/exports", token, \{\}\);[\s\S]*StartExportResponseSchema\.safeParse\(response\.value\)[\s\S]*new MCPError\("Github gave an unexpected answer\."\)/,
  },
  "a parameter that has the name of a variable": {
    client:
      classOf(`  private async request<T extends z.Schema>(path: string, schema: T): Promise<Result<z.infer<T>, Error>> {
    const response = await untrustedFetch(\`\${BASE}\${path}\`, { headers: { Authorization: this.token } });
    ${READ}
  }`),
    kind: "run",
    call: /findOwner\(\s*query: string\s*\)[\s\S]*const query2 = new URLSearchParams\(\{ query: query \}\);/,
  },
  "a name that a variable would have": {
    client: `${IMPORTS}async function query<T extends z.Schema>(token: string, path: string, schema: T): Promise<Result<z.infer<T>, Error>> {
  const response = await untrustedFetch(\`\${BASE}\${path}\`, { headers: { Authorization: token } });
  ${READ}
}
`,
    kind: "list",
    call: /const query2 = new URLSearchParams\([\s\S]*return query\(\s*token,\s*`\/boards\?\$\{query2\.toString\(\)\}`/,
  },
};

/** Functions that send each one request, in the forms that people write, and the request function that they are a model for. */
const MODELS: Record<string, Variant> = {
  "a base URL, and a token": {
    client: `${IMPORTS}export async function getIssue(apiKey: string, id: number): Promise<Result<unknown, Error>> {
  const url = new URL(\`\${BASE}/issues/\${id}\`);
  url.searchParams.set("expand", "all");
  try {
    const response = await untrustedFetch(url, { headers: { Authorization: \`Bearer \${apiKey}\`, Accept: "text/plain" } });
    return new Ok(GithubIssueSchema.parse(await response.json()));
  } catch (error) {
    return new Err(new Error("The issue could not be read.", { cause: error }));
  }
}
`,
    kind: "update",
    call: /async function sendRequest<[\s\S]*apiKey: string,\s*path: string[\s\S]*untrustedFetch\(`\$\{BASE\}\$\{path\}`[\s\S]*Accept: "text\/plain",[\s\S]*catch \(e\) \{\s*return new Err\(normalizeError\(e\)\);[\s\S]*sendRequest\(\s*apiKey,\s*`\/boards/,
  },
  "one address, an error of the protocol, and what handlers get": {
    client: `${IMPORTS}const ENDPOINT = process.env.GITHUB_URL ?? "https://api.github.com/graphql";
export const getIssues = async (authInfo: ToolHandlerExtra["authInfo"]): Promise<Result<unknown, MCPError>> => {
  const response = await fetch(ENDPOINT, { headers: { Authorization: authInfo?.token ?? "", "Content-Type": "application/json" }, redirect: "error" });
  return new Ok(await response.json());
};
`,
    kind: "list",
    base: "https://api.github.com",
    call: /fetch\(`\$\{new URL\(ENDPOINT\)\.origin\}\$\{path\}`[\s\S]*"Content-Type": "application\/json",\s*\},\s*redirect: "error",[\s\S]*catch \{\s*return new Err\(\s*new MCPError\("Github could not be reached\."\)\s*\);[\s\S]*sendRequest\(\s*authInfo,/,
  },
  "an address that is written there, a thrown error as it is, no token": {
    client: `${IMPORTS}import { normalizeError } from "@app/types/shared/utils/error_utils";
const sendRequest = 1;
export const USED = sendRequest;
export async function ping(): Promise<Result<unknown, Error>> {
  try {
    const response = await untrustedFetch("https://api.github.com/ping");
    return new Ok(await response.json());
  } catch (thrown) {
    return new Err(normalizeError(thrown));
  }
}
`,
    kind: "delete",
    base: "https://api.github.com",
    call: /async function sendApiRequest<[\s\S]*untrustedFetch\(`https:\/\/api\.github\.com\$\{path\}`[\s\S]*catch \(thrown\) \{\s*return new Err\(normalizeError\(thrown\)\);[\s\S]*deleteBoard\(\s*boardId: string\s*\)/,
  },
};

async function variantFiles({ client, kind, base }: Variant): Promise<{ files: Files; client: string }> {
  const files = { ...fixtureFiles("dust-arrays"), [CLIENT]: client };
  const { changes, files: after } = await added(files, "github", requestingTool(kind, base));
  expect(damages(changes)).toEqual([]);
  return { files: after, client: textOf(after, CLIENT) };
}

const VAL_TOWN = "front/lib/api/actions/servers/val_town/tools/index.ts";

/** Val Town with a wrapper of its own that connects, and leaves the rest to an action. */
function withAction(): Files {
  const files = fixtureFiles("dust-arrays");
  const wrapper = `async function withVals(
  authInfo: ToolHandlerExtra["authInfo"],
  action: (client: ValTownClient) => Promise<ToolHandlerResult>
): Promise<ToolHandlerResult> {
  if (!authInfo?.token) {
    return new Err(new MCPError("No Val Town token.", { tracked: false }));
  }
  return action(new ValTownClient(authInfo.token));
}

const handlers`;
  const text = textOf(files, VAL_TOWN)
    .replace("const handlers", wrapper)
    .replace("import type { ToolHandlers }", "import type { ToolHandlerExtra, ToolHandlerResult, ToolHandlers }");
  return { ...files, [VAL_TOWN]: text };
}

test("a wrapper that takes an action gets one", async () => {
  const { files } = await added(withAction(), "val_town", requestingTool("get"));
  expect(textOf(files, VAL_TOWN).replace(/\s+/g, " ")).toContain(
    "get_board: async (params, { authInfo }) => withVals(authInfo, async (client) => { const result = await client.getBoard(params.boardId); if (result.isErr()) { return new Err(new MCPError(result.error.message)); } return new Ok([",
  );
});

describe("a request function", () => {
  test.each(Object.entries({ ...VARIANTS, ...MODELS }))("%s", async (_, variant) => {
    expect((await variantFiles(variant)).client).toMatch(variant.call);
  });

  const replica = copyReplica("dust-arrays");
  afterAll(() => replica.dispose());

  test("is called with what its types take", { timeout: 120_000 }, async () => {
    for (const [index, variant] of Object.values({ ...VARIANTS, ...MODELS }).entries()) {
      const { files, client } = await variantFiles(variant);
      const own = (text: string) => text.replaceAll("servers/github/types", `servers/variants/v${index}/types`);
      const folder = `front/lib/api/actions/servers/variants/v${index}`;
      replica.write(`${folder}/client.ts`, own(client));
      replica.write(`${folder}/types.ts`, textOf(files, `${FOLDER}/types.ts`));
      replica.write(`${folder}/rendering.ts`, own(textOf(files, `${FOLDER}/rendering.ts`)));
    }
    const { changes } = await added(withAction(), "val_town", requestingTool("get"));
    for (const { path, after } of changes) replica.write(path, after);
    expect(typeCheck(replica)).toEqual({ exitCode: 0, output: "" });
  });
});

describe("a client that is not used", () => {
  const files = (client: string): Files => ({ ...fixtureFiles("dust-arrays"), [CLIENT]: client });
  const request = (parameters: string, url: string, error = "Error") =>
    classOf(`  private async request<T extends z.Schema>(${parameters}): Promise<Result<z.infer<T>, ${error}>> {
    const response = await untrustedFetch(\`${url}\`, { headers: { Authorization: this.token } });
    ${READ}
  }`);

  test.each([
    ["a path inside the URL", request("path: string, schema: T", "${BASE}${path}/all")],
    ["a parameter of no known use", request("path: string, schema: T, account: string", "${BASE}${path}")],
    [
      "a body of texts alone",
      request("path: string, schema: T, body: Record<string, string>", "${BASE}${path}").replace(
        "});",
        "}, JSON.stringify(body));",
      ),
    ],
    [
      "a function in a function",
      `${IMPORTS}export function create() {\n  async function request(path: string) {\n    return untrustedFetch(\`\${BASE}\${path}\`);\n  }\n  return request;\n}\n`,
    ],
  ])("%s: a relative path has no base, a whole URL of its host gets a client beside it", async (_, client) => {
    const error = refusal(files(client), "github", requestingTool("get"));
    expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
    expect(error.message).toMatch(
      /sends requests in a way that get_board cannot share \(.*github\/client\.ts:\d+:\d+\)/,
    );
    const { files: after } = await added(files(client), "github", requestingTool("get", "https://api.github.com"));
    expect(textOf(after, CLIENT)).toBe(client);
    expect(textOf(after, `${FOLDER}/api_client.ts`)).toContain("path: `/boards/${encodeURIComponent(boardId)}`");
  });

  test.each([
    [
      "a class of more than a token",
      classOf(`  private async request<T extends z.Schema>(path: string, schema: T): Promise<Result<z.infer<T>, Error>> {
    const response = await untrustedFetch(\`\${BASE}\${path}\`);
    ${READ}
  }`).replace("private readonly token: string", "private readonly token: string, readonly account: string"),
      "its class is made of more than a token",
    ],
    [
      "an error of its own",
      `${IMPORTS}class GithubError extends Error {}
export async function call(path: string, token: string): Promise<Result<unknown, GithubError>> {
  const response = await untrustedFetch(\`\${BASE}\${path}\`, { headers: { Authorization: token } });
  return new Ok(await response.json());
}
`,
      "its error is a GithubError",
    ],
  ])("%s", (_, client, why) => {
    const own = { ...files(client) };
    own[`${FOLDER}/helpers.ts`] = "export {};\n";
    own[`${FOLDER}/tools/index.ts`] = textOf(own, `${FOLDER}/tools/index.ts`).replace(
      "async function withClient<T>(",
      "async function withOther<T>(\n  account: string,",
    );
    const error = refusal(own, "github", requestingTool("get"));
    expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
    expect(error.details[0]?.message).toContain(why);
  });
});

describe("functions that send each on their own", () => {
  const files = (client: string): Files => ({ ...fixtureFiles("dust-arrays"), [CLIENT]: client });
  const model = (sending: string, type = "Promise<Result<unknown, Error>>") =>
    `${IMPORTS}export async function getIssue(apiKey: string, account: string): ${type} {\n${sending}\n}\n`;
  const SEND = "const response = await untrustedFetch(BASE, { headers: { Authorization: apiKey } });";

  test.each([
    ["one address", model(`${SEND}\nreturn new Ok(await response.json());`), "sends to https://api.github.com alone"],
    ["two requests", model(`${SEND}\nawait untrustedFetch(BASE);\nreturn new Ok(response);`), "sends several requests"],
    ["another result", model(`${SEND}\nreturn response.ok;`, "Promise<boolean>"), "gives back no `Result` of data"],
    ["a host of its own", model(SEND.replace("BASE", '"https://" + account')), "only known while the server runs"],
    ["more than a token", model(SEND.replace("apiKey }", "apiKey + account }")), "made of more than a token"],
    ["headers of elsewhere", model(SEND.replace("{ Authorization: apiKey }", "make(apiKey)")), "does not write out"],
    [
      "another package",
      `import axios from "axios";\n${model(SEND.replace("untrustedFetch", "axios.get").concat("\nreturn new Ok(response.data);"))}`,
      "sends with `axios.get`",
    ],
    ["a form", model(SEND.replace("apiKey }", 'apiKey, "Content-Type": "text/x-form" }')), "does not write out"],
  ])("are no model for a relative path: %s", (_, client, why) => {
    const error = refusal(files(client), "github", requestingTool("get"));
    expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
    expect(error.message).toMatch(/cannot share \(.*github\/client\.ts:\d+:\d+\)/);
    const details = error.details.map(({ message }) => message).join("\n");
    expect(details).toContain(why);
    expect(details).toContain("displayLabels:");
    expect(error.message + details).not.toContain("no client");
  });

  test("have one request function for all tools, be they added at once or not", async () => {
    const tools = (["list", "create", "delete"] as const).map((kind) => requestingTool(kind));
    let grown = fixtureFiles("dust-arrays");
    for (const tool of tools) grown = (await added(grown, "openai_usage", tool)).files;
    const path = CLIENT.replace("github", "openai_usage");
    expect((await added(fixtureFiles("dust-arrays"), "openai_usage", ...tools)).files).toEqual(grown);
    expect(textOf(grown, path).split("async function sendRequest").length).toBe(2);
    expect(textOf(grown, path)).not.toContain('method: "GET"');
  });
});

describe("a whole URL", () => {
  test.each([
    ["dust-arrays", "openai_usage", "https://api.openai.com"],
    ["dust-arrays", "slack", "https://slack.com"],
    ["dust-arrays", "servicenow", "a host that is only known while the server runs"],
    ["dust-arrays", "github", "https://api.github.com"],
    ["dust-records", "slab", "https://api.slab.com"],
    ["dust-records", "openai_usage", "https://api.openai.com"],
    ["dust-records", "val_town", "a host that is only known while the server runs"],
  ] as const)("of another host is refused: %s, %s", (name, server, own) => {
    const error = refusal(fixtureFiles(name), server, requestingTool("get", "https://api.vendor.example/v1"));
    expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
    const told = [error.message, ...error.details.map(({ message }) => message)].join("\n");
    expect(told).toContain(own);
    expect(told).toContain("https://api.vendor.example");
    expect(told).toContain("get_board");
  });

  test("of another host is refused where a client of ours sends the token", async () => {
    const { files } = await added(
      fixtureFiles("dust-records"),
      "google_calendar",
      requestingTool("get", "https://a.example"),
    );
    const error = refusal(files, "google_calendar", requestingTool("list", "https://b.example"));
    expect(error.message).toMatch(/https:\/\/a\.example.*https:\/\/b\.example/);
    const { changes } = await added(files, "google_calendar", requestingTool("list", "https://a.example"));
    expect(changes).not.toEqual([]);
  });

  test("of any host is taken where no token is sent", async () => {
    const base = "https://api.vendor.example/v1";
    const { files } = await added(fixtureFiles("dust-arrays"), "exa_people_and_company", requestingTool("get", base));
    expect(textOf(files, "front/lib/api/actions/servers/exa/client.ts")).not.toMatch(/authInfo|Authorization/);
  });
});

test("a new client's names make way for those of the handlers' file", async () => {
  const exa = "front/lib/api/actions/servers/exa/tools/index.ts";
  const start = fixtureFiles("dust-arrays");
  const files = { ...start, [exa]: textOf(start, exa).replaceAll("searchExa", "callExaPeopleAndCompany") };
  const base = "https://api.vendor.example";
  const { files: once } = await added(files, "exa_people_and_company", requestingTool("get", base));
  const { files: twice, changes } = await added(once, "exa_people_and_company", requestingTool("create", base));
  expect(damages(changes)).toEqual([]);
  const text = textOf(twice, exa);
  expect(text.match(/callExaPeopleAndCompany as callExaPeopleAndCompanyApi/g)).toHaveLength(1);
  expect(text.match(/callExaPeopleAndCompanyApi\(/g)).toHaveLength(2);
  expect(text).toContain('callExaPeopleAndCompany("people", query)');
});
