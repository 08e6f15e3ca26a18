import { EXIT, UserError, unlessRefused } from "../../errors.ts";
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
 * mentions the exemplar, or that lies in its folder, is mirrored by its counterpart, and listed only without one. Throws UserError (exit 2).
 */
export async function parityWith(
  target: Target,
  host: Host,
  like: string,
  names: readonly string[],
  edge: Pick<Edge, "repo" | "files">,
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
    const [counterpart, ...others] = counterpartsOf(path, { exemplar, subject }, all);
    if (counterpart !== undefined) {
      const isMirrored = [counterpart, ...others].some((each) => known.has(each));
      return isMirrored ? [] : [mentionsOf(path, text, only(text), counterpart)];
    }
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

// A file of the exemplar's folder may keep its name in the subject's; one of another server's folder is none of either.
function counterpartsOf(path: string, { exemplar, subject }: Pair, all: readonly Found[]): string[] {
  const owner = ownerOf(path, all);
  if (owner !== null && owner === exemplar.directory && subject.directory !== null && owner !== subject.directory) {
    const rest = path.slice(owner.length);
    return [subject.directory + respelt(rest, exemplar.name, subject.name), subject.directory + rest];
  }
  const renamed = respelt(path, exemplar.name, subject.name);
  return renamed === path || (owner !== null && owner !== exemplar.directory) ? [] : [renamed];
}

/** The innermost folder of a server that a file lies in. */
function ownerOf(path: string, all: readonly Found[]): string | null {
  const folders = all.flatMap(({ directory }) =>
    directory !== null && path.startsWith(`${directory}/`) ? directory : [],
  );
  return folders.reduce<string | null>((inner, each) => (each.length > (inner?.length ?? 0) ? each : inner), null);
}

function mentionsOf(path: string, text: string, own: readonly Mention[], counterpart?: string): Mentions {
  const [first] = own;
  const lines = own.map(({ start }) => locate(path, text, start).line);
  return { at: locate(path, text, first?.start ?? 0, first?.end ?? 0), lines, ...(counterpart ? { counterpart } : {}) };
}

// What is no text, too long, or leads out of the checkout mentions nothing.
function textOf(repo: Repo, path: string): string | null {
  const text = unlessRefused(() => repo.read(path));
  return text === null || text.length > MAX_LENGTH || text.includes("\0") ? null : text;
}

function noPair(like: string): UserError {
  return new UserError("no-pair", "--like compares exactly one other server with its exemplar.", {
    exitCode: EXIT.usage,
    hint: `Name that server: mcp-new check <server> --like ${like}.`,
  });
}
