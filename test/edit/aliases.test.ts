import { describe, expect, test } from "vitest";
import { Sources } from "../../src/edit/sources.ts";
import { aliasesOf } from "../../src/edit/syntax/aliases.ts";
import { memoryRepo } from "../../src/repo/memory.ts";

describe("an alias", () => {
  const targets = aliasesOf({
    "@app/*": ["front/*", "shared/*"],
    "@app/lib/*": ["lib/*"],
    "@app/lib/auth": ["auth/index.ts"],
    "*.css": ["styles/*.css"],
    "a*a": ["twice"],
    none: [],
  });

  test.each([
    ["@app/x/y", ["front/x/y", "shared/x/y"]],
    ["@app/lib/x", ["lib/x"]],
    ["@app/lib/auth", ["auth/index.ts"]],
    ["@app/lib/author", ["lib/author"]],
    ["@app/", ["front/", "shared/"]],
    ["@app", []],
    ["main.css", ["styles/main.css"]],
    ["a", []],
    ["aa", ["twice"]],
    ["zod", []],
  ])("%s stands for %j", (name, expected) => {
    expect(targets(name)).toEqual(expected);
  });

  test("puts in what the name has, whatever that is", () => {
    expect(aliasesOf({ "@a/*": ["x/*"] })("@a/$&$1")).toEqual(["x/$&$1"]);
  });
});

describe("sources with aliases", () => {
  const repo = memoryRepo({ "shared/a.ts": "", "front/b.ts": "", "own/c.ts": "" });
  const sources = new Sources(repo, { "@app/": "front/" }, { "@s/*": ["gone/*", "shared/*"], "@up/*": ["../*"] });

  test("find a module at the first path where there is one", () => {
    expect(sources.resolveModule("x.ts", "@s/a")).toBe("shared/a.ts");
    expect(sources.resolveModule("x.ts", "@app/b")).toBe("front/b.ts");
    expect(sources.resolveModule("x.ts", "@up/b")).toBeNull();
  });

  test("name the first path where a module is missing, and no package", () => {
    expect(sources.missingModule("x.ts", "@s/b")).toBe("gone/b");
    expect(sources.missingModule("x.ts", "@s/a")).toBeNull();
    expect(sources.missingModule("x.ts", "zod")).toBeNull();
    expect(["./a", "..", "@s/a", "@app/b", "zod", "@scope/x", ".env"].map((name) => sources.isOwn(name))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test("of the checkout replace those of the host", () => {
    const own = new Sources(repo, { "@app/": "front/" }, { "@app/*": ["own/*"] });
    expect([own.resolveModule("x.ts", "@app/c"), own.resolveModule("x.ts", "@app/b")]).toEqual(["own/c.ts", null]);
  });
});
