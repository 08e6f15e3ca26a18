import type { Formatter } from "../plan/format.ts";
import type { Command, Plan } from "../plan/plan.ts";
import type { ConfigFile } from "../repo/config-file.ts";
import type { Asked, GitBase } from "../repo/git-base.ts";
import type { Repo } from "../repo/repo.ts";
import type { Ask } from "./question.ts";

/** How a command that was run after the write ended. `exitCode` is null when it could not be started. */
export interface CommandResult {
  title: string;
  command: string;
  exitCode: number | null;
  ok: boolean;
  output: string;
}

/** The outside world as commands see it: `src/edge.ts` builds the real one, tests a small one. */
export interface Edge {
  /** Absolute path of the host's root. */
  root: string;
  /** The host's tree. */
  repo: Repo;
  /** Asks a person; null when nobody can be asked. */
  ask: Ask | null;
  /** Writes a line of progress or a hint, which `--quiet` silences: never the result. */
  say(text: string): void;
  /** Writes a warning, which nothing silences. */
  warn(text: string): void;
  /** Throws Cancelled when the user has interrupted the run. */
  stopIfInterrupted(): void;
  /** Is told how far a long run is, `done` of `total` servers; absent when nobody watches. */
  progress?: ((done: number, total: number) => void) | undefined;
  /** The text of a spec: a path as the user wrote it, or `-` for standard input. Throws UserError (exit 2). */
  readSpec(path: string): Promise<{ text: string; path: string }>;
  /** The file that configures the program, from the working folder up to the root of the repository; null without one. */
  configFile(): ConfigFile | null;
  /** A path as the user wrote it, relative to the host's root; it begins with `..` when it lies outside. */
  fromRoot(path: string): string;
  /** The host's formatter, or null when formatting was declined. */
  formatter(): Promise<Formatter | null>;
  /** What a git ref says is deployed. Throws UserError (exit 2) for a ref that does not exist. */
  deployed(asked: Asked): Promise<GitBase>;
  /** Every file of the checkout: those that git tracks or would track, or else those on the disk without packages. */
  files(): Promise<string[]>;
  /** The given files as every other branch that git knows has them. */
  branches(paths: string[]): Promise<Repo[]>;
  /**
   * Finishes the roll-back of a run that was killed, before anything is read; with `write: false` it only tells of it.
   * Throws UserError when it could not.
   */
  recover(options: { write: boolean }): Promise<void>;
  /** Applies a plan all or nothing; throws UserError when it could not. */
  apply(plan: Plan): Promise<void>;
  /** Runs one command in the host; never throws for its exit code. */
  run(command: Command): Promise<CommandResult>;
}

/** What a command ends with: an exit code and the JSON document of the contract, which every report is made from. */
export interface Outcome<Document = unknown> {
  exitCode: number;
  document: Document;
}
