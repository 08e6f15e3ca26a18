import { expect, test } from "vitest";
import { memoryRepo } from "../../src/repo/memory.ts";
import { neighbourEnding } from "../../src/workflow/neighbour-ending.ts";

const NEW = "front/servers/jira/README.md";

test.each([
  ["beside it", { "front/servers/jira/NOTES.md": "a\r\n", "front/a.md": "a\n" }, "\r\n"],
  ["in a folder above", { "front/a.md": "a\r\n", "front/servers/jira/index.ts": "a\n" }, "\r\n"],
  ["in a folder beside one above", { "docs/a.md": "a\r\n", "front/index.ts": "a\n" }, "\r\n"],
  ["of another kind only", { "front/servers/jira/index.ts": "a\r\n" }, "\n"],
  [
    "in the repository's or the packages' own folder only",
    { ".git/a.md": "a\r\n", "node_modules/a.md": "a\r\n" },
    "\n",
  ],
])("a new file ends its lines as its nearest neighbour of its kind: %s", (_where, files, ending) => {
  expect(neighbourEnding(memoryRepo(files), NEW)).toBe(ending);
});
