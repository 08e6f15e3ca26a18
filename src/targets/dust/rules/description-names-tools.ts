import { factValue } from "../../../model/found.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onTools } from "../judge/subjects.ts";
import type { DustServer } from "../read/server.ts";

// Only what a text tells the model to call is certainly meant as a tool.
const CALLED =
  /\b(?:use|call|run|using|calling|with|see) (?:the )?(?:tool )?`?([a-z][a-z0-9]*(?:_[a-z0-9]+)+)`?(?! (?:parameter|field|argument))/gi;

export default {
  id: "dust/description-names-tools",
  severity: "info",
  title: "A description names only tools that exist",
  why: "The model calls what it is told to; a tool that was renamed or never written costs it a turn each time.",
  fixHint: "Name a tool of the server, or leave the sentence out.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: '"Get one issue of a GitHub repository, with its body."',
    bad: '"Get one issue of a GitHub repository. Use find_issues to find its number."',
  },
  needs: METADATA,
  check: ({ found, all }) =>
    onTools(found, (tool, label) =>
      onFact(`the description of \`${label}\``, tool.description, (text, at) => {
        const named = [...text.matchAll(CALLED)].flatMap((match) => match[1] ?? []);
        const own = new Set((factValue(tool.params) ?? []).map((param) => param.name));
        const unknown = [...new Set(named)].filter((name) => !own.has(name));
        if (unknown.length === 0) return [];
        const known = knownNames(all);
        return unknown
          .filter((name) => !known.has(name))
          .map((name) => problem(at, `${label}.${name}`, `\`${label}\` tells of \`${name}\`, which is no tool.`));
      }),
    ),
} satisfies DustRule;

// A tool may send the model to another server, or to a parameter of another tool.
function knownNames(all: readonly DustServer[]): Set<string> {
  const tools = all.flatMap((each) => factValue(factValue(each.metadata() ?? undefined)?.tools) ?? []);
  const params = tools.flatMap((tool) => (factValue(tool.params) ?? []).map((param) => param.name));
  const names = tools.flatMap((tool) => factValue(tool.name) ?? []);
  const handled = all.flatMap((each) => factValue(each.implementation()?.handlers ?? undefined) ?? []);
  return new Set([...all.map((each) => each.name), ...names, ...params, ...handled.map(({ name }) => name)]);
}
