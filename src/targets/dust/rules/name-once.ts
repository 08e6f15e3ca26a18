import type { Location } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { requiredSource } from "../../_shared/anchors.ts";
import { problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { PATHS } from "../paths.ts";
import { NAMES } from "../registry/read.ts";

export default {
  id: "dust/name-once",
  severity: "warning",
  title: "The server is named once in each registry",
  why: "Only the first case of two is ever reached, and Dust's own tests fail for a name that is listed twice.",
  fixHint: "Remove the row that is too many.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: '  "openai_usage",\n',
    bad: '  "github",\n  "openai_usage",\n',
  },
  check: ({ found: { name, listed, cases }, host: { sources } }) => {
    for (const path of [PATHS.constants, PATHS.switch]) requiredSource(sources, path);
    const places = cases.map((each) => each.at);
    return [...repeated(name, listed, `\`${NAMES}\``), ...repeated(name, places, "the switch")];
  },
} satisfies DustRule;

function repeated(name: string, [first, ...others]: readonly Location[], list: string): Verdict[] {
  if (!first) return [];
  const related = { at: first, message: "the first row is here" };
  return others.map((at) => problem(at, list, `\`${name}\` stands more than once in ${list}.`, related));
}
