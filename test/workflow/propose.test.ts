import { describe, expect, test } from "vitest";
import { EditBroken } from "../../src/edit/splice.ts";
import { EXIT } from "../../src/errors.ts";
import type { Found } from "../../src/model/found.ts";
import type { Draft } from "../../src/plan/draft.ts";
import type { Formatter } from "../../src/plan/format.ts";
import { memoryRepo } from "../../src/repo/memory.ts";
import type { Repo } from "../../src/repo/repo.ts";
import type { Rule } from "../../src/rules/rule.ts";
import type { Host, Target } from "../../src/targets/target.ts";
import { type Proposal, settleConflicts } from "../../src/workflow/propose.ts";
import type { Ask } from "../../src/workflow/question.ts";
import { propose } from "../../src/workflow/scaffold.ts";
import { specOf } from "../targets/dust/drafting.ts";

const at = { path: "list.ts", line: 1, column: 1, endLine: 1, endColumn: 1 };

/** A host of one file that lists its servers. */
function hostOf(repo: Repo): Host {
  return { target: "list", repo, layouts: [], evidence: [], numbered: [], elsewhere: [] };
}

/** A target that drafts what `scaffold` says, reads the names in list.ts back, and is held to `rules`. */
function targetOf(scaffold: (draft: Draft) => void, rules: Rule[] = []): Target {
  return {
    id: "list",
    title: "A list",
    rules,
    detect: (repo) => hostOf(repo),
    read: (host) =>
      (host.repo.read("list.ts")?.match(/(?<=")\w+(?=")/g) ?? []).map(
        (name): Found => ({ target: "list", name, layout: null, directory: null, at }),
      ),
    scaffold,
  };
}

/** A rule that has something against every server. */
const complains = (severity: Rule["severity"]): Rule => ({
  id: "list/always",
  severity,
  title: "Always",
  why: "It is a test.",
  fixHint: "None.",
  example: { path: "list.ts", good: "", bad: '"other"' },
  check: ({ found }) => [{ kind: "problem", at: found.at, message: `against ${found.name}`, symbol: found.name }],
});

const LIST = 'export const LIST = ["other"];\n';
const ADDED = 'export const LIST = ["other", "acme_crm"];\n';

const run = (
  scaffold: (draft: Draft) => void,
  files: Record<string, string>,
  more: { rules?: Rule[]; formatter?: Formatter; say?: (text: string) => void } = {},
) =>
  propose(
    {
      target: targetOf(scaffold, more.rules),
      host: hostOf(memoryRepo(files)),
      spec: specOf(),
      layout: undefined,
      known: [],
    },
    more.formatter ?? null,
    more.say ?? (() => {}),
  );

describe("a proposal", () => {
  test("tells files that change, that are as they should be, and that are somebody's own", async () => {
    const proposal = await run(
      (draft) => {
        draft.edit("list.ts", ADDED);
        draft.edit("same.ts", "const a = 1;\n");
        draft.create("equal.ts", "const b = 1;\n");
        draft.create("theirs.ts", "const c = 1;\n");
        draft.create("new.ts", "const d = 1;\n");
      },
      { "list.ts": LIST, "same.ts": "const a = 1;\n", "equal.ts": "const b = 1;\n", "theirs.ts": "const c = 2;\n" },
    );
    expect(proposal.changes.map(({ path, before }) => [path, before === null])).toEqual([
      ["list.ts", false],
      ["new.ts", true],
      ["theirs.ts", false],
    ]);
    expect(proposal.unchanged).toEqual(["equal.ts", "same.ts"]);
    expect(proposal.conflicts).toEqual(["theirs.ts"]);
    expect(proposal.findings).toEqual([]);
  });

  test("holds what the formatter made of it, and passes its warnings on", async () => {
    const said: string[] = [];
    const formatter: Formatter = {
      name: "test",
      format: async (path, text) => {
        if (path === "bad.ts") throw new Error("no");
        return text.replaceAll("  ", " ");
      },
    };
    const proposal = await run(
      (draft) => {
        draft.create("bad.ts", "const  a = 1;\n");
        draft.create("new.ts", "const  a = 1;\n");
      },
      { "list.ts": LIST },
      { formatter, say: (text) => said.push(text) },
    );
    expect(proposal.changes.map((change) => change.after)).toEqual(["const  a = 1;\n", "const a = 1;\n"]);
    expect(said).toEqual([expect.stringContaining("bad.ts: not formatted, because test failed: no")]);
  });

  test("gives generated files the line ending of their neighbours, and compares them with it", async () => {
    const scaffold = (draft: Draft) => {
      for (const path of ["dos/sub/new.ts", "unix/new.ts", "dos/old.ts"])
        draft.create(path, "const a = 1;\nconst b = 2;\n");
    };
    const files = {
      "list.ts": LIST,
      "dos/old.ts": "const a = 1;\r\nconst b = 2;\r\n",
      "unix/readme.md": "a\r\nb\r\n",
      "unix/deep/a.ts": "1;\n",
    };
    const proposal = await run(scaffold, files);
    expect(proposal.changes.map(({ path, after }) => [path, after])).toEqual([
      ["dos/sub/new.ts", "const a = 1;\r\nconst b = 2;\r\n"],
      ["unix/new.ts", "const a = 1;\nconst b = 2;\n"],
    ]);
    expect(proposal.unchanged).toEqual(["dos/old.ts"]);
  });

  test("is never one that takes text away, breaks a file or does not parse", async () => {
    const edited = (after: string) => run((draft) => draft.edit("list.ts", after), { "list.ts": LIST });
    await expect(edited('export const LIST = ["acme_crm"];\n')).rejects.toBeInstanceOf(EditBroken);
    await expect(edited('export const LIST = ["other", "acme_crm";\n')).rejects.toBeInstanceOf(EditBroken);
    await expect(run((draft) => draft.create("new.ts", "const = 1;\n"), {})).rejects.toThrow(/new\.ts does not parse/);
    const text = await run((draft) => draft.create("notes.md", "const = 1;\n"), {});
    expect(text.changes).toHaveLength(1);
  });

  test("may replace a generated file, which is a conflict and no edit", async () => {
    const proposal = await run((draft) => draft.create("old.ts", "const a = 1;\n"), { "old.ts": "gone\n" });
    expect(proposal.conflicts).toEqual(["old.ts"]);
  });
});

describe("the rules", () => {
  const scaffold = (draft: Draft) => draft.edit("list.ts", ADDED);

  test("judge the drafted server alone, with the draft's tree", async () => {
    const { findings } = await run(scaffold, { "list.ts": LIST }, { rules: [complains("warning")] });
    expect(findings.map(({ server, message }) => [server, message])).toEqual([["acme_crm", "against acme_crm"]]);
  });

  test("an error of theirs is a bug of ours, and nothing is proposed", async () => {
    const failing = run(scaffold, { "list.ts": LIST }, { rules: [complains("error")] });
    await expect(failing).rejects.toThrow(/own check[\s\S]*list\/always at list\.ts:1:1: against acme_crm/);
    await expect(failing).rejects.not.toHaveProperty("exitCode");
  });
});

describe("conflicts", () => {
  const change = (path: string) => ({ path, before: "a", after: "b" });
  const proposal: Proposal = {
    changes: [change("a.ts"), change("b.ts"), change("c.ts")],
    unchanged: [],
    conflicts: ["a.ts", "c.ts"],
    kept: [],
    findings: [],
  };
  const answering = (answer: string, asked: unknown[] = []): Ask =>
    (async (question: unknown) => {
      asked.push(question);
      return answer;
    }) as Ask;

  test.each<["abort" | undefined]>([["abort"], [undefined]])(
    "%s without a person means abort, naming every file",
    async (policy) => {
      await expect(settleConflicts(proposal, policy, null)).rejects.toMatchObject({
        exitCode: EXIT.conflict,
        code: "file-differs",
        details: [{ at: "a.ts" }, { at: "c.ts" }],
      });
    },
  );

  test("skip keeps the files and the rest of the plan, overwrite takes all", async () => {
    const skipped = await settleConflicts(proposal, "skip", null);
    expect(skipped.changes.map(({ path }) => path)).toEqual(["b.ts"]);
    expect(await settleConflicts(proposal, "overwrite", null)).toEqual(proposal);
  });

  test("a person is asked only when nothing was said", async () => {
    const asked: unknown[] = [];
    const skipped = await settleConflicts(proposal, undefined, answering("skip", asked));
    expect(skipped.changes).toHaveLength(1);
    expect(asked).toEqual([
      expect.objectContaining({ flag: "--on-conflict", message: expect.stringContaining("a.ts, c.ts") }),
    ]);
    await settleConflicts(proposal, "overwrite", answering("abort", asked));
    await settleConflicts({ ...proposal, conflicts: [] }, undefined, answering("abort", asked));
    expect(asked).toHaveLength(1);
    await expect(settleConflicts(proposal, undefined, answering("abort"))).rejects.toMatchObject({
      exitCode: EXIT.conflict,
    });
  });
});
