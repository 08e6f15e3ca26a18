import type { IntegrationSpec } from "../../../src/model/integration-spec.ts";
import { parseIntegration } from "../../../src/model/problems/parse.ts";
import { Draft } from "../../../src/plan/draft.ts";
import type { Written } from "../../../src/plan/plan.ts";
import { memoryRepo } from "../../../src/repo/memory.ts";
import { PATHS } from "../../../src/targets/dust/paths.ts";
import { scaffoldServer } from "../../../src/targets/dust/scaffold.ts";
import { fixtureFiles, hostOf } from "../../support/fixture-host.ts";
import type { ReplicaName } from "../../support/replica.ts";

/** The files of a workspace in memory, by path. */
export type Files = Record<string, string>;

/** What a scaffolding run drafted: the changes, and the whole tree with them. */
export interface Drafted {
  changes: Written[];
  files: Files;
}

/** A small complete spec; `more` adds to it or overrides it. */
export function specOf(more: Record<string, unknown> = {}): IntegrationSpec {
  return parseIntegration({ name: "acme_crm", description: "Search Acme CRM.", auth: { kind: "none" }, ...more });
}

/** Scaffolds a small server into files in memory; `elsewhere` holds the numbered files of other branches. */
export function scaffolded(files: Files, more: Record<string, unknown> = {}, elsewhere: Files[] = []): Drafted {
  const host = { ...hostOf(files), elsewhere: elsewhere.map((branch) => memoryRepo(branch)) };
  const draft = new Draft(host.repo);
  scaffoldServer(draft, host, specOf(more));
  const changes = draft.changes();
  return { changes, files: { ...files, ...Object.fromEntries(changes.map(({ path, after }) => [path, after])) } };
}

/** The tree that scaffolding a small server leaves. */
export function tree(files: Files, more: Record<string, unknown> = {}, elsewhere: Files[] = []): Files {
  return scaffolded(files, more, elsewhere).files;
}

/** The text of a file of a tree. Throws when there is none. */
export function textOf(files: Files, path: string): string {
  const text = files[path];
  if (text === undefined) throw new Error(`no ${path}`);
  return text;
}

/** The entry of a server in constants.ts of a tree, from its key to its closing brace. */
export function entryOf(files: Files, name = "acme_crm"): string {
  const text = textOf(files, PATHS.constants);
  const from = text.search(new RegExp(`^  ${name}: \\{$`, "m"));
  if (from < 0) throw new Error(`no entry ${name}`);
  return text.slice(from + 2, text.indexOf("\n  },", from) + 4);
}

/** The id that the entry of a server has in a tree. */
export function idOf(files: Files, name = "acme_crm"): number {
  return Number(/id: (\d+),/.exec(entryOf(files, name))?.[1]);
}

/** The lines that `after` has and `before` lacks, trimmed, in order. */
export function addedLines(before: string, after: string): string[] {
  const old = new Map<string, number>();
  for (const line of before.split(/\r?\n/)) old.set(line, (old.get(line) ?? 0) + 1);
  return after.split(/\r?\n/).flatMap((line) => {
    const left = old.get(line) ?? 0;
    if (left > 0) old.set(line, left - 1);
    return left > 0 ? [] : [line.trim()];
  });
}

/** Both sample workspaces with what differs between them. */
export const layouts: { name: ReplicaName; context: string; highest: number }[] = [
  { name: "dust-arrays", context: "toolContext", highest: 1047 },
  { name: "dust-records", context: "agentLoopContext", highest: 1047 },
];

/** The files of a sample workspace with one text replaced in one of them. Throws when it is not there. */
export function replaced(name: ReplicaName, path: string, from: string | RegExp, to: string): Files {
  return replacedIn(fixtureFiles(name), path, from, to);
}

/** The same for any files. */
export function replacedIn(files: Files, path: string, from: string | RegExp, to: string): Files {
  const text = textOf(files, path);
  const next = text.replace(from, () => to);
  if (next === text) throw new Error(`${path} has no ${from}`);
  return { ...files, [path]: next };
}
