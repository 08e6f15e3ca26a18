import type { ImportedName } from "../../../../edit/template.ts";
import { constantCase } from "../../../../model/name.ts";
import type { Conventions, DustLayout } from "../../checkout/conventions.ts";
import { lackingFor } from "../../checkout/lacking.ts";
import { folderOf } from "../../files/names.ts";
import type { DustHost } from "../../host.ts";
import { PATHS } from "../../paths.ts";
import type { DustServer } from "../../read/server.ts";
import type { Entry } from "../../registry/entries.ts";
import type { Move } from "../move.ts";
import type { Obstacles } from "../obstacles.ts";
import type { NewNames } from "../write/metadata.ts";
import { monitoringName } from "../write/server.ts";
import { type Captured, readCaptured } from "./captured.ts";
import { carriedImports } from "./carried.ts";
import { type Described, readDescribed } from "./described.ts";
import { type Factory, readFactory } from "./factory.ts";
import { readMove } from "./folder.ts";
import { type Pair, pairTools } from "./pairs.ts";
import { refuseLostNames, refuseTakenNames, refuseUnwritable } from "./refuse.ts";
import { readUsers, type Users } from "./users.ts";

/** A server that can be moved, read as a whole. */
export interface Movable {
  move: Move;
  entry: Entry;
  factory: Factory;
  captured: Captured | null;
  described: Described;
  pairs: Pair[];
  names: NewNames;
  conventions: Conventions;
  /** The name under which calls are counted, as code. */
  monitoring: string;
  /** What the metadata import because of what they take from the server's module. */
  carried: ImportedName[];
  users: Users;
}

/** Reads a server of layout `legacy` and tells everything that keeps it from being moved; null when its parts have another form. */
export function readMovable(
  found: DustServer,
  host: DustHost,
  { to, files }: { to: DustLayout; files: readonly string[] },
  obstacles: Obstacles,
): Movable | null {
  const { sources } = host;
  const { entry } = found;
  const lacking = lackingFor(to, sources);
  for (const { symbol, path } of lacking)
    obstacles.add(path, `\`${symbol}\` is not there, which servers of layout ${to} are made with.`);
  if (!entry) return obstacles.add(PATHS.constants, "The registry has no entry of the server.");
  const move = readMove(found, host, obstacles);
  const factory = move && readFactory(`${move.from}/index.ts`, sources, obstacles);
  const described = move && readDescribed(entry, move.from, sources, obstacles);
  if (!move || !factory || !described) return null;
  const names = newNames(described, move);
  const users = readUsers(files, host.repo, sources, move);
  const read = { move, entry, factory, described, names, users };
  const monitoring = monitoringName(factory, sources, obstacles);
  const captured = readCaptured(factory, obstacles);
  const pairs = pairTools(factory, described, sources, obstacles);
  const carried = carriedOf(read, pairs, host, obstacles);
  refuseTakenNames(read, captured, obstacles);
  refuseLostNames(read, host, obstacles);
  if (lacking.length > 0 || monitoring === null) return null;
  const conventions = host.conventions(to);
  refuseUnwritable(read, conventions, host, obstacles);
  return { ...read, captured, pairs, carried, monitoring, conventions };
}

function newNames({ info }: Described, { from }: Move): NewNames {
  const prefix = info.name.endsWith("_SERVER_INFO")
    ? info.name.slice(0, -"_SERVER_INFO".length)
    : constantCase(folderOf(from));
  return { tools: `${prefix}_TOOLS_METADATA`, server: `${prefix}_SERVER` };
}

/** What is read of a server first. */
export type Read = Pick<Movable, "move" | "entry" | "factory" | "described" | "names" | "users">;

function carriedOf({ move, described }: Read, pairs: readonly Pair[], { sources }: DustHost, obstacles: Obstacles) {
  return pairs.flatMap(({ registered, element }) => {
    const { name, description, schema, alerting } = registered;
    const expressions = [schema, ...(element ? [] : [name, description]), ...(alerting ? [alerting] : [])];
    return expressions.flatMap((each) => carriedImports(each, described.source, { move, sources }, obstacles));
  });
}
