import type { Found } from "../../model/found.ts";
import type { Location } from "../../model/location.ts";
import type { Formatter } from "../../plan/formatter.ts";
import type { Repo } from "../../repo/repo.ts";
import type { Verdict } from "../../rules/rule.ts";
import type { Host } from "../../targets/target.ts";
import type { Edge } from "../edge.ts";
import { startOf } from "./type-check.ts";

const AT_ONCE = 4;
const MAX_DEPTH = 8;

/** The TypeScript files of servers, and those in which the host gives out numbers, that its own formatter would change. */
export async function badlyFormatted(host: Host, servers: readonly Found[], edge: Edge): Promise<Verdict[]> {
  const formatter = await edge.formatter();
  if (!formatter) return [{ kind: "not-applicable", reason: "formatting was declined with --no-format" }];
  if (formatter.isOwn) {
    return [{ kind: "unknown", at: startOf(host), reason: "the checkout has no formatter installed" }];
  }
  const folders = new Set(servers.flatMap((server) => server.directory ?? []));
  const paths = new Set([...host.numbered, ...[...folders].flatMap((folder) => filesBelow(host.repo, folder))]);
  const sources = [...paths].filter((path) => /\.tsx?$/.test(path)).sort();
  edge.say(`Asking ${formatter.name} about ${sources.length} files …`);
  const verdicts: Verdict[] = [];
  for (let start = 0; start < sources.length; start += AT_ONCE) {
    const some = sources.slice(start, start + AT_ONCE);
    verdicts.push(...(await Promise.all(some.map((path) => judge(path, host.repo, formatter)))).flat());
  }
  return verdicts;
}

function filesBelow(repo: Repo, folder: string, depth = 0): string[] {
  if (depth > MAX_DEPTH) return [];
  return repo.list(folder).flatMap(({ name, kind }) => {
    const path = `${folder}/${name}`;
    return kind === "file" ? [path] : filesBelow(repo, path, depth + 1);
  });
}

async function judge(path: string, repo: Repo, formatter: Formatter): Promise<Verdict[]> {
  const text = (repo.read(path) ?? "").replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  try {
    const formatted = await formatter.format(path, text);
    if (formatted === text) return [];
    const at = placeOf(path, firstDifference(text, formatted));
    return [{ kind: "problem", at, symbol: path, message: `${formatter.name} would change this file from here on.` }];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ kind: "unknown", at: placeOf(path, 1), reason: `${formatter.name} could not format ${path}: ${why}` }];
  }
}

function firstDifference(before: string, after: string): number {
  const lines = after.split("\n");
  return before.split("\n").findIndex((line, index) => line !== lines[index]) + 1 || 1;
}

function placeOf(path: string, line: number): Location {
  return { path, line, column: 1, endLine: line, endColumn: 1 };
}
