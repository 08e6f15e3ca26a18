import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { findRoot } from "../../src/repo/checkout.ts";
import { diskRepo } from "../../src/repo/disk.ts";

let top: string;
let root: string;

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(join(top, path, ".."), { recursive: true });
  writeFileSync(join(top, path), content);
}

function failure(act: () => unknown): UserError {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), "disk-repo-")));
  root = join(top, "host");
  mkdirSync(root);
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

describe("read", () => {
  it("gives the text with its byte-order mark and line endings", () => {
    put("host/front/a.ts", "\uFEFFconst a = 1;\r\n// é😀\r\n");
    expect(diskRepo(root).read("front/a.ts")).toBe("\uFEFFconst a = 1;\r\n// é😀\r\n");
  });

  it("gives null for what is no file", () => {
    put("host/front/a.ts", "x");
    const repo = diskRepo(root);
    for (const path of ["none.ts", "front", "front/a.ts/b.ts", "none/deeper/a.ts", `${"n".repeat(300)}.ts`, "a\0b"]) {
      expect(repo.read(path), path).toBeNull();
    }
    expect(diskRepo(join(top, "nowhere")).read("a.ts")).toBeNull();
  });

  it("reads a file once", () => {
    put("host/a.ts", "one");
    const repo = diskRepo(root);
    expect(repo.read("a.ts")).toBe("one");
    put("host/a.ts", "two");
    expect(repo.read("a.ts")).toBe("one");
    expect(diskRepo(root).read("a.ts")).toBe("two");
  });

  it("refuses a file that is not UTF-8, naming it", () => {
    put("host/front/latin.ts", Uint8Array.of(0x61, 0xe9, 0x62));
    const error = failure(() => diskRepo(root).read("front/latin.ts"));
    expect(error).toMatchObject({ code: "not-utf-8", exitCode: 5 });
    expect(error.message).toContain("front/latin.ts");
  });

  it("reads through a link that stays inside", () => {
    put("host/real/a.ts", "text");
    symlinkSync("real", join(root, "folder"));
    symlinkSync(join(root, "real/a.ts"), join(root, "file.ts"));
    const repo = diskRepo(root);
    expect(repo.read("folder/a.ts")).toBe("text");
    expect(repo.read("file.ts")).toBe("text");
    expect(repo.read("folder/none.ts")).toBeNull();
  });

  it("works for a root that is itself a link", () => {
    put("host/a.ts", "text");
    symlinkSync(root, join(top, "link"));
    expect(diskRepo(join(top, "link")).read("a.ts")).toBe("text");
  });
});

describe("paths that leave the checkout", () => {
  it.each(["../secret.ts", "front/../../secret.ts", "/etc/hostname", ".."])("refuses %s", (path) => {
    put("secret.ts", "secret");
    expect(failure(() => diskRepo(root).read(path))).toMatchObject({ code: "outside-checkout", exitCode: 5 });
    expect(failure(() => diskRepo(root).list(path))).toMatchObject({ code: "outside-checkout", exitCode: 5 });
  });

  it("refuses a sibling folder whose name starts like the root's", () => {
    put("host-other/a.ts", "secret");
    expect(failure(() => diskRepo(root).read("../host-other/a.ts")).code).toBe("outside-checkout");
  });

  it.each([
    ["a file link", "a.ts", "secret.ts", "a.ts"],
    ["a folder link", "lib", "", "lib/secret.ts"],
    ["a missing file below a folder link", "lib", "", "lib/none.ts"],
    ["a missing folder below a folder link", "lib", "", "lib/none/none.ts"],
    ["a dangling link", "a.ts", "nowhere.ts", "a.ts"],
    ["a path below a dangling link", "lib", "nowhere", "lib/a.ts"],
    ["a path far below a dangling link", "lib", "nowhere", "lib/deep/er/a.ts"],
    ["a link to itself", "a.ts", "host/a.ts", "a.ts"],
  ])("refuses %s", (_, link, target, path) => {
    put("secret.ts", "secret");
    symlinkSync(join(top, target), join(root, link));
    const error = failure(() => diskRepo(root).read(path));
    expect(error).toMatchObject({ code: "outside-checkout", exitCode: 5 });
    expect(error.message).toContain(path);
  });

  it("refuses a link that leaves by way of an inner link", () => {
    put("secret.ts", "secret");
    symlinkSync(top, join(root, "up"));
    mkdirSync(join(root, "in"));
    symlinkSync("../up/secret.ts", join(root, "in/a.ts"));
    expect(failure(() => diskRepo(root).read("in/a.ts")).code).toBe("outside-checkout");
  });

  it("follows node_modules wherever it leads, and only that", () => {
    put("store/zod/package.json", "{}");
    symlinkSync(join(top, "store"), join(root, "node_modules"));
    symlinkSync(join(top, "store"), join(root, "modules"));
    const repo = diskRepo(root);
    expect(repo.read("node_modules/zod/package.json")).toBe("{}");
    expect(repo.list("node_modules")).toEqual([{ name: "zod", kind: "folder" }]);
    expect(failure(() => repo.read("modules/zod/package.json")).code).toBe("outside-checkout");
  });
});

describe("list", () => {
  it("sorts by code unit and tells files from folders", () => {
    for (const path of ["host/b.ts", "host/B.ts", "host/a/x.ts", "host/_c.ts"]) put(path, "");
    expect(diskRepo(root).list("")).toEqual([
      { name: "B.ts", kind: "file" },
      { name: "_c.ts", kind: "file" },
      { name: "a", kind: "folder" },
      { name: "b.ts", kind: "file" },
    ]);
    expect(diskRepo(root).list("a")).toEqual([{ name: "x.ts", kind: "file" }]);
  });

  it("is empty for what is no folder", () => {
    put("host/a.ts", "");
    expect(diskRepo(root).list("a.ts")).toEqual([]);
    expect(diskRepo(root).list("none")).toEqual([]);
  });

  it("leaves out links that lead outside or nowhere and keeps those that stay", () => {
    put("host/real/x.ts", "");
    put("secret/y.ts", "");
    symlinkSync("real", join(root, "inner"));
    symlinkSync(join(top, "secret"), join(root, "outer"));
    symlinkSync("nowhere", join(root, "dangling"));
    expect(
      diskRepo(root)
        .list("")
        .map((entry) => entry.name),
    ).toEqual(["inner", "real"]);
  });

  it("hands out a copy, so that a caller cannot change what the next one sees", () => {
    put("host/a.ts", "");
    const repo = diskRepo(root);
    repo.list("").pop();
    expect(repo.list("")).toHaveLength(1);
  });
});

describe("findRoot", () => {
  it("walks up to the folder with .git, which may be a file", () => {
    mkdirSync(join(root, ".git"));
    put("host/front/lib/a.ts", "");
    put("tree/.git", "gitdir: ../host/.git/worktrees/tree\n");
    put("tree/front/a.ts", "");
    expect(findRoot(join(root, "front/lib"))).toBe(root);
    expect(findRoot(root)).toBe(root);
    expect(findRoot(join(top, "tree/front"))).toBe(join(top, "tree"));
  });

  it("is the start itself without a repository", () => {
    mkdirSync(join(top, "plain/sub"), { recursive: true });
    expect(findRoot(join(top, "plain/sub"))).toBe(join(top, "plain/sub"));
  });
});
