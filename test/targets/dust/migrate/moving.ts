import { UserError } from "../../../../src/errors.ts";
import { Draft } from "../../../../src/plan/draft.ts";
import { formatDraft, ownPrettier } from "../../../../src/plan/format.ts";
import { migrate } from "../../../../src/targets/dust/migrate/index.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { hostOf } from "../../../support/fixture-host.ts";

/** A whole tree in memory, by path. */
export type Files = Record<string, string>;

/** What a move drafted: the whole tree after it, formatted, the paths that are gone, and what is left to do. */
export interface Moved {
  files: Files;
  removed: string[];
  next: string[];
}

/** Moves a server of files in memory. */
export async function moved(files: Files, server: string, to: "records" | "arrays"): Promise<Moved> {
  const { draft, next } = drafted(files, server, to);
  const warnings = await formatDraft(draft, ownPrettier("/nonexistent"));
  if (warnings.length > 0) throw new Error(warnings.join("\n"));
  const removed = draft.removed().map(({ path }) => path);
  const kept = Object.entries(files).filter(([path]) => !removed.includes(path));
  const written = draft.changes().map(({ path, after }) => [path, after] as const);
  return { files: { ...Object.fromEntries(kept), ...Object.fromEntries(written) }, removed, next };
}

function drafted(files: Files, server: string, to: string) {
  const host = hostOf(files);
  const found = readServers(host).find((each) => each.name === server);
  if (!found) throw new Error(`no server ${server}`);
  const draft = new Draft(host.repo);
  return { draft, next: migrate(draft, host, found, { to, files: Object.keys(files) }) };
}

/** Why a server cannot be moved: each place with the beginning of the text there, and the sentence. Throws when it can be. */
export function obstaclesOf(files: Files, server: string, to: string): string[] {
  return refusalOf(files, server, to).details.map(({ at, message }) => `${shown(files, at ?? "")} ${message}`);
}

/** The refusal to move a server. Throws when it can be moved. */
export function refusalOf(files: Files, server: string, to: string): UserError {
  try {
    drafted(files, server, to);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error;
  }
  throw new Error(`${server} was moved`);
}

function shown(files: Files, at: string): string {
  const [path = "", line, column] = at.split(":");
  const text = files[path]?.split("\n")[Number(line) - 1]?.slice(Number(column) - 1);
  return line === undefined ? path : `${path} [${text?.slice(0, 24)}]`;
}
