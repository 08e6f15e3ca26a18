import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countChanges, unifiedDiff } from "../../src/plan/diff.ts";
import type { Change } from "../../src/plan/plan.ts";

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "diff-")));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function git(args: string[], input: string): string {
  const result = spawnSync("git", args, { cwd: folder, input, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`git ${args.join(" ")}: ${result.stderr}\n${input}`);
  return result.stdout;
}

/** The text that git makes of `before` and our patch, and git's own line counts for it. */
function throughGit(change: Change): { after: string; counts: string } {
  const file = join(folder, change.path);
  rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true });
  if (change.before !== null) writeFileSync(file, change.before);
  const patch = unifiedDiff(change);
  const counts = git(["apply", "--numstat", "--allow-empty"], patch);
  git(["apply", "--allow-empty", "--whitespace=nowarn"], patch);
  return { after: readFileSync(file, "utf8"), counts };
}

describe("unifiedDiff", () => {
  it("deletes a file as git does", () => {
    const change = { path: "front/gone.ts", before: "one\ntwo\n", after: null };
    const file = join(folder, change.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, change.before);
    const patch = unifiedDiff(change);
    expect(patch).toContain("deleted file mode 100644\n--- a/front/gone.ts\n+++ /dev/null\n");
    expect(git(["apply", "--numstat"], patch)).toBe("0\t2\tfront/gone.ts\n");
    git(["apply"], patch);
    expect([existsSync(file), countChanges(change)]).toEqual([false, { insertions: 0, deletions: 2 }]);
  });

  it("shows an edit with its surroundings", () => {
    const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    expect(unifiedDiff({ path: "front/a.ts", before, after: before.replace("5", "five\n5½") })).toBe(
      [
        "diff --git a/front/a.ts b/front/a.ts",
        "--- a/front/a.ts",
        "+++ b/front/a.ts",
        "@@ -2,7 +2,8 @@",
        ...[" 2", " 3", " 4", "-5", "+five", "+5½", " 6", " 7", " 8", ""],
      ].join("\n"),
    );
  });

  it("shows a new file as coming from /dev/null", () => {
    expect(unifiedDiff({ path: "a.ts", before: null, after: "x\ny" })).toBe(
      "diff --git a/a.ts b/a.ts\nnew file mode 100644\n--- /dev/null\n+++ b/a.ts\n@@ -0,0 +1,2 @@\n+x\n+y\n\\ No newline at end of file\n",
    );
  });

  it("is empty when nothing changes", () => {
    expect(unifiedDiff({ path: "a.ts", before: "x", after: "x" })).toBe("");
  });

  it("is what git applies, and counts as git counts", { timeout: 60_000 }, () => {
    const line = fc.constantFrom("a", "b", "", "  c", "+x", "-y", "\\ z", "\uFEFFd", "é😀", "a\r", "--- f");
    const text = fc
      .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("", "\n", "\r\n"))
      .map(([lines, end]) => lines.join("\n") + end);
    const change = fc.record({
      path: fc.constantFrom("a.ts", "web_search_&_browse/b c.ts", "é/d.ts"),
      before: fc.option(text),
      after: text,
    });
    fc.assert(
      fc.property(change, (made) => {
        const { after, counts } = throughGit(made);
        expect(after).toBe(made.after);
        const { insertions, deletions } = countChanges(made);
        const [added = "0", removed = "0"] = counts.split("\t");
        expect([insertions, deletions]).toEqual([Number(added), Number(removed)]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("countChanges", () => {
  it.each([
    [null, "a\nb\n", 2, 0],
    [null, "", 0, 0],
    ["a\nb\n", "a\nx\nb\n", 1, 0],
    ["a\nb\n", "a\nc\n", 1, 1],
    ["a", "a\n", 1, 1],
    ["a\n", "a\n", 0, 0],
    ["a\r\n", "a\n", 1, 1],
  ])("%j to %j", (before, after, insertions, deletions) => {
    expect(countChanges({ path: "a", before, after })).toEqual({ insertions, deletions });
  });
});
