import { describe, expect, it } from "vitest";
import { completeTool } from "../../../../src/model/defaults/complete.ts";
import { toolSchema } from "../../../../src/model/tool-spec.ts";
import { importBlock, naturalOrder } from "../../../../src/targets/_shared/import-block.ts";
import { listNoun, summary } from "../../../../src/targets/dust/files/wording.ts";

describe("listNoun", () => {
  it.each([
    ["list_items", "item", "items"],
    ["list_unresolved_incidents", "unresolved incident", "unresolved incidents"],
    ["search_categories", "category", "categories"],
    ["get_branches_of_repository", "branch", "branches"],
    ["list_statuses", "status", "statuses"],
    ["list_databases", "database", "databases"],
    ["list_addresses", "address", "addresses"],
    ["list_movies", "movie", "movies"],
    ["search", "result", "results"],
    ["search_crm", "result", "results"],
    ["get_status", "result", "results"],
    ["list_news", "result", "results"],
    ["list_by_owner", "result", "results"],
    ["open_issues", "issue", "issues"],
  ])("%s: one %s, many %s", (tool, one, many) => {
    expect(listNoun(tool)).toEqual({ one, many });
  });
});

describe("summary", () => {
  it.each([
    ["get_item", "Found item."],
    ["search", "Found result."],
    ["create_item", "Created item."],
    ["delete_item", "Deleted item."],
    ["apply_patch_to_file", "Applied patch to file."],
    ["stop_run", "Stopped run."],
    ["submit_form", "Submitted form."],
    ["send", "Sent."],
    ["play_song", "Played song."],
    ["frobnicate_item", "Done: Run frobnicate item."],
  ])("%s → %s", (name, text) => {
    expect(summary(completeTool(toolSchema.parse({ name, description: "d" })))).toBe(text);
  });
});

describe("importBlock", () => {
  const imports = [
    { module: "zod", name: "z", kind: "value" },
    { module: "@app/b", name: "X_TOOLS", kind: "value" },
    { module: "@app/b", name: "X_TOOL_STAKES", kind: "value" },
    { module: "@app/b", name: "b", kind: "type" },
    { module: "@app/b", name: "A", kind: "type" },
    { module: "@app/b", name: "X_TOOLS", kind: "type" },
    { module: "@app/a", name: "a", kind: "default" },
    { module: "@app/a", name: "a2", kind: "value" },
    { module: "zod", name: "z", kind: "value" },
  ] as const;

  it("orders one block, types first, each name once", () => {
    expect(importBlock(imports, "one-block")).toBe(
      [
        'import a, { a2 } from "@app/a";',
        'import type { A, b } from "@app/b";',
        'import { X_TOOL_STAKES, X_TOOLS } from "@app/b";',
        'import { z } from "zod";',
        "\n",
      ].join("\n"),
    );
  });

  it("puts packages first", () => {
    expect(importBlock(imports, "packages-first")).toMatch(/^import \{ z \} from "zod";\n\nimport a, /);
    expect(importBlock([], "packages-first")).toBe("");
  });

  it("orders as Biome does", () => {
    const sorted = "A A2 A10 a a_1 a_b a$ a$b a1 a2 aB1 ab B b item_a item2 USE_Y useX X_y Xa x_ x1 xY".split(" ");
    expect([...sorted].reverse().sort(naturalOrder)).toEqual(sorted);
    expect(["getItem", "GOOGLE_NAME", "create"].sort(naturalOrder)).toEqual(["create", "GOOGLE_NAME", "getItem"]);
  });
});
