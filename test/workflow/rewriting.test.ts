import { expect, test } from "vitest";
import { EditBroken } from "../../src/edit/splice.ts";
import { UserError } from "../../src/errors.ts";
import type { Found } from "../../src/model/found.ts";
import type { Draft } from "../../src/plan/draft.ts";
import { memoryRepo } from "../../src/repo/memory.ts";
import type { Rule } from "../../src/rules/rule.ts";
import type { Host, Target } from "../../src/targets/target.ts";
import { proposeWork, type Work } from "../../src/workflow/propose.ts";

const at = { path: "old.ts", line: 1, column: 1, endLine: 1, endColumn: 1 };
const FILES = {
  "old.ts": "// Why.\nexport const a = 1;\n",
  "own.ts": "export function own() {\n  // Why not.\n  return 1;\n}\n",
  "user.ts": 'import { a } from "./old";\n\nexport const b = a;\n',
};

const moving: Rule<Found, Host> = {
  id: "list/stays",
  severity: "error",
  title: "It stays",
  why: "It is a test.",
  fixHint: "None.",
  example: { path: "old.ts", good: "", bad: "a" },
  check: ({ found, host }) =>
    host.repo.read("old.ts") === null
      ? [{ kind: "problem", at: found.at, message: "it is gone", symbol: found.name }]
      : [],
};

function run(record: (draft: Draft) => void, rules: Rule<Found, Host>[] = [], more: Partial<Work> = {}) {
  const repo = memoryRepo(FILES);
  const detect = (tree: typeof repo): Host => ({
    target: "list",
    repo: tree,
    layouts: [],
    evidence: [],
    numbered: [],
    elsewhere: [],
  });
  const found: Found = { target: "list", name: "one", layout: null, directory: null, at };
  const target: Target = { id: "list", title: "A list", rules, detect, read: () => [found] };
  return proposeWork(target, detect(repo), { server: "one", extends: true, record, ...more }, null, () => {});
}

const move = (text: string) => (draft: Draft) => {
  draft.create("new.ts", text);
  draft.remove("old.ts");
  draft.rewrite("user.ts", FILES["user.ts"].replace("./old", "./new"));
};

test("files go, come and are rewritten in one plan, in the order of their paths", async () => {
  const { changes } = await run(move(FILES["old.ts"]));
  expect(changes.map(({ path, before, after }) => [path, before === null, after === null])).toEqual([
    ["new.ts", true, false],
    ["old.ts", false, true],
    ["user.ts", false, false],
  ]);
});

test("a comment that is in no file any more is a broken edit, and so is a line outside of what is rewritten", async () => {
  await expect(run(move("export const a = 1;\n"))).rejects.toThrow("a comment was lost: // Why.");
  const damaging = (draft: Draft) => draft.rewrite("old.ts", "// How.\nexport const a = 1;\n");
  await expect(run(damaging)).rejects.toBeInstanceOf(EditBroken);
});

test("an error that the work makes is a bug of ours, unless the work says whose it is", async () => {
  const record = move(FILES["old.ts"]);
  await expect(run(record, [moving])).rejects.toThrow(/own check[\s\S]*list\/stays/);
  const refuse: Work["refuse"] = (errors) => new UserError("stays", String(errors[0]?.message), { exitCode: 5 });
  await expect(run(record, [moving], { refuse })).rejects.toMatchObject({ code: "stays", message: "it is gone" });
});

test("a file that is as it was generated may lose a comment; any other may not at the same time", async () => {
  const lost = FILES["own.ts"].replace("  // Why not.\n", "");
  const { changes } = await run((draft) => draft.regenerate("own.ts", lost));
  expect(changes.map(({ path, after }) => [path, after])).toEqual([["own.ts", lost]]);
  await expect(run((draft) => draft.rewrite("own.ts", lost))).rejects.toThrow("a comment was lost: // Why not.");
  const both = run((draft) => {
    draft.regenerate("user.ts", FILES["user.ts"].replace("= a;", "= a + 1;"));
    draft.rewrite("own.ts", lost);
  });
  await expect(both).rejects.toThrow("a comment was lost: // Why not.");
});
