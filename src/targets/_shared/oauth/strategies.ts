import { foldObjectEntries, originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, ts, unwrap, variableNamed } from "../../../edit/ts.ts";
import type { Location } from "../../../model/location.ts";
import { OAUTH_NAMES, OAUTH_PATHS } from "./paths.ts";

/** A row of the registry of strategies. */
export interface StrategyRow {
  /** Wire name of the provider. */
  provider: string;
  at: Location;
  /** What the row constructs as it is written there; null when it constructs nothing. */
  className: string | null;
  /** Its class; null when it cannot be followed. */
  strategy: ts.ClassLikeDeclaration | null;
}

/** The strategies by wire name, in source order; none for a checkout without a registry of them. */
export function strategyRows(sources: Sources): Map<string, StrategyRow> {
  const source = sources.source(OAUTH_PATHS.registry);
  const registry = source && variableNamed(source, OAUTH_NAMES.strategies)?.initializer;
  const entries = registry ? foldObjectEntries(registry, sources) : [];
  return new Map(
    entries.flatMap((entry) => {
      if (!entry.known) return [];
      const made = entry.value && unwrap(entry.value);
      const built = made && ts.isNewExpression(made) ? made.expression : null;
      const origin = built && originOf(built, sources);
      const row = {
        provider: entry.key,
        at: locationOf(entry.node),
        className: built?.getText() ?? null,
        strategy: origin && ts.isClassLike(origin) ? origin : null,
      };
      return [[entry.key, row] as const];
    }),
  );
}
