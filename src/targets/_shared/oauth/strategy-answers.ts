import { functionOfMember, memberOf } from "../../../edit/evaluate/class-member.ts";
import { FunctionMachine } from "../../../edit/evaluate/machine.ts";
import type { Outcome } from "../../../edit/evaluate/machine-type.ts";
import { constant, record, TEXT, truth, UNKNOWN, type Value } from "../../../edit/evaluate/value.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, type ts } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";

type Strategy = ts.ClassLikeDeclaration;

/** Whether a strategy lets a person connect to a server that the workspace has connected already; undefined: it never says. */
export function acceptsServerId(strategy: Strategy, sources: Sources): Fact<boolean> | undefined {
  const asked = [record({ mcp_server_id: TEXT }), constant("personal_actions")];
  const answered = ask(strategy, "isExtraConfigValid", asked, sources);
  if (!answered) return undefined;
  const { at } = answered;
  const accepts = answered.outcomes.map((outcome) => outcome.ends === "returns" && truth(outcome.value));
  if (accepts.every((each) => each === true)) return { known: true, value: true, at };
  if (accepts.every((each) => each === false)) return { known: true, value: false, at };
  return { known: false, at, why: "what it returns depends on more than the arguments" };
}

/** Those of the use cases for which a strategy has no address to send people to: it throws whatever else it is given. */
export function refusedUseCases(
  strategy: Strategy,
  useCases: readonly string[],
  sources: Sources,
): Map<string, Location> {
  const refused = new Map<string, Location>();
  for (const useCase of useCases) {
    const given = record({ useCase: constant(useCase) }, true);
    const { outcomes } = ask(strategy, "setupUri", [given], sources) ?? { outcomes: [] };
    const thrown = outcomes.flatMap((outcome) => (outcome.ends === "throws" ? [outcome.at] : []));
    const [first] = thrown;
    if (first && thrown.length === outcomes.length) refused.set(useCase, locationOf(first));
  }
  return refused;
}

/**
 * Which of the inputs become metadata of a connection for one of the use cases: what `getUpdatedExtraConfig` returns of them,
 * and all of them without it.
 */
export function keptInputs(
  strategy: Strategy,
  inputs: readonly string[],
  useCases: readonly string[],
  sources: Sources,
): Fact<string[]> {
  const kept = new Set<string>();
  let at = locationOf(strategy);
  for (const useCase of useCases) {
    const extraConfig = record(Object.fromEntries(inputs.map((key) => [key, TEXT])));
    const args = record({ extraConfig, useCase: constant(useCase) }, true);
    const answered = ask(strategy, "getUpdatedExtraConfig", [UNKNOWN, args], sources);
    if (!answered) return { known: true, value: [...inputs], at };
    at = answered.at;
    for (const outcome of answered.outcomes) {
      const keys = outcome.ends === "returns" ? keysOf(outcome.value) : [];
      if (keys === null) return { known: false, at, why: "what it returns cannot be worked out" };
      for (const key of keys) if (inputs.includes(key)) kept.add(key);
    }
  }
  return { known: true, value: [...kept], at };
}

// An input that is emptied is not kept.
function keysOf(value: Value): string[] | null {
  if (value.kind !== "object") return null;
  return [...value.entries].filter(([, each]) => truth(each) !== false).map(([key]) => key);
}

function ask(
  strategy: Strategy,
  name: string,
  given: readonly Value[],
  sources: Sources,
): { outcomes: Outcome[]; at: Location } | null {
  const member = memberOf(strategy, name, sources);
  const node = functionOfMember(member);
  if (!member || !node) return null;
  const outcomes = new FunctionMachine(sources, strategy).run(node, given);
  return { outcomes, at: locationOf(member.name) };
}
