// @ts-check
// The tour: adds an integration to a copy of the sample Dust workspace, then uses it. Nothing outside this package is touched.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleIfOlder, ROOT } from "./bundle.js";
import { installHostPackages } from "./host-packages.js";

const SPEC = "test/specs/acme_crm.json";
const ITEMS = [
  { id: "item_1", name: "Blue widget", status: "active" },
  { id: "item_2", name: "Green widget", status: null },
];

let steps = 0;

step("Build the program, and install what the sample workspace imports (only when something is missing or older)");
await bundleIfOlder();
installHostPackages();
const { bootServer, copyReplica, mcpNew, startVendor } = await import("./support/replica.js");

step("Copy the sample Dust workspace to a temporary folder, and start a web server that plays the vendor's API");
const workspace = copyReplica("dust-arrays");
const vendor = await startVendor();
try {
  await tour();
} finally {
  await vendor.close();
  workspace.dispose();
}

async function tour() {
  const before = workspace.files();
  say(`${workspace.root}\n${vendor.url}`);

  step(`Look at the plan for ${SPEC}: nothing is written yet`);
  const args = ["provider", "--spec", join(ROOT, SPEC), "--set", `api.baseUrl=${vendor.url}`];
  say(await run([...args, "--dry-run"]));
  assert.deepEqual(workspace.files(), before, "a dry run writes nothing");

  step(
    "Write it: generate the server, register it everywhere, and let the workspace's own type checker judge the result",
  );
  const written = JSON.parse(await run([...args, "--yes", "--json"]));
  assert.equal(written.applied, true, "the plan is applied");
  assert(written.verification?.length > 0, "the type checker ran");
  for (const { title, command, ok, output } of written.verification) {
    assert(ok, `${title} failed:\n${output}`);
    say(`${title}: passed (${command})`);
  }
  say(
    `Left for a person:\n${written.next.map((/** @type {string} */ each, /** @type {number} */ at) => `  ${at + 1}. ${each}`).join("\n")}`,
  );

  step("One of the edits, in a file with hand-written entries and comments");
  const registry = "front/lib/actions/mcp_internal_actions/servers/index.ts";
  say(addedLines(before[registry] ?? "", workspace.read(registry)));

  step("Run the same command again: everything is there already");
  const after = workspace.files();
  say(await run([...args, "--yes"]));
  assert.deepEqual(workspace.files(), after, "a second run changes nothing");

  step("Boot the generated server inside the workspace and use it through an MCP client");
  await useServer(JSON.parse(readFileSync(join(ROOT, SPEC), "utf8")));

  step("Done. The temporary folder is removed; the same command works in a Dust checkout of yours.");
}

/** @param {{ name: string, tools: { name: string }[] }} spec */
async function useServer(spec) {
  const server = await bootServer(workspace, spec.name, { token: "demo-token" });
  try {
    const tools = await server.listTools();
    const names = tools.map(({ name }) => name);
    assert.deepEqual(
      names,
      spec.tools.map(({ name }) => name),
    );
    say(`tools/list: ${names.join(", ")}`);

    vendor.answer(() => ({ json: { items: ITEMS } }));
    const found = await call(server, "list_items", { query: "widget", limit: 2 });
    assert(!found.isError && ITEMS.every(({ name }) => found.text.includes(name)), found.text);
    const [request] = vendor.requests;
    assert.equal(request?.headers.authorization, "Bearer demo-token");

    vendor.answer(() => ({ status: 429, headers: { "retry-after": "30" }, json: { message: "slow down" } }));
    const refused = await call(server, "get_item", { itemId: "item_1" });
    assert(refused.isError, "an error of the vendor is an error of the tool");
  } finally {
    await server.close();
  }
}

/**
 * @param {import("../test/support/boot.ts").Booted} server
 * @param {string} name
 * @param {Record<string, unknown>} args
 */
async function call(server, name, args) {
  const { content, isError = false } = await server.callTool(name, args);
  const text = content.map((block) => block.text ?? "").join("\n");
  const { method, path, query } = vendor.requests.at(-1) ?? assert.fail("the vendor was asked");
  const asked = new URLSearchParams();
  for (const [key, all] of Object.entries(query)) for (const value of all) asked.append(key, value);
  say(`tools/call ${name} ${JSON.stringify(args)}`);
  say(`  vendor received ${method} ${path}${asked.size > 0 ? `?${asked}` : ""}`);
  say(`${isError ? "  error:\n" : ""}${text.replace(/^/gm, "  ")}`);
  return { text, isError };
}

/**
 * @param {string[]} args
 * @returns {Promise<string>} its standard output
 */
async function run(args) {
  say(`$ mcp-new ${args.map((arg) => arg.replace(`${ROOT}`, "")).join(" ")}`);
  const { exitCode, stdout, stderr } = await mcpNew(workspace.root, args);
  assert.equal(exitCode, 0, `mcp-new ended with ${exitCode}:\n${stdout}${stderr}`);
  return stdout.trimEnd();
}

/**
 * @param {string} before
 * @param {string} after
 */
function addedLines(before, after) {
  const known = new Set(before.split("\n"));
  return after
    .split("\n")
    .filter((line) => !known.has(line))
    .map((line) => `+ ${line}`)
    .join("\n");
}

/** @param {string} title */
function step(title) {
  steps += 1;
  console.log(`\n${steps}. ${title}\n`);
}

/** @param {string} text */
function say(text) {
  console.log(text.replace(/^(?=.)/gm, "   "));
}
