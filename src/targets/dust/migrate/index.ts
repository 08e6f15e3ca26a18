import { lostComments } from "../../../edit/rewrite/comments.ts";
import { EXIT, UserError } from "../../../errors.ts";
import { formatLocation, locate } from "../../../model/location.ts";
import type { Draft } from "../../../plan/draft.ts";
import { lackingFor } from "../checkout/lacking.ts";
import type { DustHost } from "../host.ts";
import type { DustServer } from "../read/server.ts";
import { draftMove } from "./draft.ts";
import { isSource, movedPath } from "./move.ts";
import { notMovable, Obstacles } from "./obstacles.ts";
import { filesBelow } from "./read/folder.ts";
import { mockingOf } from "./read/mocks.ts";
import { type Movable, readMovable } from "./read/movable.ts";

/**
 * Drafts the move of a server of layout `legacy` to a newer layout of the same checkout; nothing for a server that has that layout.
 * `files` are all files of the checkout. Returns what a person still has to do, in order.
 *
 * @throws UserError `layout-not-newer` (exit 2) for another layout, `server-not-movable` (exit 5) with everything that keeps the server where it is, and its place
 */
export function migrate(
  draft: Draft,
  host: DustHost,
  found: DustServer,
  { to, files }: { to: string; files: readonly string[] },
): string[] {
  if (to !== "records" && to !== "arrays") throw notNewer(to);
  if (found.layout === to) return [];
  if (found.layout !== "legacy") {
    const message = `It has the layout ${found.layout ?? "unknown"}: only servers of layout legacy are moved.`;
    throw notMovable(found.name, to, [{ message, at: formatLocation(found.at) }], LAYOUTS);
  }
  const obstacles = new Obstacles();
  const movable = readMovable(found, host, { to, files }, obstacles);
  obstacles.throwFor(found.name, to, lackingFor(to, host.sources).length > 0 ? OTHER_CHECKOUT : undefined);
  if (!movable) throw new Error(`${found.name} was not read, and nothing said why.`);
  draftMove(draft, movable, host);
  refuseLostComments(draft, host, obstacles);
  obstacles.throwFor(found.name, to);
  return nextSteps(movable, host);
}

const LAYOUTS = "mcp-new info tells the layout of every server.";
const OTHER_CHECKOUT =
  "Move it in a checkout that has these helpers, such as a newer commit; mcp-new info tells what this one is.";

function notNewer(to: string): UserError {
  return new UserError("layout-not-newer", `No server is moved to the layout "${to}". Nothing was written.`, {
    exitCode: EXIT.usage,
    hint: "Give --to records or --to arrays.",
  });
}

// A comment in the middle of something that is written anew has no place there.
function refuseLostComments(draft: Draft, { repo }: DustHost, obstacles: Obstacles): void {
  for (const { path, start, text } of lostComments([...draft.changes(), ...draft.removed()])) {
    const at = formatLocation(locate(path, repo.read(path) ?? "", start));
    obstacles.add(at, `The comment \`${text.replace(/\s+/g, " ").slice(0, 60)}\` would be lost.`);
  }
}

function nextSteps({ move, pairs, conventions, users, described }: Movable, { repo, sources }: DustHost): string[] {
  const metadata = `${move.to}/metadata.ts`;
  const made = pairs.map(({ registered }) => registered.tool).join(", ");
  const money = conventions.costFields ? " and what their calls cost" : "";
  const own = filesBelow(repo, move.from).flatMap((path) => (isSource(path) ? (sources.source(path) ?? []) : []));
  const mocking = mockingOf([...own, ...users.importers], sources);
  return [
    `Read the labels${money} in ${metadata}: they were made from the names of the tools (${made}).`,
    ...(described.tools ? [] : [`${metadata} lists the tools, which the registry did not show before.`]),
    ...users.mentions.map((path) => `${path} mentions ${move.from}, which is gone: correct it where it matters.`),
    ...mocking.map(({ path, modules }) => {
      const how = `${modules.join(" and ")}, through which the tools are registered another way now`;
      return `Correct ${movedPath(path, move)}: it replaces ${how}.`;
    }),
    "Run the tests of the checkout.",
  ];
}
