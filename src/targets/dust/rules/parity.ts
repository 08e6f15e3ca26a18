import type { Mentions } from "../../../rules/rule.ts";
import { notApplicable, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";

export default {
  id: "dust/parity",
  severity: "info",
  title: "The server is named wherever its exemplar is",
  why: "A place that names one server of a kind and not the other, such as a map, a test or a page, was often forgotten.",
  fixHint: "Look at the file: name the server there too, or leave it if the place is about the exemplar alone.",
  example: {
    path: "docs/integrations.md",
    good: "Agents can use Slack and Val Town.\n",
    bad: "Agents can use Val Town.\n",
    args: ["slack", "--like", "val_town"],
  },
  check: ({ found, asked }) => {
    const parity = asked?.parity;
    if (!parity) return [notApplicable("only with --like")];
    return parity.files.map((file) => problem(file.at, file.at.path, messageOf(file, parity.exemplar, found.name)));
  },
} satisfies DustRule;

function messageOf({ at, lines, counterpart }: Mentions, exemplar: string, name: string): string {
  if (counterpart !== undefined) return `${at.path} belongs to \`${exemplar}\`; \`${name}\` has no ${counterpart}.`;
  const times = lines.length === 1 ? "once" : lines.length === 2 ? "twice" : `${lines.length} times`;
  const places = [...new Set(lines)];
  const where = places.length === 1 ? `line ${places[0]}` : `lines ${places.join(", ")}`;
  return `${at.path} names \`${exemplar}\` ${times} (${where}), \`${name}\` never.`;
}
