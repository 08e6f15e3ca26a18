import { describe, expect, test } from "vitest";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { detectDust } from "../../../../src/targets/dust/host.ts";
import type { DustServer } from "../../../../src/targets/dust/read/server.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";

const MIA = "front/lib/actions/mcp_internal_actions";
const API = "front/lib/api/actions/servers";

interface Sample {
  names?: string;
  entries?: string;
  cases?: string;
  head?: string;
  /** Wraps the object of entries. */
  wrap?: (object: string) => string;
  files?: Record<string, string>;
}

const SERVER = `export default function createServer(auth) { return makeInternalMCPServer("x"); }`;

function hostOf({
  names = "",
  entries = "",
  cases = "",
  head = "",
  wrap = (o) => `${o} satisfies T`,
  files = {},
}: Sample) {
  const host = detectDust(
    memoryRepo({
      [`${MIA}/constants.ts`]: `import { BETA } from "@app/lib/api/actions/servers/beta/metadata";
${head}
export const LEGACY_INTERNAL_MCP_SERVER_IDS: number[] = [
  // The first version.
  4, 28, // the next
];
export const AVAILABLE_INTERNAL_MCP_SERVER_NAMES = [
  // Note.
  ${names}
] as const;
export const INTERNAL_MCP_SERVERS = ${wrap(`{\n  // Note.\n\n  ${entries}\n  // The last.\n}`)};`,
      [`${MIA}/servers/index.ts`]: `import { BETA } from "@app/lib/api/actions/servers/beta/metadata";
import { default as alphaServer } from "@app/lib/api/actions/servers/alpha";
import betaServer from "../../../api/actions/servers/beta/mail_server";
import { default as goneServer } from "@app/lib/api/actions/servers/gone";
export async function getInternalMCPServer(auth, { internalMCPServerName }, toolContext) {
  switch (internalMCPServerName) {
    ${cases}
    default:
      assertNever(internalMCPServerName);
  }
}`,
      [`${API}/alpha/index.ts`]: SERVER,
      [`${API}/beta/mail_server.ts`]: SERVER,
      [`${API}/beta/metadata.ts`]: 'export const BETA = "beta_&_more" as const;',
      ...files,
    }),
  );
  if (!host) throw new Error("no Dust checkout");
  return host;
}

const read = (sample: Sample): DustServer[] => readServers(hostOf(sample));

describe("entries", () => {
  test.each<[string, (object: string) => string]>([
    ["bare", (object) => object],
    ["satisfies", (object) => `${object} satisfies { [K in N]: Entry<K> }`],
    ["as const satisfies", (object) => `${object} as const satisfies T`],
    ["parenthesised", (object) => `(${object})`],
    ["the argument of a call", (object) => `ensureUniqueToolNames(${object} satisfies T)`],
  ])("in an object that is %s", (_form, wrap) => {
    const [server] = read({ entries: "alpha: { id: 7, availability: 'manual' },", wrap });
    expect(server).toMatchObject({ name: "alpha", entry: { id: { value: 7 }, availability: { value: "manual" } } });
  });

  test("with identifier, string and computed keys, the constant imported or its own", () => {
    const head = 'const GAMMA = `gam${"ma"}`;';
    const servers = read({
      head,
      entries: '[BETA]: { id: 1 }, "delta": { id: 2 }, [GAMMA]: { id: 3 }, alpha: { id: 4 }',
    });
    expect(servers.map(({ name }) => name)).toEqual(["beta_&_more", "delta", "gamma", "alpha"]);
  });

  test("whatever the order of properties, comments and trailing comma", () => {
    const [server] = read({
      entries: `alpha: {
        isPreview: true, // soon
        /* who */ isRestricted: ({ plan }) => plan.isByok,
        requiresBearerToken: true,
        availability: "manual" as const,
        id: 10 * 5 + 2
      }`,
    });
    expect(server?.entry).toMatchObject({
      id: { value: 52 },
      availability: { value: "manual" },
      isPreview: { value: true },
      requiresBearerToken: { value: true },
    });
  });

  test("an unknown key is an unknown row and no server", () => {
    const host = hostOf({ entries: "[pick()]: { id: 1 }, alpha: { id: 2 }" });
    expect(readServers(host).map(({ name }) => name)).toEqual(["alpha"]);
    expect(host.registry().entries[0]?.name).toMatchObject({ known: false });
  });

  test.each([
    ["metadata: X", "records", "createToolsRecord"],
    ["serverInfo: X_SERVER_INFO, tools: X_TOOLS", "legacy", ""],
    ["serverInfo: { name: 'alpha' }, tools_stakes: {}", "inline", ""],
    ["id: 1", "flat", ""],
  ])("with %s has layout %s, whatever the checkout's", (properties, layout, shared) => {
    const files = { [`${MIA}/tool_definition.ts`]: `export function ${shared || "other"}() {}` };
    expect(read({ entries: `alpha: { ${properties} }`, files })[0]?.layout).toBe(layout);
  });
});

describe("names and retired ids", () => {
  test("of literals and constants, each row with its place", () => {
    const servers = read({ names: '"alpha", BETA,\n  "alpha",' });
    expect(servers.map(({ name, listed }) => [name, listed.length])).toEqual([
      ["alpha", 2],
      ["beta_&_more", 1],
    ]);
    expect(servers[0]?.listed.map((at) => at.line)).toEqual([9, 10]);
  });

  test("comments between ids are none", () => {
    const { legacyIds } = hostOf({}).registry();
    expect(legacyIds.map((fact) => fact.known && fact.value)).toEqual([4, 28]);
  });
});

describe("cases", () => {
  const directory = (cases: string, name: string) => read({ cases }).find((each) => each.name === name)?.directory;

  test.each<[string, string]>([
    ["a call", 'case "alpha": return alphaServer(auth, toolContext);'],
    ["an awaited call", 'case "alpha": return await alphaServer(auth, toolContext);'],
    ["no arguments", 'case "alpha": return alphaServer();'],
    ["an inserted argument", 'case "alpha": return alphaServer(auth, mcpServerId, toolContext);'],
    ["braces", 'case "alpha": { return alphaServer(auth); }'],
    [
      "another return under a condition first",
      'case "alpha":\n // Note.\n if (toolContext) { return betaServer(auth); }\n return alphaServer(auth);',
    ],
    ["fall-through", 'case "alpha": case "delta": return alphaServer(auth);'],
  ])("with %s", (_form, cases) => {
    expect(directory(cases, "alpha")).toBe(`${API}/alpha`);
  });

  test("a constant as label, a default import, and a module that is no index.ts", () => {
    expect(directory("case BETA: return betaServer(auth);", "beta_&_more")).toBe(`${API}/beta`);
  });

  test.each([
    ["a module that is gone", 'case "alpha": return goneServer(auth);'],
    ["no call", 'case "alpha": return null;'],
    ["a function that is not imported", 'case "alpha": return localServer(auth);'],
    ["no return", 'case "alpha": break;'],
  ])("with %s has no directory and no implementation", (_form, cases) => {
    const [server] = read({ cases });
    expect([server?.directory, server?.implementation()]).toEqual([null, null]);
  });
});

test("every server that any registry names is read, once, in the order of the entries first", () => {
  const servers = read({
    names: '"delta", "alpha"',
    entries: "alpha: { id: 1 }",
    cases: 'case "epsilon": return alphaServer(auth);',
  });
  expect(servers.map(({ name }) => name)).toEqual(["alpha", "delta", "epsilon"]);
});
