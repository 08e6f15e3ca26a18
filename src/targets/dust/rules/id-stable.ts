import { onFact } from "../../_shared/verdicts.ts";
import { idVerdicts } from "../contract/ids.ts";
import type { DustRule } from "../judge/dust-rule.ts";

export default {
  id: "dust/id-stable",
  severity: "error",
  title: "A deployed server keeps its id, and no id is given away twice",
  why: "Everything stored for a server encodes its id: with another id it is lost, and with a reused one it is run on the wrong server.",
  fixHint: "Give a deployed server its old id back, and a new server the next free one.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: "  github: {\n    id: 1,",
    bad: "  github: {\n    id: 5000,",
  },
  needs: ["dust/entry-present", "dust/id-positive", "dust/id-unique", "dust/id-not-retired"],
  check: (input) => onFact("the id", input.found.entry?.id, (id, at) => idVerdicts(input, { id, at })),
} satisfies DustRule;
