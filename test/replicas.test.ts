import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  biomeCheck,
  bootAll,
  bootServer,
  copyReplica,
  everyReplicaName,
  ProtocolError,
  type Replica,
  runHostTests,
  typeCheck,
} from "./support/replica.ts";

vi.setConfig({ testTimeout: 60_000 });

/** What is broken, in which file by which replacement, what the compiler says of it, and the text at whose line it says so (default: the replacement's). */
type Fault = [what: string, file: string, before: string, after: string, complaint: string, at?: [string, string]];

/** One copy of a sample with faults that do not hide each other is compiled once; each fault is a test. */
function doesNotCompile(name: Replica["name"], faults: Fault[]): void {
  describe("does not compile", () => {
    let replica: Replica;
    let errors: string[];
    const planted = new Set<string>();
    beforeAll(() => {
      replica = copyReplica(name);
      for (const [what, file, before, after] of faults) {
        const text = replica.read(file);
        replica.write(file, text.replace(before, after));
        if (replica.read(file) !== text) planted.add(what);
      }
      errors = typeCheck(replica).output.split(/^(?=\S+\(\d+,\d+\): error )/m);
    });
    afterAll(() => replica.dispose());

    test.each(faults)("%s", (what, file, _before, after, complaint, at = [file, after]) => {
      expect(planted).toContain(what);
      const [above, ...below] = replica.read(at[0]).split(at[1]);
      expect(below).not.toHaveLength(0);
      const place = `${at[0].slice("front/".length)}(${above?.split("\n").length},`;
      expect(errors.filter((error) => error.startsWith(place)).join("")).toContain(complaint);
    });
  });
}

test("every sample workspace exists", () => {
  expect(everyReplicaName()).toEqual(["dust-arrays", "dust-legacy", "dust-mixed", "dust-records"]);
});

describe.each(everyReplicaName())("%s", (name) => {
  let replica: Replica;
  beforeAll(() => {
    replica = copyReplica(name);
  });
  afterAll(() => replica.dispose());

  test("type-checks with the packages' own types", () => {
    expect(typeCheck(replica)).toEqual({ exitCode: 0, output: "" });
  });

  test("is clean for its own formatter and linter", () => {
    const { exitCode, output } = biomeCheck(replica);
    expect(output).toContain("No fixes applied.");
    expect(exitCode, output).toBe(0);
  });

  test("passes its own tests and needs no snapshot written", () => {
    const before = replica.files();
    const { exitCode, output } = runHostTests(replica);
    expect(exitCode, output).toBe(0);
    expect(replica.files()).toEqual(before);
  });

  test("boots every server, which lists the tools that its registry entry declares", async () => {
    const listings = await bootAll(replica);
    expect(Object.keys(listings).length).toBeGreaterThanOrEqual(8);
    for (const [server, { declared, tools }] of Object.entries(listings)) {
      expect(tools.length, server).toBeGreaterThan(0);
      expect(tools.map((tool) => tool.name).sort(), server).toEqual([...declared].sort());
      for (const tool of tools) {
        expect(tool.description, `${server} ${tool.name}`).not.toBe("");
        expect(tool.inputSchema, `${server} ${tool.name}`).toMatchObject({ type: "object" });
      }
    }
  });

  test("does not know the servers that the samples add", () => {
    const constants = replica.read("front/lib/actions/mcp_internal_actions/constants.ts");
    expect(constants).not.toMatch(/acme_crm|statuspage_ops/);
    expect(replica.read("front/types/shared/feature_flags.ts")).not.toContain("acme_crm_tool");
    expect(replica.read("front/types/oauth/lib.ts")).toContain('"acme_crm"');
  });
});

describe("the harness", () => {
  let replica: Replica;
  beforeAll(() => {
    replica = copyReplica("dust-arrays");
  });
  afterAll(() => replica.dispose());

  test("gives a copy that can be changed without touching the sample", () => {
    const other = copyReplica("dust-arrays");
    expect(other.files()).toEqual(replica.files());
    other.write("front/lib/broken.ts", 'export const broken: number = "text"\n');
    expect(other.files()).not.toEqual(replica.files());
    expect(typeCheck(other).output).toContain("lib/broken.ts(1,14): error TS2322");
    expect(biomeCheck(other, ["front/lib/broken.ts"]).exitCode).toBe(1);
    expect(biomeCheck(other, ["front/lib/auth.ts"]).exitCode).toBe(0);
    other.dispose();
  });

  test("carries the token to an API on this machine and the answer back", async () => {
    const seen: unknown[] = [];
    const api = createServer(({ method, url, headers }, response) => {
      seen.push({ method, url, authorization: headers.authorization });
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify([{ number: 7, title: "Crash", state: "open", html_url: "https://x.example/7" }]));
    });
    await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
    const { port } = api.address() as AddressInfo;
    const extraEnv = { GITHUB_API_BASE_URL: `http://127.0.0.1:${port}` };
    const github = await bootServer(replica, "github", { token: "secret-token", extraEnv });
    const result = await github.callTool("list_issues", { owner: "a/b", repo: "c" });
    expect(result).toEqual({ content: [{ type: "text", text: "Found 1 issues:\n- #7 Crash (open)" }] });
    const url = "/repos/a%2Fb/c/issues?state=open&sort=updated";
    expect(seen).toEqual([{ method: "GET", url, authorization: "Bearer secret-token" }]);
    expect(github.logs()).not.toContain("secret-token");
    await github.close();
    api.close();
  });

  test("shows a handler's error, a refused argument and a server that is not there", async () => {
    const github = await bootServer(replica, "github");
    const tools = await github.listTools();
    expect(tools.find(({ name }) => name === "create_issue")).toMatchObject({
      inputSchema: { required: ["owner", "repo", "title", "body"] },
      _meta: { dust: { stake: "low" } },
    });
    const issue = { owner: "a", repo: "b", issueNumber: 1 };
    expect(await github.callTool("get_issue", issue)).toMatchObject({
      isError: true,
      content: [{ text: "GitHub is not connected." }],
    });
    const refused = await github.callTool("get_issue", { ...issue, issueNumber: "one" });
    expect(refused.isError).toBe(true);
    expect(refused.content[0]?.text).toContain("issueNumber");
    await github.close();
    await expect(github.listTools()).rejects.toThrow(ProtocolError);
    await expect(bootServer(replica, "no_such_server")).rejects.toThrow(ProtocolError);
  });

  test("fails loudly when a copy does not compile or a server cannot start", async () => {
    const other = copyReplica("dust-arrays");
    other.write(
      "front/lib/api/actions/servers/github/tools/index.ts",
      "throw new Error('no tools today');\nexport const TOOLS = [];\n",
    );
    await expect(bootAll(other)).rejects.toThrow("no tools today");
    other.write("front/lib/api/actions/servers/github/tools/index.ts", "export const TOOLS = [\n");
    await expect(bootAll(other)).rejects.toThrow(/Build failed/);
    other.dispose();
  });
});

describe("dust-arrays", () => {
  const registry = "front/lib/actions/mcp_internal_actions/constants.ts";
  const switchFile = "front/lib/actions/mcp_internal_actions/servers/index.ts";
  const servers = "front/lib/api/actions/servers";

  doesNotCompile("dust-arrays", [
    [
      "with a repeated tool name",
      `${servers}/exa/metadata.ts`,
      "search_companies",
      "search_people",
      "Duplicate tool name",
      [registry, "exa_people_and_company: {"],
    ],
    [
      "with another server's metadata",
      registry,
      "metadata: GITHUB_SERVER",
      "metadata: FILE_GENERATION_SERVER",
      "file_generation",
    ],
    [
      "with a preview for everyone",
      registry,
      "isPreview: false,\n    isRestricted: undefined,",
      "isPreview: true,\n    isRestricted: undefined,",
      "isRestricted",
      [registry, "file_generation: {"],
    ],
    ["with an unknown feature flag", registry, '"servicenow_tool"', '"service_tool"', "TS2345"],
    [
      "with a missing case",
      switchFile,
      'case "github":\n      return githubServer(auth, toolContext);',
      "",
      "never",
      [switchFile, "assertNever(internal"],
    ],
    [
      "with instructions",
      `${servers}/exa/metadata.ts`,
      'version: "1.0.0",',
      'version: "1.0.0", instructions: null,',
      "TS2353",
    ],
  ]);

  doesNotCompile("dust-arrays", [
    ["with a property left out", registry, "timeoutMs: undefined,", "", "timeoutMs", [registry, "github: {"]],
    [
      "with a missing cost field",
      `${servers}/exa/metadata.ts`,
      "freeUsage: true,",
      "",
      "freeUsage",
      [`${servers}/exa/metadata.ts`, "tools: EXA_TOOLS_METADATA"],
    ],
    ["with an unknown icon", `${servers}/exa/metadata.ts`, "ExaLogo", "XLogo", "XLogo"],
    [
      "with a missing handler",
      `${servers}/exa/tools/index.ts`,
      "search_people: async",
      "search_humans: async",
      "search_humans",
    ],
  ]);

  test("fails its own tests for a reused id and for a stale availability snapshot", () => {
    const replica = copyReplica("dust-arrays");
    replica.write(registry, replica.read(registry).replace("id: 1042,", "id: 1047,"));
    const { exitCode, output } = runHostTests(replica, "lib/actions/mcp_internal_actions");
    expect(exitCode).toBe(1);
    expect(output).toContain("uses no id of a removed server");
    expect(output).toContain("The snapshot is out of date.");
    replica.dispose();
  });
});

describe("dust-legacy", () => {
  const registry = "front/lib/actions/mcp_internal_actions/constants.ts";
  const servers = "front/lib/actions/mcp_internal_actions/servers";
  const github = `${servers}/github`;

  function changed(file: string, before: string, after: string): Replica {
    const replica = copyReplica("dust-legacy");
    const text = replica.read(file);
    expect(text).toContain(before);
    replica.write(file, text.replace(before, after));
    return replica;
  }

  doesNotCompile("dust-legacy", [
    [
      "with another server's description of itself",
      registry,
      "serverInfo: JIRA_SERVER",
      "serverInfo: ASHBY_SERVER",
      "jira",
    ],
    [
      "with a property left out",
      registry,
      "tools_arguments_requiring_approval: undefined,",
      "",
      "requiring_approval",
      [registry, "github: {"],
    ],
    ["with an unknown feature flag", registry, 'includes("openai_usage_mcp"', 'includes("openai_usage"', "TS2345"],
    [
      "with a missing case",
      `${servers}/index.ts`,
      'case "jira":',
      'case "github":',
      "never",
      [`${servers}/index.ts`, "assertNever(internal"],
    ],
    [
      "with a name that is any string",
      `${servers}/salesforce/metadata.ts`,
      'name: "salesforce" as const',
      'name: "salesforce"',
      "Types of property 'name' are incompatible",
      [registry, "serverInfo: SALESFORCE_SERVER"],
    ],
    [
      "with an argument that the schema lacks",
      `${github}/index.ts`,
      "async ({ owner, repo }",
      "async ({ org, repo }",
      "Property 'org'",
    ],
  ]);

  doesNotCompile("dust-legacy", [
    [
      "with use cases that are any strings",
      `${servers}/jira/metadata.ts`,
      "as MCPOAuthUseCase[]",
      "",
      "supported_use_cases",
      [registry, "serverInfo: JIRA_SERVER"],
    ],
    [
      "with an unknown icon",
      `${github}/metadata.ts`,
      "GithubLogo",
      "XLogo",
      "XLogo",
      [registry, "serverInfo: GITHUB_SERVER"],
    ],
    ["with an unknown stake", `${github}/metadata.ts`, 'create_issue: "low"', 'create_issue: "some"', '"some"'],
  ]);

  test("compiles with what only a checker compares", () => {
    const replica = changed(registry, "    tools: JIRA_TOOLS,\n", "");
    const faults: [file: string, before: string, after: string][] = [
      [`${github}/metadata.ts`, 'create_issue: "low",', 'open_issue: "low",'],
      [`${github}/metadata.ts`, 'name: "get_repository"', 'name: "read_repository"'],
      [`${github}/metadata.ts`, "z.object(createIssueSchema)", "z.object(listIssuesSchema)"],
      [`${github}/index.ts`, "Create a new issue", "Open a new issue"],
    ];
    for (const [file, before, after] of faults) {
      expect(replica.read(file)).toContain(before);
      replica.write(file, replica.read(file).replace(before, after));
    }
    expect(typeCheck(replica)).toEqual({ exitCode: 0, output: "" });
    replica.dispose();
  });

  test("carries the token to an API on this machine and the answer back", async () => {
    const seen: unknown[] = [];
    const api = createServer(({ method, url, headers }, response) => {
      seen.push({ method, url, authorization: headers.authorization });
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify([{ number: 7, title: "Crash", state: "open", html_url: "https://x.example/7" }]));
    });
    await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
    const { port } = api.address() as AddressInfo;
    const extraEnv = { GITHUB_API_BASE_URL: `http://127.0.0.1:${port}` };
    const replica = copyReplica("dust-legacy");
    const server = await bootServer(replica, "github", { token: "secret-token", extraEnv });
    const result = await server.callTool("list_issues", { owner: "a/b", repo: "c" });
    expect(result).toEqual({
      isError: false,
      content: [{ type: "text", text: "Found 1 issues:\n- #7 Crash (open)" }],
    });
    const url = "/repos/a%2Fb/c/issues?state=open&per_page=30";
    expect(seen).toEqual([{ method: "GET", url, authorization: "Bearer secret-token" }]);
    await server.close();
    api.close();
    replica.dispose();
  });
});

describe("dust-mixed", () => {
  const actions = "front/lib/actions/mcp_internal_actions";
  const registry = `${actions}/constants.ts`;

  test("has tools with a published stake beside tools without one", async () => {
    const replica = copyReplica("dust-mixed");
    const listings = await bootAll(replica);
    replica.dispose();
    const publishing = Object.entries(listings).filter(([, { tools }]) => tools.every(({ _meta }) => _meta?.["dust"]));
    const silent = Object.entries(listings).filter(([, { tools }]) => tools.every(({ _meta }) => !_meta));
    expect(publishing.map(([name]) => name).sort()).toEqual([
      "agent_copilot_context",
      "github",
      "google_calendar",
      "user_mentions",
    ]);
    expect(silent).toHaveLength(7);
  });

  doesNotCompile("dust-mixed", [
    [
      "its records without createToolsRecord",
      `${actions}/tool_definition.ts`,
      "export function createToolsRecord",
      "function createToolsRecord",
      "createToolsRecord",
      ["front/lib/api/actions/servers/github/metadata.ts", "import { createToolsRecord"],
    ],
    [
      "its legacy servers without withToolLogging",
      `${actions}/wrappers.ts`,
      "export function withToolLogging",
      "function withToolLogging",
      "withToolLogging",
      [`${actions}/servers/jira/index.ts`, "import { withToolLogging"],
    ],
    [
      "an entry with neither metadata nor a description of the server",
      registry,
      "    metadata: GITHUB_SERVER,\n",
      "",
      "serverInfo",
      [registry, "github: {"],
    ],
    [
      "an entry with a server's description and no stakes",
      registry,
      "    tools_stakes: ASHBY_TOOL_STAKES,\n",
      "",
      "tools_stakes",
      [registry, "ashby: {"],
    ],
    [
      "an entry with another server's description",
      registry,
      "serverInfo: JIRA_SERVER_INFO",
      "serverInfo: ASHBY_SERVER_INFO",
      "jira",
    ],
  ]);
});
