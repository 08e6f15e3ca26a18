import { type Constant, fold } from "../../../edit/fold.ts";
import { locationOf } from "../../../edit/ts.ts";
import { notApplicable, problem, unknown } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";

// Ids are stored as integers of 32 bits.
const HIGHEST = 2 ** 31 - 1;

export default {
  id: "dust/id-positive",
  severity: "error",
  title: "The id is a positive integer",
  why: "Stored ids of servers encode this number; anything else cannot be encoded or decoded again.",
  fixHint: "Give the entry the next free id: one more than the highest of all entries, retired ids and snapshot rows.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: "  github: {\n    id: 1,",
    bad: "  github: {\n    id: 0,",
  },
  needs: ["dust/entry-present"],
  check: ({ found, host: { sources } }) => {
    const { entry } = found;
    if (!entry) return [notApplicable("it has no entry")];
    const expression = entry.properties.get("id");
    if (!expression && entry.open) return [unknown("the id", entry.open)];
    if (!expression) return [problem(entry.at, "id", `The entry of \`${found.name}\` has no \`id\`.`)];
    const at = locationOf(expression);
    const folded = fold(expression, sources);
    if (!folded.known) return [unknown("the id", { at, why: folded.why })];
    const fault = idFault(folded.value);
    if (fault === null) return [];
    return [problem(at, "id", `The id of \`${found.name}\` is ${shown(folded.value)}, ${fault}.`)];
  },
} satisfies DustRule;

function idFault(value: Constant): string | null {
  if (typeof value !== "number") return "not a number";
  if (!Number.isInteger(value) || value < 1) return "not a positive integer";
  return value > HIGHEST ? `more than the ${HIGHEST} that can be stored` : null;
}

function shown(value: Constant): string {
  return typeof value === "string" ? `the text \`${JSON.stringify(value)}\`` : String(value);
}
