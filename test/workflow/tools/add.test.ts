import { describe, expect, test } from "vitest";
import { EXIT, UserError } from "../../../src/errors.ts";
import type { Found } from "../../../src/model/found.ts";
import { parseTools } from "../../../src/model/problems/parse.ts";
import { memoryRepo } from "../../../src/repo/memory.ts";
import type { Repo } from "../../../src/repo/repo.ts";
import type { Rule } from "../../../src/rules/rule.ts";
import type { Host, Target } from "../../../src/targets/target.ts";
import { proposeWork } from "../../../src/workflow/propose.ts";
import { addTools } from "../../../src/workflow/tools/add.ts";

const FILE = "acme.ts";
const at = { path: FILE, line: 1, column: 1, endLine: 1, endColumn: 1 };

function hostOf(repo: Repo): Host {
  return { target: "list", repo, layouts: [], evidence: [], numbered: [], elsewhere: [] };
}

const namesIn = (repo: Repo) => [...(repo.read(FILE) ?? "").matchAll(/"(\w+)"/g)].map(([, name = ""]) => name);

/** A target of one server whose tools are the strings of a list; a name that begins with `taken` is another tool. */
function targetOf(rules: Rule<Found, Host>[] = []): Target {
  return {
    id: "list",
    title: "A list",
    rules,
    detect: (repo) => (repo.read(FILE) === null ? null : hostOf(repo)),
    read: (): Found[] => [{ target: "list", name: "acme", layout: null, directory: null, at }],
    addTool: (draft, host, to, tool) => {
      if (tool.name.startsWith("taken")) {
        throw new UserError("tool-differs", `${to.name} has another ${tool.name}.`, {
          exitCode: EXIT.conflict,
          hint: "Rename it.",
          details: [{ message: "description differs", at: FILE }],
        });
      }
      if (tool.name === "odd_one")
        throw new UserError("server-not-extendable", "No.", { exitCode: EXIT.hostNotRecognised });
      if (namesIn(host.repo).includes(tool.name)) return;
      draft.edit(FILE, (host.repo.read(FILE) ?? "").replace("];", `"${tool.name}",\n];`));
    },
  };
}

const tool = (name: string) => ({ name, description: "d" });
const TEXT = 'export const TOOLS = [\n"old_one",\n];\n';

async function added(names: string[], rules: Rule<Found, Host>[] = []) {
  const target = targetOf(rules);
  const host = hostOf(memoryRepo({ [FILE]: TEXT }));
  return proposeWork(target, host, addTools(target, host, "acme", parseTools(names.map(tool))), null, () => {});
}

describe("several tools", () => {
  test("are added one after the other, each to what the one before left", async () => {
    const { changes } = await added(["list_items", "get_item"]);
    expect(changes.map((change) => change.after)).toEqual([TEXT.replace("];", '"list_items",\n"get_item",\n];')]);
  });

  test("that are there already draft nothing", async () => {
    expect(await added(["old_one"])).toMatchObject({ changes: [], conflicts: [] });
  });

  test("in conflict are told all at once", async () => {
    await expect(added(["taken_one", "list_items", "taken_two"])).rejects.toMatchObject({
      code: "tool-differs",
      exitCode: EXIT.conflict,
      message: "2 tools are in conflict. Nothing was written.",
      hint: "Rename it.",
      details: [
        { message: "acme has another taken_one." },
        { message: "description differs", at: FILE },
        { message: "acme has another taken_two." },
        { message: "description differs" },
      ],
    });
    await expect(added(["taken_one", "list_items"])).rejects.toMatchObject({ message: "acme has another taken_one." });
  });

  test("of which one cannot be added are refused", async () => {
    await expect(added(["taken_one", "odd_one"])).rejects.toMatchObject({ exitCode: EXIT.hostNotRecognised });
  });

  test("for a server that there is not", async () => {
    const target = targetOf();
    const host = hostOf(memoryRepo({ [FILE]: TEXT }));
    const work = addTools(target, host, "acne", parseTools(tool("a")));
    await expect(proposeWork(target, host, work, null, () => {})).rejects.toMatchObject({
      code: "server-unknown",
      exitCode: EXIT.usage,
    });
  });
});

describe("the rules", () => {
  /** A rule against every tool whose name begins with `bad` or `old`. */
  const against = (severity: Rule["severity"]): Rule<Found, Host> => ({
    id: "list/names",
    severity,
    title: "Names",
    why: "It is a test.",
    fixHint: "None.",
    example: { path: FILE, good: "", bad: '"bad_one"' },
    check: ({ found, host }) =>
      namesIn(host.repo)
        .filter((name) => /^(?:bad|old)/.test(name))
        .map((name) => ({ kind: "problem", at: found.at, message: `against ${name}`, symbol: name })),
  });

  test("tell what is new, not what was there before", async () => {
    const { findings } = await added(["bad_one", "list_items"], [against("warning")]);
    expect(findings.map(({ message }) => message)).toEqual(["against bad_one"]);
  });

  test("an error that was there before stops nothing, a new one is a bug of ours", async () => {
    expect(await added(["list_items"], [against("error")])).toMatchObject({ findings: [], changes: [{ path: FILE }] });
    await expect(added(["bad_one"], [against("error")])).rejects.toThrow(/own check[\s\S]*against bad_one/);
  });
});
