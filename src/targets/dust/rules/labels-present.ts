import type { Fact } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onTools } from "../judge/subjects.ts";
import { onFact, problem } from "../judge/verdicts.ts";

export default {
  id: "dust/labels-present",
  severity: "error",
  title: "Every tool has labels for running and done",
  why: "They are what a person sees while the tool runs and afterwards.",
  fixHint: 'Write `displayLabels: { running: "Listing items", done: "List items" }`.',
  needs: METADATA,
  check: ({ found }) =>
    onTools(found, (tool, label) => [
      ...labelled(`\`${label}\` of \`${found.name}\``, `${label}.running`, tool.running, tool.at),
      ...labelled(`\`${label}\` of \`${found.name}\``, `${label}.done`, tool.done, tool.at),
    ]),
} satisfies DustRule;

function labelled(what: string, symbol: string, fact: Fact<string> | undefined, owner: Location): Verdict[] {
  const message = `${what} has no label \`${symbol.slice(symbol.lastIndexOf(".") + 1)}\`.`;
  const judge = (text: string, at: Location): Verdict[] => (text.trim() === "" ? [problem(at, symbol, message)] : []);
  return onFact("a label", fact, judge, [problem(owner, symbol, message)]);
}
