import { lineOf } from "../../edit/evaluate/class-member.ts";
import { factValue } from "../../model/found.ts";
import type { HostState } from "../../rules/rule.ts";
import { OAUTH_PATHS } from "../_shared/oauth/paths.ts";
import type { FoundProvider } from "./found.ts";
import type { OAuthHost } from "./host.ts";

type State = HostState<FoundProvider, OAuthHost>;

/** Files whose forms rules compare all strategies with. */
const SHARED: readonly string[] = [OAUTH_PATHS.helpers, OAUTH_PATHS.strategyType];

/**
 * Which providers changed between two states of a checkout: those of which a registry says something else, or whose own
 * files have another text. The files that all strategies are compared with are shared.
 */
export function touchedProviders(
  now: State,
  before: State,
  changed: readonly string[],
): { servers: string[]; shared: string[] } {
  const [texts, old] = [textsOf(now), textsOf(before)];
  const names = [...new Set([...texts.keys(), ...old.keys()])];
  const servers = names.filter((name) => texts.get(name) !== old.get(name));
  return { servers, shared: changed.filter((path) => SHARED.includes(path)) };
}

/** What both programs say of each provider, as one text without places. */
function textsOf({ all, host }: State): Map<string, string> {
  return new Map(all.map((found) => [found.name, textOf(found, host)]));
}

function textOf({ core, front }: FoundProvider, { sources }: OAuthHost): string {
  const { file, ...registries } = core;
  const { row, strategy, ...lists } = front;
  const owner = factValue(row)?.strategy;
  const files = [...new Set(owner ? lineOf(owner, sources).map((each) => each.getSourceFile()) : [])];
  const said = { registries, lists, row: factValue(row)?.className, getters: strategy?.getters };
  const texts = [factValue(file)?.text ?? null, ...files.map(({ text }) => text)];
  return JSON.stringify([said, texts], (key, value) => (key === "at" ? undefined : value));
}
