import { describe, expect, test } from "vitest";
import { Sources } from "../../../../src/edit/sources.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { ALIASES } from "../../../../src/targets/dust/paths.ts";
import { readImplementation } from "../../../../src/targets/dust/read/implementation.ts";
import type { ReadImplementation } from "../../../../src/targets/dust/read/server.ts";

const API = "front/lib/api/actions/servers";
const OTHER = {
  [`${API}/other/tools/index.ts`]: `const handlers = { run: async (_, { authInfo }) => use(authInfo?.token) };
export const TOOLS = buildTools(META, handlers);`,
};

function read(files: Record<string, string>): ReadImplementation {
  const all = Object.fromEntries(Object.entries(files).map(([path, text]) => [`${API}/acme/${path}`, text]));
  const found = readImplementation(`${API}/acme/index.ts`, new Sources(memoryRepo({ ...OTHER, ...all }), ALIASES));
  if (!found) throw new Error("no module");
  return found;
}

const names = ({ handlers }: ReadImplementation) =>
  handlers?.known ? handlers.value.map((handler) => handler.name) : handlers && `? ${handlers.why}`;

const FACTORY = `function createServer(auth) { const server = makeInternalMCPServer("acme"); return server; }
export default createServer;`;

test("a module that does not exist is null", () => {
  expect(readImplementation(`${API}/none/index.ts`, new Sources(memoryRepo({}), ALIASES))).toBeNull();
});

describe("the default export", () => {
  test.each([
    ["function createServer() {} export default createServer;", "function"],
    ["export default function createServer() {}", "function"],
    ["export default async (auth) => {};", "function"],
    ["const createServer = () => {}; export default createServer;", "function"],
    ["const createServer = async () => {}; export { createServer as default };", "function"],
    ["export default { createServer };", "other"],
    ["export default withRetries(() => {});", "unknown"],
    ["export const createServer = () => {};", "missing"],
  ])("%s", (text, factory) => {
    expect(read({ "index.ts": text }).factory).toBe(factory);
  });
});

describe("the handlers", () => {
  const INDEX = `import { TOOLS } from "./tools";\n${FACTORY}`;

  test.each<[string, string, string[]]>([
    [
      "an object",
      "const handlers = { a: async () => ok(), b: async () => ok() };\nbuildTools(META, handlers);",
      ["a", "b"],
    ],
    [
      "computed keys and shorthands",
      'const A = "a" as const;\nconst handlers = { [A]: async () => ok(), b };\nbuildTools(META, handlers);',
      ["a", "b"],
    ],
    [
      "a factory of tools",
      "export function createTools(auth) { const handlers = { a: async () => ok() }; return buildTools(META, handlers); }",
      ["a"],
    ],
    ["two lists", "buildTools(ONE, { a: async () => ok() }); buildTools(TWO, { b: async () => ok() });", ["a", "b"]],
  ])("as %s in tools/index.ts", (_form, tools, expected) => {
    expect(names(read({ "index.ts": INDEX, "tools/index.ts": tools }))).toEqual(expected);
  });

  test("in index.ts itself", () => {
    expect(names(read({ "index.ts": `const T = buildTools(META, { a: async () => ok() });\n${FACTORY}` }))).toEqual([
      "a",
    ]);
  });

  test("those of another server's folder, when it has none of its own", () => {
    const found = read({ "index.ts": `import { TOOLS } from "@app/lib/api/actions/servers/other/tools";\n${FACTORY}` });
    expect(names(found)).toEqual(["run"]);
    expect(found.token).toBe("read");
  });

  test("registered on the server itself, also in a helper and by the name of a record's row", () => {
    const index = `import { RECORD } from "./metadata";
function registerMore(server: McpServer) { server.tool("third", "d", {}, async () => ok()); }
const createServer = () => {
  const server = makeInternalMCPServer("acme");
  const { first } = RECORD;
  server.tool(first.name, first.description, first.schema, async () => ok());
  server.registerTool("second", {}, async () => ok());
  registry.tool("no tool of a server");
  return server;
};
export default createServer;`;
    const metadata = "export const RECORD = createToolsRecord({ first: { description: 'd' } });";
    expect(names(read({ "index.ts": index, "metadata.ts": metadata }))).toEqual(["third", "first", "second"]);
  });

  test.each<[string, string[] | null]>([
    ["const server = (await makeInternalMCPServer('acme'));", ["a"]],
    ["const server = await  /* now */ makeInternalMCPServer('acme');", ["a"]],
    ["const server = new\n  McpServer(info);", ["a"]],
    ["const server = new sdk.McpServer(info);", ["a"]],
    ["const server: McpServer | null = find();", null],
    ["const server = makeInternalMCPServerMock('acme');", null],
    ["const server = makeInternalMCPServer.registry;", null],
  ])("tools of a server made by %s", (made, expected) => {
    const index = `export default async () => { ${made} server.tool("a", "d", {}, async () => ok()); return server; }`;
    expect(names(read({ "index.ts": index }))).toEqual(expected);
  });

  test.each<[string, string[] | null]>([
    ["McpServer", ["a"]],
    ["sdk.McpServer", ["a"]],
    ["{ name: 'McpServer' }", null],
    ["McpServerMock", null],
  ])("tools of a parameter of type %s", (type, expected) => {
    const index = `export function register(server: ${type}) { server.tool("a", "d", {}, async () => ok()); }`;
    expect(names(read({ "index.ts": index }))).toEqual(expected);
  });

  test("none of a known form, and one that cannot be worked out", () => {
    expect(names(read({ "index.ts": FACTORY }))).toBeNull();
    const tools = "buildTools(META, { a: async () => ok(), ...more() });";
    expect(names(read({ "index.ts": INDEX, "tools/index.ts": tools }))).toBe(
      "? a call of `more` is not an object literal",
    );
  });

  test.each<[string, boolean]>([
    ['async () => new Err(new MCPError("a is not implemented yet."))', true],
    ['async () => { return new Err(new MCPError("Not implemented.")); }', true],
    ["async () => ok()", false],
    ['async ({ q }) => (q ? ok() : new Err(new MCPError("Paging is not implemented.")))', false],
    ['async () => { const x = await get(); return new Err(new MCPError("not implemented")); }', false],
  ])("%s is a stub: %s", (handler, stub) => {
    const found = read({ "index.ts": `buildTools(META, { a: ${handler} });\n${FACTORY}` });
    expect(found.handlers).toMatchObject({ known: true, value: [{ stub }] });
  });

  test("a stub in a module of its own", () => {
    const tools = 'import { a } from "./a";\nbuildTools(META, { a });';
    const found = read({
      "index.ts": INDEX,
      "tools/index.ts": tools,
      "tools/a.ts": 'export async function a() { return new Err(new MCPError("not implemented")); }',
    });
    expect(found.handlers).toMatchObject({ known: true, value: [{ stub: true }] });
  });
});

describe("names", () => {
  test("the server's, folded, and every monitoring name", () => {
    const index = `import { NAME } from "./metadata";
const server = makeInternalMCPServer(NAME);
registerTool(auth, context, server, tool, { monitoringName: NAME });
withToolLogging(auth, { toolNameForMonitoring: "old" }, async () => ok());
registerTool(auth, context, server, tool, { monitoringName: \`acme_\${id}\` });
export default () => server;`;
    const found = read({ "index.ts": index, "metadata.ts": 'export const NAME = "acme" as const;' });
    expect(found.madeAs).toMatchObject({ known: true, value: "acme" });
    expect(found.monitoringNames.map((each) => each.known && each.value)).toEqual(["acme", "acme_…", "old"]);
    expect(found.imports).toEqual([`${API}/acme/metadata.ts`]);
  });

  test("a server made under no name, or under one that varies", () => {
    expect(read({ "index.ts": "export default () => {};" }).madeAs).toBeNull();
    expect(read({ "index.ts": "export default (n: string) => makeInternalMCPServer(n);" }).madeAs).toMatchObject({
      known: false,
    });
  });
});

describe("the token", () => {
  test.each<[string, ReadImplementation["token"]]>([
    ["(p, { authInfo }) => authInfo?.token", "read"],
    ["(p, extra) => extra.authInfo?.token", "read"],
    ["(p, extra) => extra.authInfo!.token", "read"],
    ["(p, { authInfo: { token } }) => token", "read"],
    ["(p, { authInfo }) => { const { token } = authInfo; return token; }", "read"],
    ["(p, { authInfo }) => client(authInfo)", "passed"],
    ["(p, extra) => client(extra)", "passed"],
    ["(p, extra) => client({ ...extra })", "passed"],
    ["(p, { authInfo }) => client({ authInfo })", "passed"],
    ["(p, extra) => new Client(extra.authInfo)", "passed"],
    ["(p, { authInfo }) => ok()", "unused"],
    ["(p) => page.token", "unused"],
  ])("%s: %s", (handler, token) => {
    expect(read({ "index.ts": `const handler = ${handler};` }).token).toBe(token);
  });

  test.each<[string, string, ReadImplementation["token"]]>([
    ["a parameter that is never used", "function client(_auth) { return ok(); }", "unused"],
    ["no parameter", "const client = () => ok();", "unused"],
    ["a destructured part that is never used", "const client = ({ authInfo }) => ok();", "unused"],
    ["another part", "const client = ({ signal }) => ok(signal);", "unused"],
    ["a parameter that is passed on", "function client(auth) { return connect(auth); }", "passed"],
    ["a part that is passed on", "const client = ({ authInfo }) => connect(authInfo);", "passed"],
    ["the rest of the parts", "const client = ({ signal, ...others }) => connect(others);", "passed"],
    ["all arguments", "function client() { return connect(arguments); }", "passed"],
    ["all arguments in a list", "const client = (...all) => connect(all);", "passed"],
    ["what is not here", 'import { client } from "@app/lib/client";', "passed"],
  ])("a helper with %s", (_what, helper, token) => {
    for (const given of ["extra", "{ ...extra }"]) {
      const index = `${helper}\nconst handler = (p, extra) => client(${given});`;
      expect([given, read({ "index.ts": index }).token]).toEqual([given, token]);
    }
  });

  test("a helper of the folder is followed into its module, and one given the token's owner in an object", () => {
    const index = 'import { client } from "./client";\nconst handler = (p, { authInfo }) => client(p, { authInfo });';
    const unused = { "index.ts": index, "client.ts": "export const client = (p, { signal }) => ok(p, signal);" };
    expect(read(unused).token).toBe("unused");
    const used = {
      "index.ts": index,
      "client.ts": "export const client = (p, { authInfo }) => ok(p, connect(authInfo));",
    };
    expect(read(used).token).toBe("passed");
  });

  test("is found in any module of the folder that is imported, and in no other", () => {
    const index = 'import { a } from "./tools";';
    const files = { "index.ts": index, "tools/index.ts": 'import "../client";', "client.ts": "use(authInfo.token);" };
    expect(read(files).token).toBe("read");
    expect(read({ "index.ts": "export {};", "client.ts": "use(authInfo.token);" }).token).toBe("unused");
  });

  test.each<[string, boolean]>([
    ["context.secretName", true],
    ["(({ secretName }) => secretName)(x)", true],
    ["secret.name", false],
  ])("the secret in %s: %s", (text, readsSecret) => {
    expect(read({ "index.ts": `const x = ${text};` }).readsSecret).toBe(readsSecret);
  });
});
