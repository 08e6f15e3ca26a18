import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Cancelled, UserError } from "../../src/errors.ts";
import { type ApplyEvent, type ApplyOptions, apply, pendingJournal, recover } from "../../src/plan/apply.ts";
import type { Change } from "../../src/plan/plan.ts";
import { hashOf, type Journal, writeJournal } from "../../src/plan/transaction/journal.ts";
import { cacheFolder, stateOf } from "../../src/plan/transaction/state.ts";
import { dispose, put, temporaryCheckout, tree } from "./tree.ts";

let root: string;
let env: { XDG_CACHE_HOME: string };
const caller = () => ({ root, pid: process.pid, env });
const write = (changes: Change[], options: Partial<ApplyOptions> = {}) =>
  // biome-ignore lint/suspicious/noThenProperty: the plan's own word
  apply({ changes, then: [] }, { ...caller(), ...options });
const edit = (path: string, before: string, after: string): Change => ({ path, before, after });
const create = (path: string, after: string): Change => ({ path, before: null, after });

async function refusal(changes: Change[], options: Partial<ApplyOptions> = {}): Promise<UserError> {
  const before = tree(root);
  const error = await write(changes, options).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  expect(tree(root)).toEqual(before);
  return error as UserError;
}

beforeEach(() => {
  root = temporaryCheckout({ "a.ts": "old a\n", "lib/b.ts": "old b\n" });
  env = { XDG_CACHE_HOME: join(root, "..", `${root.split("/").pop()}-cache`) };
});
afterEach(() => {
  dispose(root);
  rmSync(env.XDG_CACHE_HOME, { recursive: true, force: true });
});

describe("writing", () => {
  it("tells what was committed and leaves no state behind", async () => {
    const events: ApplyEvent[] = [];
    await write([edit("a.ts", "old a\n", "new a\n"), create("x/y.ts", "y")], {
      onEvent: (event) => events.push(event),
    });
    expect(events).toEqual([{ kind: "committed", paths: ["a.ts", "x/y.ts"] }]);
    expect(existsSync(join(root, ".git/mcp-new"))).toBe(false);
  });

  it("keeps mode, owner and the link through which a file is reached", async () => {
    chmodSync(join(root, "lib/b.ts"), 0o4750);
    symlinkSync("lib/b.ts", join(root, "link.ts"));
    await write([edit("link.ts", "old b\n", "new b\n")]);
    expect(lstatSync(join(root, "link.ts")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, "lib/b.ts"), "utf8")).toBe("new b\n");
    expect(statSync(join(root, "lib/b.ts")).mode & 0o7777).toBe(0o4750);
  });

  it("does nothing for a change that changes nothing, also without write permission", async () => {
    chmodSync(join(root, "a.ts"), 0o444);
    const inode = statSync(join(root, "a.ts")).ino;
    await write([edit("a.ts", "old a\n", "old a\n")]);
    expect(statSync(join(root, "a.ts")).ino).toBe(inode);
  });

  it("writes a new file whose name is as long as names may be", async () => {
    const name = "n".repeat(255);
    await write([create(name, "x")]);
    expect(readFileSync(join(root, name), "utf8")).toBe("x");
  });
});

describe("what is checked before the first write", () => {
  it("names every file that changed meanwhile", async () => {
    put(root, { "made.ts": "by someone" });
    mkdirSync(join(root, "folder.ts"));
    const error = await refusal([
      edit("a.ts", "older a\n", "new a\n"),
      edit("gone.ts", "x", "y"),
      create("made.ts", "mine"),
      create("a.ts/deep/x.ts", "x"),
      edit("folder.ts", "x", "y"),
      edit("lib/b.ts", "old b\n", "new b\n"),
    ]);
    expect(error).toMatchObject({ code: "changed-meanwhile", exitCode: 4 });
    expect(error.details.map(({ at }) => at)).toEqual(["a.ts", "gone.ts", "made.ts", "a.ts/deep/x.ts", "folder.ts"]);
  });

  it("sees a difference in bytes that texts hide", async () => {
    put(root, { "bom.ts": "\uFEFFx\r\n" });
    expect((await refusal([edit("bom.ts", "x\r\n", "y")])).code).toBe("changed-meanwhile");
    expect((await refusal([edit("bom.ts", "\uFEFFx\n", "y")])).code).toBe("changed-meanwhile");
  });

  it("refuses two changes of one file", async () => {
    symlinkSync("a.ts", join(root, "link.ts"));
    expect((await refusal([edit("a.ts", "old a\n", "1"), edit("link.ts", "old a\n", "2")])).code).toBe(
      "changed-meanwhile",
    );
  });

  it.each([
    ["file", "a.ts", 0o444],
    ["folder", "lib", 0o555],
  ])("refuses a %s whose mode forbids writing, whoever runs it", async (_, path, mode) => {
    chmodSync(join(root, path), mode);
    const error = await refusal([edit("a.ts", "old a\n", "1"), create("lib/new/c.ts", "c")]);
    expect(error).toMatchObject({
      code: "not-writable",
      exitCode: 6,
      details: [{ at: path === "lib" ? "lib/new/c.ts" : path }],
    });
    expect(error.message).toContain("Nothing was written");
  });

  it("refuses paths that leave the checkout", async () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), "outside-")));
    put(outside, { "s.ts": "secret" });
    symlinkSync(outside, join(root, "out"));
    symlinkSync(join(outside, "s.ts"), join(root, "s.ts"));
    symlinkSync("nowhere", join(root, "dangling.ts"));
    symlinkSync(outside, join(root, "node_modules"));
    const changes = [edit("s.ts", "secret", "x"), create("out/n.ts", "x"), create("out/d/n.ts", "x")];
    changes.push(
      create("dangling.ts", "x"),
      create("../n.ts", "x"),
      create("/tmp/n.ts", "x"),
      create("node_modules/n.ts", "x"),
    );
    for (const change of changes) {
      expect(await refusal([edit("a.ts", "old a\n", "new"), change]), change.path).toMatchObject({
        code: "outside-checkout",
        exitCode: 5,
      });
    }
    expect(tree(outside)).toEqual({ "s.ts": "644 secret" });
    dispose(outside);
  });
});

describe("changes while it writes", () => {
  it("rolls back when a file is edited between the check and its turn", async () => {
    const writing = write([edit("a.ts", "old a\n", "new a\n"), edit("lib/b.ts", "old b\n", "new b\n")]);
    // The run has checked everything and waits for its first turn.
    put(root, { "lib/b.ts": "edited by someone" });
    await expect(writing).rejects.toMatchObject({ code: "changed-meanwhile", exitCode: 4 });
    expect(tree(root)).toMatchObject({ "a.ts": "644 old a\n", "lib/b.ts": "644 edited by someone" });
    expect(Object.keys(tree(root)).filter((path) => path.includes("mcp-new"))).toEqual([]);
  });

  it("does not overwrite a file that someone creates meanwhile", async () => {
    const writing = write([create("c.ts", "mine"), edit("a.ts", "old a\n", "new a\n")]);
    put(root, { "c.ts": "theirs" });
    await expect(writing).rejects.toMatchObject({ code: "changed-meanwhile" });
    expect(tree(root)).toMatchObject({ "a.ts": "644 old a\n", "c.ts": "644 theirs" });
  });

  it("rolls back when its signal is aborted", async () => {
    const interrupt = new AbortController();
    const before = tree(root);
    const writing = write([edit("a.ts", "old a\n", "new a\n")], { signal: interrupt.signal });
    interrupt.abort();
    await expect(writing).rejects.toBeInstanceOf(Cancelled);
    expect(tree(root)).toEqual(before);
  });
});

/** Leaves the journal of a killed run: a.ts edited, c.ts and its folder created, lib/b.ts not yet touched. */
function killedRun(base = root): Journal {
  const file = (path: string, before: string | null, after: string) => ({
    path,
    before,
    attributes: before === null ? null : { mode: 0o100644, uid: statSync(root).uid, gid: statSync(root).gid },
    beforeHash: before === null ? null : hashOf(Buffer.from(before)),
    afterHash: hashOf(Buffer.from(after)),
  });
  const files = [file("a.ts", "old a\n", "new a\n"), file("lib/b.ts", "old b\n", "new b\n"), file("n/c.ts", null, "c")];
  const journal: Journal = { version: 1, id: "0123456789ab", files, folders: ["n"] };
  const state = stateOf(base, env);
  mkdirSync(state.folder, { recursive: true });
  writeJournal(state, journal);
  put(base, { "a.ts": "new a\n", "n/c.ts": "c", "lib/.mcp-new-0123456789ab-1.new": "new" });
  return journal;
}

describe("the journal of a killed run", () => {
  it("is finished by the next writing run, which tells", async () => {
    const before = tree(root);
    killedRun();
    expect(pendingJournal(caller())).toMatchObject({ paths: ["a.ts", "lib/b.ts", "n/c.ts"], running: false });
    const events: ApplyEvent[] = [];
    await write([edit("a.ts", "old a\n", "newest\n")], { onEvent: (event) => events.push(event) });
    expect(events[0]).toEqual({ kind: "recovered", recovery: { restored: ["a.ts"], removed: ["n/c.ts"], kept: [] } });
    expect(tree(root)).toEqual({ ...before, "a.ts": "644 newest\n" });
  });

  it("does not undo what someone did since", () => {
    killedRun();
    put(root, { "a.ts": "edited since", "n/own.ts": "own" });
    expect(recover(caller())).toEqual({ restored: [], removed: ["n/c.ts"], kept: ["a.ts", "n"] });
    expect(tree(root)).toMatchObject({ "a.ts": "644 edited since", "n/own.ts": "644 own" });
    expect(pendingJournal(caller())).toBeNull();
  });

  it("leaves a file alone that was deleted since", () => {
    killedRun();
    rmSync(join(root, "a.ts"));
    expect(recover(caller())?.kept).toEqual(["a.ts"]);
    expect(existsSync(join(root, "a.ts"))).toBe(false);
  });

  it("never reaches out of the checkout, whatever it says", () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), "outside-")));
    put(outside, { "a.ts": "new a\n" });
    const journal = killedRun();
    symlinkSync(outside, join(root, "out"));
    const [first] = journal.files;
    if (!first) throw new Error("no file in the journal");
    const files = [`../${outside.split("/").pop()}/a.ts`, join(outside, "a.ts"), "out/a.ts"].map((path) => ({
      ...first,
      path,
    }));
    writeJournal(stateOf(root, env), { ...journal, files, folders: ["../", outside] });
    expect(recover(caller())?.kept).toHaveLength(5);
    expect(tree(outside)).toEqual({ "a.ts": "644 new a\n" });
    dispose(outside);
  });

  it.each(["", "{", "null", '{"version":1,"id":"../../x","files":[],"folders":[]}'])(
    "is not believed as %j",
    async (text) => {
      put(root, { ".git/mcp-new/journal.json": text });
      expect(await refusal([edit("a.ts", "old a\n", "new a\n")])).toMatchObject({
        code: "journal-unreadable",
        exitCode: 4,
      });
      expect(() => pendingJournal(caller())).toThrow(/journal\.json/);
      expect(() => recover(caller())).toThrow(/journal\.json/);
    },
  );

  it("is found again after the checkout was moved", () => {
    const before = tree(root);
    killedRun();
    const moved = `${root}-moved`;
    renameSync(root, moved);
    root = moved;
    recover(caller());
    expect(tree(root)).toEqual(before);
  });

  it("is found from a folder below the repository's root", () => {
    killedRun();
    expect(pendingJournal({ ...caller(), root: join(root, "lib") })).not.toBeNull();
    expect(recover({ ...caller(), root: join(root, "lib") })?.restored).toEqual(["a.ts"]);
  });
});

describe("the lock", () => {
  const lockOf = (owner: string) => put(root, { [`.git/mcp-new/lock/${owner}`]: "" });
  const here = encodeURIComponent(hostname());
  const change = [edit("a.ts", "old a\n", "new a\n")];

  it("of a live process stops the run", async () => {
    lockOf(`${process.ppid}@${here}@token`);
    const error = await refusal(change);
    expect(error).toMatchObject({ code: "locked", exitCode: 4 });
    expect(error.message).toContain(`process ${process.ppid}`);
    expect(error.hint).toContain(join(root, ".git/mcp-new/lock"));
  });

  it("of another machine stops the run", async () => {
    lockOf("999999@elsewhere@token");
    expect(await refusal(change)).toMatchObject({ code: "locked" });
  });

  it.each(["dead", "same number"])("of a %s process is taken over", async (kind) => {
    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    lockOf(`${kind === "dead" ? dead : process.pid}@${here}@token`);
    mkdirSync(join(root, `.git/mcp-new/lock.${dead}-x`));
    await write(change);
    expect(existsSync(join(root, ".git/mcp-new"))).toBe(false);
  });

  it("is held against a second run in the same process", async () => {
    const first = write(change);
    await expect(write(change)).rejects.toMatchObject({ code: "locked" });
    await first;
  });

  it("that is an empty folder is no lock", async () => {
    mkdirSync(join(root, ".git/mcp-new/lock"), { recursive: true });
    await write(change);
    expect(readFileSync(join(root, "a.ts"), "utf8")).toBe("new a\n");
  });

  it("of a live process is not broken by recover, and is told by pendingJournal", () => {
    killedRun();
    lockOf(`${process.ppid}@${here}@token`);
    expect(pendingJournal(caller())?.running).toBe(true);
    expect(() => recover(caller())).toThrow(/Another mcp-new/);
  });
});

describe("where the state is kept", () => {
  it("is a worktree's own git directory", async () => {
    const main = temporaryCheckout({});
    put(main, { ".git/worktrees/tree/HEAD": "ref: refs/heads/x\n" });
    rmSync(join(root, ".git"), { recursive: true });
    put(root, { ".git": `gitdir: ${join(main, ".git/worktrees/tree")}\n` });
    expect(stateOf(root, env)).toEqual({ folder: join(main, ".git/worktrees/tree/mcp-new"), base: root });
    killedRun();
    expect(recover(caller())?.restored).toEqual(["a.ts"]);
    dispose(main);
  });

  it.each(["nothing", "a file that leads nowhere", "a folder that is no git directory"])(
    "is the cache when .git is %s",
    async (kind) => {
      rmSync(join(root, ".git"), { recursive: true });
      if (kind.startsWith("a file")) put(root, { ".git": "gitdir: ../nowhere\n" });
      if (kind.startsWith("a folder")) mkdirSync(join(root, ".git"));
      const before = tree(root);
      expect(stateOf(root, env).folder.startsWith(join(env.XDG_CACHE_HOME, "mcp-new"))).toBe(true);
      killedRun();
      await write([edit("a.ts", "old a\n", "new a\n")]);
      expect(tree(root)).toEqual({ ...before, "a.ts": "644 new a\n" });
      expect(readdirSync(join(env.XDG_CACHE_HOME, "mcp-new"))).toEqual([]);
    },
  );

  it.each([
    ["linux", {}, "/home/u/.cache"],
    ["linux", { XDG_CACHE_HOME: "/c" }, "/c"],
    ["linux", { XDG_CACHE_HOME: "relative" }, "/home/u/.cache"],
    ["darwin", { XDG_CACHE_HOME: "/c" }, "/home/u/Library/Caches"],
    ["win32", { LOCALAPPDATA: "C:\\L" }, "C:\\L"],
    ["win32", {}, "\\home\\u\\AppData\\Local"],
  ])("follows %s's rules with %j", (platform, given, folder) => {
    expect(cacheFolder({ platform, home: "/home/u", env: given })).toBe(folder);
  });
});
