import type { Sources } from "../../../../edit/sources.ts";
import type { Fact } from "../../../../model/found.ts";
import type { Repo } from "../../../../repo/repo.ts";
import { OAUTH_NAMES, OAUTH_PATHS } from "../../../_shared/oauth/paths.ts";
import { type StrategyRow, strategyRows } from "../../../_shared/oauth/strategies.ts";
import { frontNames } from "../names.ts";
import { type AskedInput, askedInputs } from "./inputs.ts";
import { type ListRead, listed, readKeys, readList } from "./lists.ts";
import { readStrategy, type Strategy } from "./strategy.ts";

export type { AskedInput } from "./inputs.ts";
export type { AuthorizationParam } from "./params.ts";
export type { ConfigGetter, FinalizeCall, Strategy } from "./strategy.ts";

/** What the front says of a provider. What is not there is a known fact, at the place where it would have to be. */
export interface FrontProvider {
  /** Whether it is among all providers. */
  listed: Fact<boolean>;
  /** Whether it has a name for people. */
  titled: Fact<boolean>;
  /** What an administrator is asked for; empty for nothing, null where no case says. */
  asked: Fact<AskedInput[] | null>;
  /** Its row among the strategies; null where there is none. */
  row: Fact<StrategyRow | null>;
  /** The file that a strategy of this name has; null where there is none. */
  file: string | null;
  /** Its strategy; null where no row leads to one. */
  strategy: Strategy | null;
}

/** What of a checkout is read. */
interface Read {
  repo: Repo;
  sources: Sources;
}

/** The front's providers: the names in any of its four places, and what it says of a name. */
export interface FrontReader {
  names: ReadonlySet<string>;
  read(name: string): FrontProvider;
}

/** Reads the places that name providers; what it says of one is read when it is asked for. */
export function frontReader({ repo, sources }: Read): FrontReader {
  const types = sources.source(OAUTH_PATHS.types);
  const list = readList(types, OAUTH_NAMES.list, sources);
  const titles = readKeys(types, OAUTH_NAMES.titles, sources);
  const inputs = askedInputs(types, sources);
  const rows = strategyRows(sources);
  const registry = readKeys(sources.source(OAUTH_PATHS.registry), OAUTH_NAMES.strategies, sources);
  return {
    names: new Set([...list.at.keys(), ...titles.at.keys(), ...inputs.asked.keys(), ...rows.keys()]),
    read: (name) => {
      const asked = inputs.asked.get(name) ?? inputs.otherwise;
      const row = rows.get(name);
      const file = frontNames(name).path;
      return {
        listed: listed(list, name),
        titled: listed(titles, name),
        asked,
        row: row ? { known: true, value: row, at: row.at } : missing(registry),
        file: repo.read(file) === null ? null : file,
        strategy: row?.strategy ? readStrategy(row.strategy, asked, sources) : null,
      };
    },
  };
}

/** Every provider that the front names in one of its four places, by wire name. Empty for a checkout without them. */
export function readFront(host: Read): Map<string, FrontProvider> {
  const reader = frontReader(host);
  return new Map([...reader.names].map((name) => [name, reader.read(name)]));
}

function missing({ whole, gap }: ListRead): Fact<null> {
  return gap ?? { known: true, value: null, at: whole };
}
