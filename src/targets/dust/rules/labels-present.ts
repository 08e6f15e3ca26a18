import { presence, typeMembers } from "../../../edit/types.ts";
import type { Fact } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import type { Problem, Verdict } from "../../../rules/rule.ts";
import { notApplicable, onFact, problem } from "../../_shared/verdicts.ts";
import { addLabels } from "../fixes/labels.ts";
import type { DustHost } from "../host.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onTools } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";
import type { DustServer } from "../read/server.ts";

export default {
  id: "dust/labels-present",
  severity: "error",
  title: "Every tool has labels for running and done",
  why: "They are what a person sees while the tool runs and afterwards.",
  fixHint: 'Write `displayLabels: { running: "Listing items", done: "List items" }`.',
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: 'running: "Creating GitHub issue"',
    bad: 'running: ""',
  },
  needs: METADATA,
  check: ({ found, host }) => {
    if (!haveLabels(found, host)) return [notApplicable("the tools of this layout have no labels")];
    return onTools(found, (tool, label) => {
      const what = `\`${label}\` of \`${found.name}\``;
      if (!tool.running && !tool.done) {
        const message = `${what} has no labels \`running\` and \`done\`.`;
        return [{ ...problem(tool.at, `${label}.displayLabels`, message), ...addLabels(tool, host) }];
      }
      return LABELS.flatMap((name) => {
        const owner = { at: tool.at, ...(tool[name] ? {} : addLabels(tool, host)) };
        return labelled(what, `${label}.${name}`, tool[name], owner);
      });
    });
  },
} satisfies DustRule;

// Tools of layout `legacy` have them only in checkouts whose type asks for them.
function haveLabels({ layout }: DustServer, { sources }: DustHost): boolean {
  return (
    layout !== "legacy" || presence(typeMembers(sources, PATHS.apiMcp, "MCPToolType"), "displayLabels") === "required"
  );
}

const LABELS = ["running", "done"] as const;

function labelled(
  what: string,
  symbol: string,
  fact: Fact<string> | undefined,
  { at: owner, ...missing }: { at: Location } & Pick<Problem, "fix">,
): Verdict[] {
  const message = `${what} has no label \`${symbol.slice(symbol.lastIndexOf(".") + 1)}\`.`;
  const judge = (text: string, at: Location): Verdict[] => (text.trim() === "" ? [problem(at, symbol, message)] : []);
  return onFact("a label", fact, judge, [{ ...problem(owner, symbol, message), ...missing }]);
}
