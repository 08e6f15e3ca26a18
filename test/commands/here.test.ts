import { renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mcpNewHere } from "../support/cli-here.ts";
import { copyReplica, initGit, type Replica } from "../support/replica.ts";

let replica: Replica;
beforeAll(() => {
  replica = copyReplica("dust-records");
  initGit(replica);
});
afterAll(() => replica.dispose());

const ADD = ["add-tool", "github", "get_repo", "--description", "Get a repository.", "--no-format"];

describe("--cwd", () => {
  test.each(["front", "front/lib/api", "."])("%s is a folder of the checkout", async (folder) => {
    const { exitCode, stdout, stderr } = await mcpNewHere(replica.root, ["info", "--json", "-C", folder]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout).servers.length).toBeGreaterThan(10);
  });

  test("is repeated by a replay as it was given, so that it works from the same place", async () => {
    const { exitCode, stdout } = await mcpNewHere(replica.root, [...ADD, "--dry-run", "--json", "-C", "front"]);
    expect([exitCode, JSON.parse(stdout).replay]).toEqual([
      0,
      expect.stringContaining(" --cwd front --no-format --yes"),
    ]);
  });

  test("in a larger repository that is no host itself is the nearest one around the folder", async () => {
    const [own, outer] = [join(replica.root, ".git"), join(dirname(replica.root), ".git")];
    renameSync(own, outer);
    try {
      const inside = await mcpNewHere("/", ["info", "-C", join(replica.root, "front")]);
      expect([inside.exitCode, inside.stderr]).toEqual([0, ""]);
      const outside = await mcpNewHere("/", ["info", "-C", dirname(replica.root)]);
      expect([outside.exitCode, outside.stderr]).toEqual([5, expect.stringContaining("no host")]);
    } finally {
      renameSync(outer, own);
    }
    const nowhere = await mcpNewHere("/", ["info", "-C", join(replica.root, "nowhere")]);
    expect([nowhere.exitCode, nowhere.stderr]).toEqual([2, expect.stringContaining("no folder")]);
  });
});

describe("without a terminal and without --yes, everything that is wrong is told at once", () => {
  test.each<[string, string[], number, RegExp]>([
    [
      "add-tool, wrong and missing fields",
      ["add-tool", "github", "get_repo", "--stake", "high", "--param", "class:text=x"],
      2,
      /class[\s\S]*text[\s\S]*--yes/,
    ],
    ["add-tool, missing fields", ["add-tool", "github"], 3, /\[tool\][\s\S]*--description[\s\S]*--yes/],
    [
      "add-tool, an example",
      ["add-tool", "github", "--from-curl", "curl -X TRACE ftp://a.example"],
      2,
      /not http[\s\S]*method[\s\S]*--yes/,
    ],
    ["add-tool, an unknown server", ["add-tool", "githob"], 2, /no server "githob"[\s\S]*--yes/],
    [
      "provider, wrong and missing fields",
      ["provider", "class name", "--set", "gate.plan=a b"],
      2,
      /class name[\s\S]*description: is missing[\s\S]*"a b"[\s\S]*--yes/,
    ],
    ["provider, missing fields", ["provider", "acme_crm"], 3, /--description[\s\S]*--yes/],
    ["migrate", ["migrate", "githob", "--to", "records"], 2, /githob[\s\S]*--yes/],
    ["nothing else is wrong", ADD, 3, /--yes.*--dry-run.*--diff/],
  ])("%s", async (_, args, code, said) => {
    const { exitCode, stdout, stderr } = await mcpNewHere(replica.root, args);
    expect([exitCode, stdout, stderr]).toEqual([code, "", expect.stringMatching(said)]);
  });
});

describe("an example whose quotes were forgotten", () => {
  test.each([["-usecretword:pass"], ["-H", "X: secretword"], ["--oauth2-bearer=secretword"]])(
    "%s: nothing of it is repeated",
    async (...words) => {
      const { exitCode, stderr } = await mcpNewHere(replica.root, [
        "add-tool",
        "github",
        "--from-curl",
        "curl",
        ...words,
      ]);
      expect([exitCode, stderr]).toEqual([2, expect.not.stringContaining("secretword")]);
    },
  );
});
