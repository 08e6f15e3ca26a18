import { foldElements, foldObjectEntries } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, type ts, variableNamed } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import { readableSource } from "../../_shared/anchors.ts";
import { stringFact } from "../../_shared/facts.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";
import { propertiesOf } from "./entries.ts";
import { elementFacts } from "./read.ts";
import { namesOfType } from "./type-names.ts";

/**
 * The values of a list of the checkout in source order, each with its place; one that cannot be worked out is an unknown
 * fact. Null when the checkout has no such file or no such list; a file that does not parse is a UserError (exit 5).
 */
export type SideList = Fact<string>[] | null;

/** The icons that a server may have. */
export function iconNames(host: DustHost): SideList {
  return arrayOf(host.sources, PATHS.icons, "INTERNAL_ALLOWED_ICONS");
}

/** The OAuth providers of the front end. */
export function oauthProviders(host: DustHost): SideList {
  return arrayOf(host.sources, PATHS.oauthProviders, "OAUTH_PROVIDERS");
}

/** The use cases that a server's authorization may list: an array, or the names in the type made for servers. */
export function oauthUseCases(host: DustHost): SideList {
  const array = arrayOf(host.sources, PATHS.oauthProviders, "MCP_OAUTH_USE_CASES");
  return array ?? namesOfType(host.sources, PATHS.oauthProviders, "MCPOAuthUseCase");
}

/** The feature flags that a workspace can be given: the keys of the configuration, or the array of older checkouts. */
export function featureFlags(host: DustHost): SideList {
  return (
    keysOf(host.sources, PATHS.featureFlags, "WHITELISTABLE_FEATURES_CONFIG") ??
    arrayOf(host.sources, PATHS.featureFlags, "WHITELISTABLE_FEATURES")
  );
}

/** The stake levels, the highest first. */
export function stakeLevels(host: DustHost): SideList {
  return arrayOf(host.sources, PATHS.actionConstants, "MCP_TOOL_STAKE_LEVELS");
}

/** What Dust does with a tool that was interrupted. */
export function retryPolicies(host: DustHost): SideList {
  return arrayOf(host.sources, PATHS.actionConstants, "MCP_TOOL_RETRY_POLICIES");
}

/** The icons that have an image. */
export function iconImages({ sources }: DustHost): SideList {
  return (
    keysOf(sources, `${PATHS.iconImages}.tsx`, "InternalActionIcons") ??
    keysOf(sources, `${PATHS.iconImages}.ts`, "InternalActionIcons")
  );
}

/** The values of a tool's `toolCostCategory`: an array, or the names in the type, in either of the files that had them. */
export function costCategories({ sources }: DustHost): SideList {
  for (const path of [PATHS.apiMcp, PATHS.actionConstants]) {
    const list = arrayOf(sources, path, "TOOL_COST_CATEGORIES") ?? namesOfType(sources, path, "ToolCostCategory");
    if (list) return list;
  }
  return null;
}

/** The values of an entry's `availability`. */
export function availabilities(host: DustHost): SideList {
  return arrayOf(host.sources, PATHS.constants, "MCP_SERVER_AVAILABILITY");
}

/** The servers that have a label for their bearer token. */
export function tokenLabels(host: DustHost): SideList {
  return keysOf(host.sources, PATHS.tokenLabels, "SERVER_TOKEN_LABELS");
}

/** The servers whose tools the tool search is tested with, by the `name` of each row. */
export function bm25Names(host: DustHost): SideList {
  const { sources } = host;
  return listOf(sources, PATHS.bm25Sources, "SERVER_SOURCES", (rows) =>
    foldElements(rows, sources).map((row): Fact<string> => {
      if (!row.known) return { known: false, at: locationOf(row.node), why: row.why };
      const name = propertiesOf(row.expression, sources).get("name");
      if (!name) return { known: false, at: locationOf(row.node), why: "it has no `name`" };
      return stringFact(name, sources);
    }),
  );
}

function arrayOf(sources: Sources, path: string, variable: string): SideList {
  return listOf(sources, path, variable, (value) => elementFacts(value, sources, isString));
}

function keysOf(sources: Sources, path: string, variable: string): SideList {
  return listOf(sources, path, variable, (value) =>
    foldObjectEntries(value, sources).map((entry) =>
      entry.known
        ? { known: true, value: entry.key, at: locationOf(entry.node.name ?? entry.node) }
        : { known: false, at: locationOf(entry.node), why: entry.why },
    ),
  );
}

const lists = new WeakMap<ts.SourceFile, Map<string, SideList>>();

/**
 * Reads the list that a variable holds, once for each tree of its file: every server is compared with it. Throws UserError
 * (exit 5) for a file with syntax errors, since a part of the list may stand behind them.
 */
function listOf(
  sources: Sources,
  path: string,
  variable: string,
  read: (value: ts.Expression) => Fact<string>[],
): SideList {
  const source = readableSource(sources, path);
  if (!source) return null;
  const known = lists.get(source) ?? new Map<string, SideList>();
  lists.set(source, known);
  const held = known.get(variable);
  if (held !== undefined) return held;
  const value = variableNamed(source, variable)?.initializer;
  const list = value ? read(value) : null;
  known.set(variable, list);
  return list;
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}
