import type { ModulePaths } from "../edit/syntax/aliases.ts";
import type { TemplateOverride } from "../edit/template.ts";
import type { Found } from "../model/found.ts";
import type { IntegrationSpec } from "../model/integration-spec.ts";
import type { ToolSpec } from "../model/tool-spec.ts";
import type { Draft } from "../plan/draft.ts";
import type { Command } from "../plan/plan.ts";
import type { Repo } from "../repo/repo.ts";
import type { ChecklistLine } from "../rules/checklist.ts";
import type { Base, HostState, Rule } from "../rules/rule.ts";

/** Something that was recognised, and the place that shows it. */
export interface Evidence {
  what: string;
  where: string;
}

/** A checkout that a target recognised. Targets extend it with what they read. */
export interface Host {
  target: string;
  repo: Repo;
  layouts: string[];
  evidence: Evidence[];
  /** Files in which numbers are given out, so that the same files on other branches matter too. */
  numbered: string[];
  /** Templates of the checkout's own by name; the command fills it in where the configuration names a folder. */
  template?: TemplateOverride;
  /** The numbered files as other branches have them; the command fills it in where git can tell. */
  elsewhere: Repo[];
}

/** Something that generated code follows in a host, and the place that shows it. */
export interface Convention {
  name: string;
  /** What it is here; null where the host has none. */
  value: string | number | boolean | readonly string[] | null;
  where: string;
}

/** What a host holds and how it is written, for people who want to know what was recognised. */
export interface HostDescription {
  /** The layout of a new integration. */
  layout: string;
  servers: { name: string; id: number | null; layout: string | null; directory: string | null; where: string }[];
  /** The number that a new integration gets. */
  nextId: number | null;
  /** What a new integration follows; null where none is written, for the reason that `refusal` gives. */
  conventions: Convention[] | null;
  refusal: string | null;
}

/** What a host has that a new integration can refer to, for prompts. */
export interface Choices {
  icons: string[];
  /** The icon that is proposed: the temporary one. */
  defaultIcon: string;
  providers: string[];
  featureFlags: string[];
  /** What is wrong with a name because of what the host has already. */
  nameProblem(name: string): string | undefined;
}

/** A kind of host that a thing can be added to. A capability is the presence of its method. */
export interface Target<H extends Host = Host, F extends Found = Found> {
  id: string;
  title: string;
  /** Scaffolds OAuth providers, from the `auth` of a spec; servers where it is left out. */
  kind?: "provider";
  rules: Rule<F, H>[];
  /** What has to be done for a new integration, in order; one line for each rule when it is left out. */
  checklist?: readonly ChecklistLine<F, H>[];
  /**
   * What was recognised in the checkout and the evidence for it; null when it is not this kind of host. `paths` are aliases
   * of modules besides the host's own.
   */
  detect(repo: Repo, paths?: ModulePaths): H | null;
  /** Every integration of the host, read back with places. */
  read?(host: H): F[];
  /** The folders whose files rules read: their old versions are fetched from git. */
  folders?: string[];
  /** The integrations that were and are no more, by what is deployed and by the host's own records. */
  gone?(host: H, all: F[], base?: Base<F, H>): F[];
  /** Which integrations changed between two states of the host, and the changed files that all of them share. */
  touched?(now: HostState<F, H>, before: HostState<F, H>, changed: string[]): { servers: string[]; shared: string[] };
  /** Ids of the targets that have to scaffold their part of a spec first, in the same plan. */
  needs?(host: H, spec: IntegrationSpec): string[];
  /** Drafts a new integration and its registration. Throws UserError when the host cannot take it. */
  scaffold?(draft: Draft, host: H, spec: IntegrationSpec, layout?: string): void;
  /**
   * Drafts one more tool of an integration that `to` was read from the draft; nothing for a tool that is there already. Throws
   * UserError for another tool of that name (exit 4) and for an integration that cannot be extended safely (exit 5).
   */
  addTool?(draft: Draft, host: H, to: F, tool: ToolSpec): void;
  /**
   * Drafts the move of an integration to another layout of the host; nothing for one that has it. `files` are all files of the
   * checkout. Returns what a person still has to do, in order. Throws UserError (exit 5) with all that keeps it where it is.
   */
  migrate?(draft: Draft, host: H, found: F, asked: { to: string; files: readonly string[] }): string[];
  /** What was recognised in the host, each with its evidence. */
  describe?(host: H): HostDescription;
  /** What the host offers to choose from when a person is asked. */
  choices?(host: H): Choices;
  /** What a person still has to do, in order. */
  next?(host: H, spec: IntegrationSpec): string[];
  /** What a person still has to do after tools were added to an integration, in order. */
  nextTools?(host: H, to: F, tools: readonly ToolSpec[]): string[];
  /** Commands that prove the host still compiles, to run after a write. */
  verify?(host: H): Command[];
}
