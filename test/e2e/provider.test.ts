import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DustLayout } from "../../src/targets/dust/checkout/conventions.ts";
import { mcpNew } from "../support/cli.ts";
import { mcpNewHere } from "../support/cli-here.ts";
import {
  type Booted,
  biomeCheck,
  bootServer,
  copyReplica,
  initGit,
  type Replica,
  type ReplicaName,
  runHostTests,
  typeCheck,
} from "../support/replica.ts";
import { specCases } from "../support/spec-cases.ts";
import { startVendor, type Vendor } from "../support/vendor.ts";
import { serverFolder } from "../targets/dust/files/sample-specs.ts";

const TOKEN = "t0ken-that-must-not-leak";
const specPath = (file: string) => fileURLToPath(new URL(`../specs/${file}`, import.meta.url));
// The last two: a checkout that has both layouts gets the one that is asked for.
const hosts: { replica: ReplicaName; layout: DustLayout; flags: string[] }[] = [
  { replica: "dust-arrays", layout: "arrays", flags: [] },
  { replica: "dust-records", layout: "records", flags: [] },
  { replica: "dust-legacy", layout: "legacy", flags: [] },
  { replica: "dust-mixed", layout: "legacy", flags: ["--layout", "legacy"] },
  { replica: "dust-mixed", layout: "records", flags: ["--layout", "records"] },
];
const combinations = hosts.flatMap((host) => {
  // What the two specs do differently shows in the checkouts of one layout.
  const specs = host.replica === "dust-mixed" ? specCases.slice(0, 1) : specCases;
  return specs.map((spec) => ({ ...host, spec, file: spec.file }));
});

describe.each(combinations)("$file into $replica as $layout", ({ replica: name, layout, flags, spec }) => {
  const folder = serverFolder(spec.server, layout);
  const client = `${folder}/${layout === "legacy" ? `${spec.server}_api_helper` : "client"}.ts`;
  let replica: Replica;
  let vendor: Vendor;
  let server: Booted;
  let before: Record<string, string>;
  let document: { changes: { path: string; action: string }[]; [field: string]: unknown };

  beforeAll(async () => {
    replica = copyReplica(name);
    initGit(replica);
    before = replica.files();
    vendor = await startVendor();
    const baseUrl = `api.baseUrl=${vendor.url}/v1`;
    const run = await mcpNew(replica.root, [
      "provider",
      "--spec",
      specPath(spec.file),
      "--set",
      baseUrl,
      "--yes",
      "--json",
      ...flags,
    ]);
    expect(run.stderr).not.toContain("error");
    expect(run.exitCode).toBe(0);
    document = JSON.parse(run.stdout);
    shortenTimeout(replica, client);
    server = await bootServer(replica, spec.server, { token: TOKEN });
  });

  afterAll(async () => {
    await server?.close();
    await vendor?.close();
    replica?.dispose();
  });

  test("the document tells what was done, and only that was done", () => {
    const after = replica.files();
    const touched = Object.keys(after).filter((path) => after[path] !== before[path]);
    expect(document).toMatchObject({
      schemaVersion: 1,
      command: "provider",
      target: "dust",
      server: spec.server,
      applied: true,
    });
    expect(
      document.changes
        .filter((change) => change.action !== "unchanged")
        .map((change) => change.path)
        .sort(),
    ).toEqual(touched.sort());
    expect(document["findings"]).toEqual([]);
    expect(document["verification"]).toMatchObject([{ ok: true, exitCode: 0 }]);
  });

  test("the whole workspace type-checks", () => {
    expect(typeCheck(replica)).toMatchObject({ exitCode: 0 });
  });

  test("Biome with Dust's settings changes nothing", () => {
    expect(biomeCheck(replica)).toMatchObject({ exitCode: 0 });
  });

  test("the generated tests pass in the host", () => {
    const result = runHostTests(replica, folder.replace("front/", ""));
    expect(result.output).toContain("passed");
    expect(result.exitCode).toBe(0);
  });

  test("the server lists exactly the spec's tools, with their schemas", async () => {
    const tools = await server.listTools();
    const declared = JSON.parse(readFileSync(specPath(spec.file), "utf8")).tools;
    expect(tools.map((tool) => [tool.name, tool.description])).toEqual(
      declared.map((tool: { name: string; description: string }) => [tool.name, tool.description]),
    );
    const schemas = Object.fromEntries(tools.map((tool) => [tool.name, tool.inputSchema]));
    await expect(JSON.stringify(schemas, null, 2)).toMatchFileSnapshot(`__expected__/${spec.server}.schemas.json`);
  });

  describe.each(spec.tools)("$tool", (tool) => {
    const call = () => server.callTool(tool.tool, tool.args);
    const failure = async () => {
      const result = await call();
      expect(result.isError).toBe(true);
      const text = JSON.stringify(result.content);
      expect(text).not.toContain(TOKEN);
      expect(text).not.toContain("raw vendor body");
      return text;
    };

    test("sends the request and renders the answer", async () => {
      vendor.requests.length = 0;
      vendor.answer(() => (tool.json === undefined ? { status: 204 } : { json: tool.json }));
      const result = await call();
      const text = JSON.stringify(result.content);
      expect(result.isError ?? false, text).toBe(false);
      for (const shown of tool.shows) expect(text).toContain(shown);
      expect(text).not.toContain("not listed");
      const [request] = vendor.requests;
      expect(request).toMatchObject({ method: tool.request.method, path: tool.request.path });
      expect(request?.query).toEqual(tool.request.query ?? {});
      expect(request?.headers.authorization).toBe(spec.authorization(TOKEN));
      if (tool.request.body !== undefined) expect(JSON.parse(request?.body ?? "")).toEqual(tool.request.body);
    });

    test.each([
      [401, /[Rr]econnect|token/],
      [404, /[Cc]heck the id/],
      [500, /later/],
    ])("HTTP %d says what to do", async (status, advice) => {
      vendor.answer(() => ({ status, text: "raw vendor body" }));
      expect(await failure()).toMatch(advice);
    });

    test("HTTP 429 says when to try again", async () => {
      vendor.answer(() => ({ status: 429, headers: { "retry-after": "17" }, text: "raw vendor body" }));
      expect(await failure()).toContain("17 seconds");
    });

    test("a slow answer is given up", async () => {
      vendor.answer(() => ({ json: tool.json ?? {}, delay: 5_000 }));
      expect(await failure()).toMatch(/did not answer/);
    });

    test("an answer that is not as declared is named, or not even looked at", async () => {
      vendor.answer(() => ({ text: "{ raw vendor body" }));
      if (tool.wrong === undefined) {
        expect((await call()).isError ?? false).toBe(false);
        return;
      }
      expect(await failure()).toContain("not JSON");
      vendor.answer(() => ({ json: tool.wrong }));
      expect(await failure()).toMatch(/unexpected response.*expected/);
    });
  });

  test("a second run changes nothing and says so", async () => {
    restoreTimeout(replica, client);
    const settled = replica.files();
    const baseUrl = `api.baseUrl=${vendor.url}/v1`;
    const args = ["provider", "--spec", specPath(spec.file), "--set", baseUrl, "--yes"];
    const run = await mcpNewHere(replica.root, [...args, ...flags]);
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stdout).toContain("nothing to do");
    expect(replica.files()).toEqual(settled);
    // What is registered keeps its layout, whatever a new server would get.
    expect(await mcpNewHere(replica.root, [...args, "--no-verify"])).toMatchObject({ exitCode: 0 });
    expect(replica.files()).toEqual(settled);
  });

  test("a changed file is a conflict, named, and kept or replaced on request", async () => {
    const path = `${folder}/rendering.ts`;
    const generated = replica.read(path);
    replica.write(path, `${generated}\n// Mine.\n`);
    const args = [
      "provider",
      "--spec",
      specPath(spec.file),
      "--set",
      `api.baseUrl=${vendor.url}/v1`,
      "--yes",
      ...flags,
    ];
    const abort = await mcpNewHere(replica.root, args);
    expect(abort.exitCode).toBe(4);
    expect(abort.stderr).toContain(path);
    const skip = await mcpNewHere(replica.root, [...args, "--on-conflict", "skip"]);
    expect(skip).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(path) });
    expect(skip.stdout).not.toContain("nothing to do");
    expect(replica.read(path)).toContain("// Mine.");
    const overwrite = await mcpNewHere(replica.root, [...args, "--on-conflict", "overwrite", "--no-verify"]);
    expect(overwrite.exitCode).toBe(0);
    expect(replica.read(path)).toBe(generated);
  });
});

// Waiting for the real timeout would take half a minute a tool.
function shortenTimeout(replica: Replica, client: string): void {
  editClient(replica, client, "TIMEOUT_MS = 30_000", "TIMEOUT_MS = 400");
}

function restoreTimeout(replica: Replica, client: string): void {
  editClient(replica, client, "TIMEOUT_MS = 400", "TIMEOUT_MS = 30_000");
}

function editClient(replica: Replica, path: string, from: string, to: string): void {
  const text = replica.read(path);
  expect(text).toContain(from);
  replica.write(path, text.replace(from, to));
}
