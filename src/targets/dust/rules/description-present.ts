import type { Fact } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onMetadata, onTools } from "../judge/subjects.ts";

export default {
  id: "dust/description-present",
  severity: "error",
  title: "The server and its tools are described",
  why: "Models choose a server and a tool by its description alone.",
  fixHint: "Write a sentence that starts with a verb and says what the tool returns.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: '"Create an issue in a GitHub repository."',
    bad: '""',
  },
  needs: METADATA,
  check: ({ found }) => [
    ...onMetadata(found, ({ description, at }) => described(`\`${found.name}\``, "server", description, at)),
    ...onTools(found, (tool, label) =>
      described(`\`${label}\` of \`${found.name}\``, label, tool.description, tool.at),
    ),
  ],
} satisfies DustRule;

function described(what: string, symbol: string, fact: Fact<string> | undefined, owner: Location): Verdict[] {
  const message = `${what} has no description.`;
  const judge = (text: string, at: Location): Verdict[] => (text.trim() === "" ? [problem(at, symbol, message)] : []);
  return onFact("a description", fact, judge, [problem(owner, symbol, message)]);
}
