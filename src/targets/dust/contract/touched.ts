import { formatLocation } from "../../../model/location.ts";
import type { HostState } from "../../../rules/rule.ts";
import type { DustHost } from "../host.ts";
import { describedBy } from "../judge/ownership.ts";
import { strategyPath } from "../judge/strategy.ts";
import { PATHS } from "../paths.ts";
import type { DustServer } from "../read/server.ts";
import { brokenRegistries } from "../registry/broken.ts";
import { registryParts } from "./registry-parts.ts";

type State = HostState<DustServer, DustHost>;

/** The servers that changed files touch, and the changed files that all servers share. */
export interface Touched {
  servers: string[];
  shared: string[];
}

const REGISTRIES: readonly string[] = [PATHS.constants, PATHS.switch, PATHS.availabilitySnapshot];
const SHARED = new Set<string>(Object.values(PATHS).filter((path) => !REGISTRIES.includes(path)));

/**
 * Which servers changed between two states of a checkout: by the files of their folders, by the files that their sources
 * import, and by their rows in the registries. What else changed in a registry, or in a file of the host that rules
 * read, is shared.
 */
export function touchedServers(now: State, before: State, changed: readonly string[]): Touched {
  // Which rows changed cannot be told in a file that does not parse.
  const broken = new Set([now, before].flatMap(({ host }) => brokenRegistries(host)));
  if (broken.size > 0) return { servers: [], shared: [...broken] };
  const touched = new Set(rowsChanged(now, before));
  const shared = new Set(restChanged(now, before));
  for (const path of changed.filter((each) => !REGISTRIES.includes(each))) {
    const owners = [...ownersOf(path, now), ...ownersOf(path, before)];
    for (const name of owners) touched.add(name);
    if (owners.length === 0 && SHARED.has(path)) shared.add(path);
  }
  return { servers: [...touched], shared: [...shared] };
}

function ownersOf(path: string, { all, host }: State): string[] {
  const holders = all.filter((server) => server.directory !== null && path.startsWith(`${server.directory}/`));
  // A server that is a single file stands in the folder of all the others.
  const deepest = Math.max(...holders.map(({ directory }) => directory?.length ?? 0));
  const below = holders.filter(({ directory }) => directory?.length === deepest);
  const importers = below.length > 0 ? below : all.filter((server) => uses(server, path, host));
  return importers.map((server) => server.name);
}

function uses(server: DustServer, path: string, host: DustHost): boolean {
  const described = server.entry ? describedBy(server.entry, host.sources).map((each) => each.path) : [];
  if (SHARED.has(path)) return false;
  if (strategyPath(server, host) === path) return true;
  return described.includes(path) || (server.implementation()?.imports.includes(path) ?? false);
}

function rowsChanged(now: State, before: State): string[] {
  const [rows, old] = [rowsOf(now), rowsOf(before)];
  const names = [...new Set([...rows.keys(), ...old.keys()])];
  return names.filter((name) => rows.get(name) !== old.get(name));
}

/** What the registries say of each server, as one text. */
function rowsOf({ host, all }: State): Map<string, string> {
  const { texts } = registryParts(host);
  const snapshot = host.registry().snapshot ?? [];
  return new Map(
    all.map((server) => {
      const places = [
        ...server.listed,
        ...(server.entry ? [server.entry.at] : []),
        ...server.cases.map((each) => each.at),
      ];
      const modules = [
        ...server.cases.map((each) => each.module ?? ""),
        ...(server.entry ? describedBy(server.entry, host.sources).map((each) => each.path) : []),
      ];
      const row = snapshot.filter((each) => each.name === server.name).map(({ list, id }) => `${list} ${id}`);
      return [server.name, [...places.map((at) => texts.get(formatLocation(at)) ?? ""), ...modules, ...row].join("\n")];
    }),
  );
}

function restChanged(now: State, before: State): string[] {
  const [rest, old] = [registryParts(now.host).rest, registryParts(before.host).rest];
  return [...rest.keys()].filter((path) => rest.get(path) !== old.get(path));
}
