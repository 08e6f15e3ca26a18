import { countChanges, unifiedDiff } from "../plan/diff.ts";
import type { Change } from "../plan/plan.ts";
import type { CarriedOut } from "./carry-out.ts";
import { type FindingDocument, findingDocument } from "./check-document.ts";
import type { CommandResult } from "./edge.ts";
import type { Proposal } from "./propose.ts";

/** One file of a plan as the JSON document shows it. */
export interface ChangeDocument {
  path: string;
  action: "create" | "edit" | "delete" | "unchanged";
  insertions: number;
  deletions: number;
  diff?: string;
}

/** The JSON document of a writing command; CLI.md "JSON output". */
export interface WriteDocument {
  schemaVersion: 1;
  command: string;
  target: string;
  layout: string | null;
  server: string;
  applied: boolean;
  verification: CommandResult[] | null;
  changes: ChangeDocument[];
  findings: FindingDocument[];
  next: string[];
  replay: string;
}

/** What the document says besides the plan. */
export type DocumentHead = Pick<WriteDocument, "command" | "target" | "layout" | "server" | "next" | "replay">;

/** Describes a proposal and what became of it. */
export function writeDocument(
  head: DocumentHead,
  proposal: Proposal,
  done: CarriedOut,
  withDiff: boolean,
): WriteDocument {
  const kept = proposal.kept.map((path) => `Compare ${path} with what would be generated: it differs and was kept.`);
  const unchanged = [...proposal.unchanged, ...proposal.kept].map((path): ChangeDocument => {
    return { path, action: "unchanged", insertions: 0, deletions: 0 };
  });
  const { command, target, layout, server, next, replay } = head;
  return {
    schemaVersion: 1,
    command,
    target,
    layout,
    server,
    applied: done.applied,
    verification: done.verification,
    changes: [...proposal.changes.map((change) => changeDocument(change, withDiff)), ...unchanged],
    findings: proposal.findings.map(findingDocument),
    next: [...kept, ...(proposal.changes.length === 0 ? [] : next)],
    replay,
  };
}

/** Describes one change, with its diff where that is wanted. */
export function changeDocument(change: Change, withDiff: boolean): ChangeDocument {
  return {
    path: change.path,
    action: change.before === null ? "create" : change.after === null ? "delete" : "edit",
    ...countChanges(change),
    ...(withDiff ? { diff: unifiedDiff(change) } : {}),
  };
}
