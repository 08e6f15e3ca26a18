import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { mutatedFiles } from "../../../../support/fixture-host.ts";
import { copyOAuthReplica } from "../../../../support/oauth-replica.ts";
import { cargo, missingRust } from "../../../../support/rust.ts";
import { checkOAuth } from "../checked.ts";
import { providerFaults, sample } from "./all.ts";
import type { OAuthFault } from "./case.ts";

// Each fault of the OAuth tables: whether check reports it, and whether the compiler of its program alone does.
const TSC = fileURLToPath(new URL("../../../../../node_modules/ts7/bin/tsc", import.meta.url));
const replica = copyOAuthReplica("dust-arrays", { byHand: true });
const rustMissing = missingRust();

afterAll(() => replica.dispose());

function isCaught({ rule, of, edits }: OAuthFault): boolean {
  const { findings } = checkOAuth(mutatedFiles(sample, edits));
  return findings.length === 1 && findings[0]?.rule === `dust/oauth-${rule}` && findings[0].provider === of;
}

function compilesFront(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [TSC, "--noEmit"], { cwd: replica.path("front"), stdio: "ignore" });
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
}

async function compilesCore(): Promise<boolean> {
  const { exitCode } = await cargo(replica, ["check", "--quiet"]);
  return exitCode === 0;
}

/** Whether one of the compilers refuses a fault; null where it is one of Rust and there is no Rust. */
async function isRefused({ edits }: OAuthFault): Promise<boolean | null> {
  const files = mutatedFiles(sample, edits);
  const paths = edits.map(([path]) => path);
  for (const path of paths) {
    const text = files[path];
    if (text === undefined) rmSync(replica.path(path));
    else replica.write(path, text);
  }
  const inFront = paths.some((path) => path.startsWith("front/")) && !(await compilesFront());
  const inCore = paths.some((path) => path.startsWith("core/"));
  const refused = inFront || (inCore && rustMissing === null && !(await compilesCore()));
  for (const path of paths) {
    const text = sample[path];
    if (text === undefined) rmSync(replica.path(path));
    else replica.write(path, text);
  }
  return refused || !inCore || rustMissing === null ? refused : null;
}

test("the table of OAuth faults", { timeout: 1_800_000 }, async () => {
  if (rustMissing !== null) process.stdout.write(`The core is not compiled, because ${rustMissing}.\n`);
  expect(await compilesFront()).toBe(true);
  expect(rustMissing !== null || (await compilesCore())).toBe(true);
  const judged: { fault: OAuthFault; caught: boolean; refused: boolean | null }[] = [];
  for (const fault of providerFaults) judged.push({ fault, caught: isCaught(fault), refused: await isRefused(fault) });
  const lines = judged.map(({ fault, caught, refused }) =>
    [
      fault.rule.padEnd(22),
      (caught ? "yes" : "NO").padEnd(5),
      (refused === null ? "?" : refused ? "yes" : "no").padEnd(8),
      fault.fault,
    ].join("  "),
  );
  const count = (part: readonly unknown[]) => `${part.length} of ${judged.length}`;
  const refused = count(judged.filter((each) => each.refused === true));
  process.stdout.write(
    [
      ["rule".padEnd(22), "check", "compiler", "fault"].join("  "),
      ...lines,
      "",
      `check reports ${count(judged.filter(({ caught }) => caught))} OAuth faults; the compilers alone ${refused}.`,
      "",
    ].join("\n"),
  );
  expect(judged.filter(({ caught }) => !caught)).toEqual([]);
});
