import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { addAbortSignal } from "node:stream";
import { text as textOf } from "node:stream/consumers";
import { Cancelled, EXIT, UserError } from "./errors.ts";
import type { Caller } from "./plan/apply.ts";
import type { Formatter } from "./plan/format.ts";
import type { Command } from "./plan/plan.ts";
import type { Flags, ProcessIo } from "./process-io.ts";
import { findRoot } from "./repo/checkout.ts";
import { checkoutFiles } from "./repo/checkout-files.ts";
import { findConfigFile, fromRoot } from "./repo/config-file.ts";
import { diskRepo } from "./repo/disk.ts";
import { createProgress } from "./ui/progress.ts";
import { isInteractive } from "./ui/terminal.ts";
import type { CommandResult, Edge } from "./workflow/edge.ts";
import type { Ask } from "./workflow/question.ts";

/** The real outside world of a command: the disk below `--cwd`, git, the host's programs, and the terminal if there is one. */
export async function createEdge(io: ProcessIo, flags: Flags): Promise<Edge> {
  const root = await rootOf(io, flags);
  const say = (text: string): void => {
    if (!flags["quiet"]) io.stderr.write(`${text}\n`);
  };
  return {
    root,
    repo: diskRepo(root),
    ask: await askerOf(io, flags),
    say,
    warn: (text) => {
      io.stderr.write(`${text}\n`);
    },
    stopIfInterrupted: () => {
      if (io.signal.aborted) throw new Cancelled();
    },
    progress: createProgress(io.stderr, say),
    readSpec: (path) => readSpec(path, io),
    configFile: () => findConfigFile(resolve(io.cwd, typeof flags["cwd"] === "string" ? flags["cwd"] : "."), root),
    fromRoot: (path) => fromRoot(root, resolve(io.cwd, path)),
    formatter: async () => (flags["format"] === false ? null : formatterOf(root)),
    deployed: async (asked) => {
      const { gitBase } = await import("./repo/git-base.ts");
      const { run } = await import("./exec.ts");
      return gitBase(run, root, diskRepo(root), asked);
    },
    files: async () => {
      const { filesOfGit } = await import("./repo/git-base.ts");
      const { run } = await import("./exec.ts");
      return (await filesOfGit(run, root)) ?? checkoutFiles(root);
    },
    branches: async (paths) => {
      const { branchRepos } = await import("./repo/git-branches.ts");
      const { run } = await import("./exec.ts");
      return (await branchRepos(run, root, paths)).map((branch) => branch.repo);
    },
    recover: async ({ write }) => recoverEarlier({ root, pid: io.pid, env: io.env }, write, say),
    apply: async (plan) => {
      const { apply } = await import("./plan/apply.ts");
      await apply(plan, { root, pid: io.pid, env: io.env, signal: io.signal });
    },
    run: (command) => runCommand(command, root, io.signal),
  };
}

// A folder that was given is the checkout, be it part of a larger repository, or lies in one; else it is the repository around us.
async function rootOf(io: ProcessIo, flags: Flags): Promise<string> {
  const given = flags["cwd"];
  if (typeof given !== "string") return findRoot(io.cwd);
  const folder = resolve(io.cwd, given);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    const message = `There is no folder ${folder}.`;
    throw new UserError("no-such-folder", message, { exitCode: EXIT.usage, hint: "Check --cwd." });
  }
  return (await hostAround(folder)) ?? folder;
}

/** The nearest host from a folder up to the root of its repository; null when there is none. */
async function hostAround(folder: string): Promise<string | null> {
  const top = findRoot(folder);
  if (top === folder) return null;
  const { targets } = await import("./targets/index.ts");
  const isHost = (path: string) => targets.some((target) => target.detect(diskRepo(path)) !== null);
  for (let path = folder; path !== top; path = dirname(path)) if (isHost(path)) return path;
  return isHost(top) ? top : null;
}

async function recoverEarlier(caller: Caller, write: boolean, say: (text: string) => void): Promise<void> {
  const { pendingJournal, recover } = await import("./plan/apply.ts");
  if (!write) {
    const pending = pendingJournal(caller);
    if (pending && !pending.running)
      say(
        `An earlier run was interrupted while writing (${pending.journal}): some files may be half of it. The next writing run undoes it.`,
      );
    return;
  }
  const recovery = recover(caller);
  if (!recovery) return;
  const { restored, removed, kept } = recovery;
  say(`An earlier run was interrupted: ${restored.length + removed.length} files are as before it again.`);
  if (kept.length > 0) say(`Left alone, because they were changed since: ${kept.join(", ")}.`);
}

async function readSpec(path: string, io: ProcessIo): Promise<{ text: string; path: string }> {
  if (path === "-") return { text: await readInput(io), path: "<stdin>" };
  try {
    return { text: readFileSync(resolve(io.cwd, path), "utf8"), path };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError("spec-unreadable", `The spec ${path} cannot be read: ${why}.`, {
      exitCode: EXIT.usage,
      hint: "Check --spec; - is standard input.",
      cause,
    });
  }
}

async function readInput(io: ProcessIo): Promise<string> {
  try {
    return await textOf(addAbortSignal(io.signal, io.stdin));
  } catch (error) {
    throw io.signal.aborted ? new Cancelled() : error;
  }
}

async function askerOf(io: ProcessIo, flags: Flags): Promise<Ask | null> {
  if (!isInteractive({ stdin: io.stdin, stdout: io.stdout, env: io.env, noInput: flags["input"] === false }))
    return null;
  const { createAsk } = await import("./ui/ask.ts");
  return createAsk({ input: io.stdin, output: io.stderr, signal: io.signal });
}

async function formatterOf(root: string): Promise<Formatter> {
  const { hostFormatter } = await import("./plan/host-formatter.ts");
  const { run } = await import("./exec.ts");
  return hostFormatter(root, run);
}

async function runCommand(command: Command, root: string, signal: AbortSignal): Promise<CommandResult> {
  const { run } = await import("./exec.ts");
  const result = await run(join(root, command.file), command.args, { cwd: join(root, command.cwd), signal });
  return {
    title: command.title,
    command: [command.file, ...command.args].join(" "),
    exitCode: result.exitCode,
    ok: !result.failed,
    output: `${result.stdout}${result.stderr}`.trim(),
  };
}
