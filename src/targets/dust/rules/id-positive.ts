import type { DustRule } from "../judge/dust-rule.ts";
import { notApplicable, onFact, problem } from "../judge/verdicts.ts";

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
  check: ({ found }) => {
    const { entry } = found;
    if (!entry) return [notApplicable("it has no entry")];
    const missing = [problem(entry.at, "id", `The entry of \`${found.name}\` has no \`id\`.`)];
    return onFact(
      "the id",
      entry.id,
      (id, at) =>
        Number.isInteger(id) && id > 0
          ? []
          : [problem(at, "id", `The id of \`${found.name}\` is ${id}, not a positive integer.`)],
      missing,
    );
  },
} satisfies DustRule;
