import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { runRules } from "../../../../../src/rules/run.ts";
import { goneServers } from "../../../../../src/targets/dust/contract/gone.ts";
import { readServers } from "../../../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../../../src/targets/dust/rules/index.ts";
import { fixtureFiles, hostOf, mutated } from "../../../../support/fixture-host.ts";
import { copyReplica, type Replica, type ReplicaName } from "../../../../support/replica.ts";
import { cases, type MutationCase } from "../mutation-cases.ts";

// Each fault of the table: whether check reports it, and whether the compiler alone does. Run by `npm run test:mutations`.
const CACHE = fileURLToPath(new URL("../../../../../node_modules/.cache/mutations.json", import.meta.url));
const TSC = fileURLToPath(new URL("../../../../../node_modules/ts7/bin/tsc", import.meta.url));
const rows = cases.flatMap((row) => row.hosts.map((host) => ({ ...row, host })));

type Row = (typeof rows)[number];

function isCaught({ host, rule, server, edits }: Row): boolean {
  const checkout = hostOf(mutated(host, edits));
  const all = readServers(checkout);
  const found = runRules(rules, all, all, checkout, {}, { gone: goneServers(checkout, all) }).findings;
  return found.length === 1 && found[0]?.rule === `dust/${rule}` && found[0].server === server;
}

function compile(cwd: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [TSC, "--noEmit"], { cwd, stdio: "ignore" });
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
}

function keyOf({ host, edits }: Pick<MutationCase, "edits"> & { host: ReplicaName }): string {
  const files = edits.length === 0 ? fixtureFiles(host) : mutated(host, edits);
  return createHash("sha256")
    .update(JSON.stringify([host, files]))
    .digest("hex");
}

const replicas: Replica[] = [];
afterAll(() => {
  for (const replica of replicas) replica.dispose();
});

/** Compiles the faults of one workspace one after the other, in a copy of its own; what is known already is left out. */
async function compileAll(host: ReplicaName, known: Record<string, boolean>): Promise<void> {
  mkdirSync(dirname(CACHE), { recursive: true });
  const replica = copyReplica(host);
  replicas.push(replica);
  const clean = fixtureFiles(host);
  expect(await compile(replica.path("front"))).toBe(true);
  for (const row of rows.filter((each) => each.host === host)) {
    const key = keyOf(row);
    if (key in known) continue;
    const files = mutated(host, row.edits);
    for (const [path] of row.edits) replica.write(path, files[path] ?? "");
    known[key] = !(await compile(replica.path("front")));
    writeFileSync(CACHE, JSON.stringify(known));
    for (const [path] of row.edits) replica.write(path, clean[path] ?? "");
  }
}

function readCache(): Record<string, boolean> {
  try {
    return JSON.parse(readFileSync(CACHE, "utf8"));
  } catch {
    return {};
  }
}

test("the table of faults", { timeout: 1_800_000 }, async () => {
  const known = readCache();
  await Promise.all((["dust-records", "dust-arrays", "dust-legacy"] as const).map((host) => compileAll(host, known)));
  const judged = rows.map((row) => ({ ...row, caught: isCaught(row), compiler: known[keyOf(row)] === true }));
  const lines = judged.map(({ host, rule, fault, caught, compiler }) =>
    [
      host.padEnd(12),
      rule.padEnd(28),
      (caught ? "yes" : "NO").padEnd(5),
      (compiler ? "yes" : "no").padEnd(3),
      fault,
    ].join("  "),
  );
  const count = (part: typeof judged) => `${part.length} of ${judged.length}`;
  process.stdout.write(
    [
      ["workspace".padEnd(12), "rule".padEnd(28), "check", "tsc", "fault"].join("  "),
      ...lines,
      "",
      `check reports ${count(judged.filter((row) => row.caught))} faults; the compiler alone ${count(judged.filter((row) => row.compiler))}.`,
      "",
    ].join("\n"),
  );
  expect(judged.filter((row) => !row.caught)).toEqual([]);
});
