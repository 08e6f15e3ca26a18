import { insertProperty } from "../../../../edit/list.ts";
import type { Sources } from "../../../../edit/sources.ts";
import type { Splice } from "../../../../edit/splice.ts";
import { property, staticName } from "../../../../edit/ts.ts";
import { objectAnchor, requiredSource } from "../../../_shared/anchors.ts";
import { moduleOf } from "../../../_shared/front-modules.ts";
import { importName } from "../../../_shared/import-name.ts";
import { OAUTH_NAMES, OAUTH_PATHS } from "../../../_shared/oauth/paths.ts";
import { frontNames } from "../names.ts";
import { sortedPosition } from "../place.ts";

/** The splices that import the strategy of a provider and put it into the registry. Throws AnchorNotFound. */
export function strategySplices(provider: string, sources: Sources): Splice[] {
  const source = requiredSource(sources, OAUTH_PATHS.registry);
  const rows = objectAnchor(source, OAUTH_NAMES.strategies);
  if (property(rows, provider)) return [];
  const { className, path } = frontNames(provider);
  const wanted = { exported: className, local: className, module: moduleOf(path) };
  const { local, splices } = importName(source, wanted);
  const keys = rows.properties.map((each) => (each.name ? staticName(each.name) : null));
  return [...splices, ...insertProperty(source, rows, sortedPosition(provider, keys), `${provider}: new ${local}()`)];
}
