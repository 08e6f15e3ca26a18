import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IntegrationSpec } from "../../../../src/model/integration-spec.ts";
import type { GeneratedFile } from "../../../../src/targets/_shared/generated-file.ts";
import type { Conventions } from "../../../../src/targets/dust/checkout/conventions.ts";
import { serverFiles } from "../../../../src/targets/dust/files/index.ts";
import {
  type Booted,
  type BootedListing,
  type BootedServers,
  bootAll,
  bootServer,
  bootServers,
  type CallToolResult,
  copyReplica,
  lintCheck,
  type Replica,
  runHostTestsTogether,
  typeCheck,
} from "../../../support/replica.ts";
import { conventions, withoutOptions } from "./conventions.ts";
import { SAMPLES, sample, serverFolder } from "./sample-specs.ts";
import { HOSTILE, hostileSpec, smallSpecs } from "./variants.ts";

const LAYOUTS = ["arrays", "records", "legacy"] as const;
const ACTIONS = "front/lib/actions/mcp_internal_actions";

interface Received {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

type Answer = { status: number; body?: string; headers?: Record<string, string>; delay?: number };

/** A local server that plays the vendor: answers what it is told and remembers the last request. */
async function vendor() {
  let answer: Answer = { status: 200 };
  let last: Received | undefined;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, url, headers } = request;
    last = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
    await new Promise((resolve) => setTimeout(resolve, answer.delay ?? 0));
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers(next: Answer | object) {
      answer = "status" in next ? (next as Answer) : { status: 200, body: JSON.stringify(next) };
      last = undefined;
    },
    last: () => last,
    close: () => server.close(),
  };
}

function textOf(result: CallToolResult): string {
  return result.content.map((block) => ("text" in block ? block.text : "")).join("");
}

/** The layout of a sample workspace. */
const layoutOf = (replica: Replica) => replica.name.slice("dust-".length) as (typeof LAYOUTS)[number];

/** Registers a server in a copy of a sample workspace, with the smallest edits that compile. */
function register(replica: Replica, spec: IntegrationSpec, id: number): void {
  const layout = layoutOf(replica);
  const prefix = spec.name.toUpperCase();
  const described = {
    legacy: { serverInfo: `${prefix}_SERVER_INFO`, tools: `${prefix}_TOOLS`, tools_stakes: `${prefix}_TOOL_STAKES` },
    records: { metadata: `${prefix}_SERVER` },
    arrays: { metadata: `${prefix}_SERVER` },
  }[layout];
  const constants = `${ACTIONS}/constants.ts`;
  const properties = Object.entries(described).map(([property, constant]) => `${property}: ${constant}`);
  const entry = `${spec.name}: { id: ${id}, availability: "manual", allowMultipleInstances: false, isRestricted: undefined,
    isPreview: false, tools_arguments_requiring_approval: undefined, tools_retry_policies: undefined, timeoutMs: undefined,
    ${properties.join(", ")} },`;
  const own = serverFolder(spec.name, layout).replace("front/", "@app/");
  const imported = `import { ${Object.values(described).join(", ")} } from "${own}/metadata";\n`;
  edit(replica, constants, /^/, imported);
  edit(replica, constants, /AVAILABLE_INTERNAL_MCP_SERVER_NAMES = \[/, `"${spec.name}",`);
  edit(replica, constants, /INTERNAL_MCP_SERVERS = (ensureUniqueToolNames\()?\{/, entry);
  const categories = "front/lib/metronome/events.ts";
  if (replica.name === "dust-records")
    edit(replica, categories, /TOOL_CATEGORY_MAP: .* = \{/, `${spec.name}: "connectors",`);
  const { context } = conventions[layout];
  const servers = `${ACTIONS}/servers/index.ts`;
  edit(replica, servers, /^/, `import { default as ${spec.name} } from "${own}";\n`);
  edit(
    replica,
    servers,
    /switch \(internalMCPServerName\) \{/,
    `case "${spec.name}": return ${spec.name}(auth, ${context.name});`,
  );
}

/** A server of layout `legacy` without tools, with the imports and the calls of one that has some, as a person would add them. */
function withTools(empty: string, filled: readonly GeneratedFile[], index: string): string {
  const text = filled.find(({ path }) => path === index)?.text ?? "";
  const body = text.slice(text.indexOf("  server.tool("), text.lastIndexOf("  return server;"));
  const known = new Set(empty.match(/^import .*$/gm));
  const imports = (text.match(/^import .*$/gm) ?? []).filter((line) => !known.has(line) && !line.includes("/metadata"));
  const metadata = text.match(/^import \{(.*)\} from ".*\/metadata";$/m)?.[1] ?? "";
  return `${imports.join("\n")}\n${empty}`
    .replace(
      /^import \{(.*)\} from (".*\/metadata");$/m,
      (_, names, module) => `import {${names},${metadata}} from ${module};`,
    )
    .replace("  return server;", () => `${body}  return server;`);
}

function edit(replica: Replica, path: string, anchor: RegExp, text: string): void {
  const before = replica.read(path);
  const found = anchor.exec(before);
  if (!found) throw new Error(`${path} has no ${anchor}.`);
  const at = found.index + found[0].length;
  replica.write(path, before.slice(0, at) + text + before.slice(at));
}

describe.each(LAYOUTS)("generated servers in dust-%s", (layout) => {
  let replica: Replica;
  let api: Awaited<ReturnType<typeof vendor>>;
  const specs = [...SAMPLES.map(sample), hostileSpec(), ...smallSpecs()];
  const folder = (name: string) => serverFolder(name, layout);
  const client = (name: string) => `${folder(name)}/${layout === "legacy" ? `${name}_api_helper` : "client"}.ts`;

  function add(conventionsOfHost: Conventions, spec: IntegrationSpec & { icon: string }, id: number): void {
    const files = serverFiles(spec, conventionsOfHost, folder(spec.name));
    for (const { path, text } of files) replica.write(path, text);
    register(replica, spec, id);
  }

  /** Adds a server without tools, and then its tools as a person would. */
  function addByHand(name: string, id: number): void {
    const empty = serverFiles({ ...sample("acme_crm"), name, tools: [] }, conventions[layout], folder(name));
    const filled = serverFiles({ ...sample("acme_crm"), name }, conventions[layout], folder(name));
    for (const { path, text } of filled) replica.write(path, text);
    const index = `${folder(name)}/index.ts`;
    const text = empty.find(({ path }) => path === index)?.text ?? "";
    replica.write(index, layout === "legacy" ? withTools(text, filled, index) : text);
    register(replica, { ...sample("acme_crm"), name }, id);
  }

  beforeAll(async () => {
    replica = copyReplica(`dust-${layout}`);
    api = await vendor();
    const bare = { ...sample("everything_api"), name: "bare_host" };
    add({ ...conventions.bare, ...withoutOptions(conventions[layout]) }, bare, 9000);
    for (const [index, spec] of specs.entries()) add(conventions[layout], spec, 9001 + index);
    addByHand("filled_by_hand", 9900);
  });

  afterAll(() => {
    api.close();
    replica.dispose();
  });

  it("give the checkout's linter nothing to complain of", () => {
    const folders = specs.map(({ name }) => folder(name));
    expect(lintCheck(replica, folders)).toEqual({ exitCode: 0, output: expect.any(String) });
  });

  it("have client methods that no linter takes for React hooks, wherever they are called", () => {
    const text = replica.read(client("odd_names"));
    const methods = [...text.matchAll(/^ *(?:export )?async (?:function )?(\w+)\(/gm)].map(([, method]) => method);
    expect(methods).toEqual(expect.arrayContaining(["callUse", "callUseCredit", "callUse2ndCredit", "usedCredit"]));
    const calls = (names: (string | undefined)[]) =>
      `export function each(client: any, now: boolean) {\n${names.map((name) => `  if (now) {\n    client.${name}();\n  }\n`).join("")}}\n`;
    replica.write("front/lib/hooks.ts", calls(["useCredit"]));
    replica.write("front/lib/calls.ts", calls(methods));
    const { output } = lintCheck(replica, ["front/lib/hooks.ts", "front/lib/calls.ts"]);
    expect(output).toMatch(/hooks\.ts:.*useHookAtTopLevel/);
    expect(output).toContain("Checked 2 files");
    expect(output).not.toContain("calls.ts");
  });

  it("type-check with the packages' own types", () => {
    const { exitCode, output } = typeCheck(replica);
    expect(output).toBe("");
    expect(exitCode).toBe(0);
  }, 180_000);

  it("pass their own tests", () => {
    const names = [...specs.map(({ name }) => name).filter((name) => name !== "without_tools"), "bare_host"];
    const { exitCode, output } = runHostTestsTogether(
      replica,
      ...names.map((name) => folder(name).replace("front/", "")),
    );
    expect(exitCode, output).toBe(0);
    expect(output).toMatch(new RegExp(`Test Files.* ${names.length} passed`));
  }, 180_000);

  describe("against a vendor", () => {
    let server: Booted;

    beforeAll(async () => {
      const path = client("acme_crm");
      replica.write(path, replica.read(path).replace("https://api.acme.example", api.url));
      server = await bootServer(replica, "acme_crm", { token: "secret-token" });
    });

    afterAll(() => server.close());

    async function call(tool: string, args: Record<string, unknown>) {
      const result = await server.callTool(tool, args);
      return { isError: result.isError === true, text: textOf(result) };
    }

    it("shows a list, cut at 100", async () => {
      const items = Array.from({ length: 130 }, (_, index) => ({
        id: `i${index}`,
        name: "two\nlines",
        status: null,
        x: 1,
      }));
      api.answers({ items });
      const { text } = await call("list_items", { query: "a&b", limit: 5 });
      expect(api.last()).toMatchObject({ method: "GET", url: "/v1/items?query=a%26b&limit=5" });
      expect(api.last()?.headers.authorization).toBe("Bearer secret-token");
      expect(text.split("\n")).toHaveLength(104);
      expect(text).toMatch(/^Found 130 items\.\n\n- id: i0; name: two lines\n/);
      expect(text).toMatch(/\n30 more are not shown\.$/);
    });

    it("sends a body with its defaults, and encodes ids", async () => {
      api.answers({ item: { id: "1", name: "n" } });
      await call("create_item", { name: "n" });
      expect(JSON.parse(api.last()?.body ?? "")).toEqual({ item: { name: "n", priority: "normal" } });
      api.answers({ status: 204 });
      expect(await call("delete_item", { itemId: "../a b" })).toEqual({ isError: false, text: "Deleted item." });
      expect(api.last()).toMatchObject({ method: "DELETE", url: "/v1/items/..%2Fa%20b", body: "" });
    });

    it.each([
      [{ status: 200, body: "<html>" }, "unexpected response for get_item: it is not JSON"],
      [{ status: 200, body: '{"item":{"id":5,"name":"secret"}}' }, "get_item: `item.id`: expected string."],
      [{ status: 200, body: "" }, "it is not JSON"],
      [{ status: 400, body: "secret" }, "HTTP 400. Check the arguments"],
      [{ status: 401, body: "secret" }, "HTTP 401. Reconnect Acme CRM"],
      [{ status: 403, body: "secret" }, "HTTP 403. Check the permissions"],
      [{ status: 404, body: "secret" }, "HTTP 404. Check the id"],
      [{ status: 429, headers: { "Retry-After": "12" } }, "HTTP 429. Too many requests: try again in 12 seconds."],
      [
        { status: 429, headers: { "Retry-After": new Date(Date.now() + 5e6).toUTCString() } },
        /try again in [45]\d{3} seconds/,
      ],
      [{ status: 429 }, "HTTP 429. Too many requests: try again later."],
      [{ status: 503, body: "secret" }, "HTTP 503. Try again later."],
      [{ status: 302, headers: { Location: "http://localhost:1/" } }, "HTTP 302. Redirects are not followed."],
    ])("explains %j", async (answer, message) => {
      api.answers(answer);
      const { isError, text } = await call("get_item", { itemId: "1" });
      expect(isError).toBe(true);
      expect(text).toMatch(typeof message === "string" ? new RegExp(message.replace(/[.`[\]]/g, "\\$&")) : message);
      expect(text + server.logs()).not.toContain("secret");
    });

    it("refuses ids that would address something else", async () => {
      api.answers({ item: { id: "1", name: "n" } });
      for (const itemId of [".", ".."]) {
        const { isError, text } = await call("get_item", { itemId });
        expect(isError).toBe(true);
        expect(text).toContain("Check the arguments.");
      }
      expect(api.last()).toBeUndefined();
    });

    it("explains an id that cannot be encoded", async () => {
      const { isError, text } = await call("get_item", { itemId: "\ud800" });
      expect(isError).toBe(true);
      expect(text).toContain("Check the arguments");
    });
  });

  describe("everything at once, without a token", () => {
    let servers: BootedServers;

    beforeAll(async () => {
      const path = client("everything_api");
      const text = replica.read(path).replace("https://api.everything.example", api.url).replace("30_000", "300");
      replica.write(path, text);
      servers = await bootServers(replica);
    });

    afterAll(() => servers.close());

    const text = async (tool: string, args: Record<string, unknown>) =>
      textOf(await servers.callTool("everything_api", tool, args));
    const row = { id: 1, "display-name": "A  B\n- C", owner: null, state: "open" };

    it("shows nested values on one line and names the next page", async () => {
      const lines = [{ sku: "s", parts: [{ count: 1.5 }, { count: 2 }], hidden: "x" }];
      const rows = [row, { ...row, owner: { email: "a@b.example" }, lines, tags: ["t1", "t2"], hidden: "x" }];
      api.answers({ data: { rows, meta: { next: "c2" } } });
      expect(await text("search_open_categories", { labels: ["a", "b"] })).toBe(
        [
          "Found 2 open categories.",
          "",
          "- id: 1; display-name: A B - C; state: open",
          "- id: 1; display-name: A B - C; owner: (email: a@b.example); lines: (sku: s; parts: (count: 1.5), (count: 2)); tags: t1, t2; state: open",
          "",
          'More results: call search_open_categories again with cursor "c2".',
        ].join("\n"),
      );
      expect(api.last()?.url).toBe("/v2/categories?expand=all&page-size=50&labels=a&labels=b");
    });

    it.each([{ data: { rows: [] } }, { data: { rows: [], meta: null } }, { data: { rows: [], meta: { next: "" } } }])(
      "takes %j for the last page",
      async (answer) => {
        api.answers(answer);
        expect(await text("search_open_categories", {})).toBe("No open categories found.");
      },
    );

    it("names the place of a wrong enum value without the value", async () => {
      api.answers({ data: { rows: [{ ...row, state: "secret" }] } });
      expect(await text("search_open_categories", {})).toContain(
        '`data.rows[0].state`: expected one of open, it\'s "closed".',
      );
    });

    it("explains GraphQL errors of a successful answer", async () => {
      for (const [tool, args] of [
        ["archive_node", { id: "1" }],
        ["query_nodes", { first: 1 }],
      ] as const) {
        api.answers({ errors: [{ message: "secret" }], data: null });
        const shown = await text(tool, args);
        expect(shown).toContain(`reported GraphQL errors for ${tool}.`);
        expect(shown).not.toContain("secret");
      }
    });

    it("accepts GraphQL answers without errors, also at the base URL itself", async () => {
      api.answers({ data: { archive: null }, errors: [] });
      expect(await text("archive_node", { id: "1" })).toBe("Archived node.");
      expect(api.last()).toMatchObject({ method: "POST", url: "/v2/" });
      api.answers({ data: { nodes: { items: [{ id: "n" }], pageInfo: { endCursor: 7 } } } });
      expect(await text("query_nodes", { first: 1 })).toMatch(/call query_nodes again with after "7"\.$/);
    });

    it("gives up on a slow answer", async () => {
      api.answers({ status: 200, body: "{}", delay: 2000 });
      expect(await text("ping", {})).toMatch(/did not answer ping within 0\.3 seconds\. Try again later\.$/);
    });

    it("asks for a connection", async () => {
      const result = await servers.callTool("statuspage_ops", "list_pages");
      expect(JSON.stringify(result)).toContain("Statuspage Ops is not connected. Ask an administrator to connect it.");
    });
  });

  it("keep a token out of errors even when it is no legal header", async () => {
    const server = await bootServer(replica, "acme_crm", { token: "line\nbreak-secret" });
    const result = await server.callTool("get_item", { itemId: "1" });
    await server.close();
    expect(JSON.stringify(result)).toContain("could not be reached");
    expect(JSON.stringify(result) + server.logs()).not.toContain("break-secret");
  });

  describe("list their tools", () => {
    let listings: Record<string, BootedListing>;

    beforeAll(async () => {
      listings = await bootAll(replica);
    });

    const listed = (name: string) => listings[name]?.tools.map((tool) => tool.name);

    it("with hostile texts exactly as they are", () => {
      const spec = hostileSpec();
      const tools = listings[spec.name]?.tools ?? [];
      expect(tools.map(({ name, description }) => ({ name, description }))).toEqual(
        spec.tools.map(({ name }) => ({ name, description: HOSTILE })),
      );
      const schema = tools.find(({ name }) => name === "create_order")?.inputSchema;
      expect(schema).toMatchObject({
        properties: { kind: { description: HOSTILE, enum: [HOSTILE, "b"], default: HOSTILE } },
      });
    });

    it("none where the spec has none", () => {
      expect(listed("without_tools")).toEqual([]);
    });

    it("as each server of the checkout declares them, ours in that order", () => {
      for (const [name, { declared, tools }] of Object.entries(listings)) {
        const names = tools.map((tool) => tool.name);
        if (specs.some((spec) => spec.name === name)) expect(names).toEqual(declared);
        else if (declared.length > 0) expect(names.toSorted()).toEqual(declared.toSorted());
      }
    });

    it("also those added by hand to a server that had none", () => {
      expect(listed("filled_by_hand")).toEqual(sample("acme_crm").tools.map(({ name }) => name));
    });

    it("exactly those of the spec", () => {
      expect(listed("everything_api")).toEqual(sample("everything_api").tools.map(({ name }) => name));
    });
  });
});
