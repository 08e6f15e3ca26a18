import { rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { mcpNew } from "../support/cli.ts";
import { copyReplica, type Replica } from "../support/replica.ts";

let replica: Replica;

beforeAll(() => {
  replica = copyReplica("dust-arrays");
});
afterEach(() => {
  for (const file of ["mcp-new.config.json", "report.json", "report.sarif"])
    rmSync(replica.path(file), { force: true });
});
afterAll(() => replica.dispose());

const check = (...args: string[]) => mcpNew(replica.root, ["check", ...args], { env: { GITHUB_ACTIONS: "" } });
const UNKNOWN = { schemaVersion: 1, error: { code: "server-unknown", exitCode: 2 } };

describe("a check that fails", () => {
  test.each([[["--json"]], [["--format", "json"]], [["--format=json"]]])(
    "%j prints the document of the error",
    async (how) => {
      const { exitCode, stdout, stderr } = await check("githob", ...how);
      expect([exitCode, JSON.parse(stdout)]).toMatchObject([2, UNKNOWN]);
      expect(stderr).toContain('error: There is no server "githob".');
    },
  );

  test.each([[[]], [["--format", "json"]]])("%j with --output replaces the report of an earlier run", async (how) => {
    expect((await check("github", "--output", "json=report.json")).exitCode).toBe(0);
    const { stdout } = await check("githob", ...how, "--output", "json=report.json", "--output", "sarif=report.sarif");
    expect(stdout).toBe("");
    expect(JSON.parse(replica.read("report.json"))).toMatchObject(UNKNOWN);
    expect(replica.files()["report.sarif"]).toBeUndefined();
  });

  test("a command line that is wrong, and a file that cannot be written, are told of too", async () => {
    const wrong = await check("--format", "json", "--nonsense");
    expect([wrong.exitCode, JSON.parse(wrong.stdout).error.code]).toEqual([2, "usage"]);
    const closed = await check("--output", "json=front");
    expect([closed.exitCode, closed.stdout, closed.stderr]).toEqual([2, "", expect.stringContaining("it is a folder")]);
    expect((await check("githob", "--format", "agent")).stdout).toBe("");
  });

  test("says nothing of writing, since it does not", async () => {
    const { exitCode, stderr } = await check("--cwd", "front");
    expect([exitCode, stderr]).toEqual([5, expect.stringContaining("This checkout is no host that mcp-new knows.\n")]);
  });

  test("names templates of the configuration that are not there, with their place", async () => {
    replica.write("mcp-new.config.json", '{\n  "templates": "nosuchdir"\n}\n');
    const { exitCode, stdout } = await check("--json");
    expect([exitCode, JSON.parse(stdout).error]).toMatchObject([
      2,
      { code: "config-invalid", details: [{ at: "mcp-new.config.json:2:16" }] },
    ]);
  });
});
