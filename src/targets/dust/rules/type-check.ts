import { notApplicable } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";

export default {
  id: "dust/type-check",
  severity: "error",
  title: "The checkout's own type check passes",
  why: "What does not compile is not deployed, and the compiler sees what no rule does.",
  fixHint: "Mend the error; `npx tsgo --noEmit` in front/ says the same.",
  example: {
    path: "front/lib/api/actions/servers/github/limits.ts",
    good: "export const MAX_ISSUES: number = 25;\n",
    bad: 'export const MAX_ISSUES: number = "25";\n',
    args: ["--run"],
  },
  check: () => [],
  checkHost: ({ asked }) => asked?.commands?.["dust/type-check"] ?? [notApplicable("only with --run")],
} satisfies DustRule;
