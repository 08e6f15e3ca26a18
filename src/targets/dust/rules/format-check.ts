import { notApplicable } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";

export default {
  id: "dust/format-check",
  severity: "error",
  title: "The sources are formatted as the checkout's own formatter does it",
  why: "The checkout's continuous integration refuses a change with files that its formatter would change.",
  fixHint: "Run `npm run format:changed` at the root of the checkout.",
  example: {
    path: "front/lib/api/actions/servers/github/limits.ts",
    good: "export const MAX_ISSUES = 25;\n",
    bad: "export const MAX_ISSUES = 25\n",
    args: ["--run"],
  },
  check: () => [],
  checkHost: ({ asked }) => asked?.commands?.["dust/format-check"] ?? [notApplicable("only with --run")],
} satisfies DustRule;
