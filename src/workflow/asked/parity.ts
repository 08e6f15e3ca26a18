import { EXIT, UserError } from "../../errors.ts";
import type { Found } from "../../model/found.ts";
import { locate } from "../../model/location.ts";
import { spellingKey } from "../../model/name.ts";
import { type Mention, mentionFinder, respelt } from "../../model/spelling.ts";
import type { Repo } from "../../repo/repo.ts";
import type { Asked, Mentions } from "../../rules/rule.ts";
import type { Host, Target } from "../../targets/target.ts";
import { chosen } from "../check.ts";
import type { Edge } from "../edge.ts";

const MAX_LENGTH = 1_000_000;

/** The two servers that are compared. */
interface Pair {
  exemplar: Found;
  subject: Found;
}

/**
 * Every file of the checkout that mentions the exemplar `like` and not the one server named. A file whose own path
 * mentions the exemplar, or that lies in its folder, is mirrored by its counterpart instead. Throws UserError (exit 2).
 */
export async function parityWith(
  target: Target,
  host: Host,
  like: string,
  names: readonly string[],
  edge: Edge,
): Promise<NonNullable<Asked["parity"]>> {
  const all = target.read?.(host) ?? [];
  const [name] = names;
  if (name === undefined || names.length > 1 || name === like) throw noPair(like);
  const [exemplar, subject] = [like, name].flatMap((each) => chosen([each], all));
  if (!exemplar || !subject) throw noPair(like);
  const paths = (await edge.files()).filter((path) => !path.split("/").includes("node_modules"));
  const known = new Set(paths);
  const find = mentionFinder(related(all, [like, name]));
  const only = mentionFinder([like]);
  const files = paths.flatMap((path) => {
    const text = textOf(edge.repo, path);
    if (text === null) return [];
    const counterpart = counterpartOf(path, { exemplar, subject });
    if (counterpart !== null) return known.has(counterpart) ? [] : [mentionsOf(path, text, only(text), counterpart)];
    const mentions = only(text).length > 0 ? find(text) : [];
    const own = mentions.filter((each) => each.name === like);
    return own.length === 0 || mentions.some((each) => each.name === name) ? [] : [mentionsOf(path, text, own)];
  });
  return { exemplar: like, files };
}

// A longer name that contains one of the two is another server: `slack_personal` does not mention `slack`.
function related(all: readonly Found[], names: readonly string[]): string[] {
  const keys = names.map(spellingKey);
  return all.map((each) => each.name).filter((name) => keys.some((key) => spellingKey(name).includes(key)));
}

function counterpartOf(path: string, { exemplar, subject }: Pair): string | null {
  const folder = exemplar.directory;
  if (folder !== null && subject.directory !== null && folder !== subject.directory && path.startsWith(`${folder}/`)) {
    return subject.directory + respelt(path.slice(folder.length), exemplar.name, subject.name);
  }
  const renamed = respelt(path, exemplar.name, subject.name);
  return renamed === path ? null : renamed;
}

function mentionsOf(path: string, text: string, own: readonly Mention[], counterpart?: string): Mentions {
  const [first] = own;
  const lines = own.map(({ start }) => locate(path, text, start).line);
  return { at: locate(path, text, first?.start ?? 0, first?.end ?? 0), lines, ...(counterpart ? { counterpart } : {}) };
}

// What is no text, too long, or leads out of the checkout mentions nothing.
function textOf(repo: Repo, path: string): string | null {
  try {
    const text = repo.read(path);
    return text === null || text.length > MAX_LENGTH || text.includes("\0") ? null : text;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function noPair(like: string): UserError {
  return new UserError("no-pair", "--like compares exactly one other server with its exemplar.", {
    exitCode: EXIT.usage,
    hint: `Name that server: mcp-new check <server> --like ${like}.`,
  });
}
