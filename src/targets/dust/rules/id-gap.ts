import { notApplicable, onFact, problem } from "../../_shared/verdicts.ts";
import { deployedSelf, onBase } from "../contract/deployed.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { givenIds } from "../registration/given-ids.ts";

export default {
  id: "dust/id-gap",
  severity: "warning",
  title: "A new server has an id above all that were ever given",
  why: "A hole among the ids is often that of a removed server, whose stored data would come back to life.",
  fixHint: "Give the new server the next free id.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: "id: 5000,",
    bad: "id: 1,",
    args: ["--against", "main"],
  },
  needs: ["dust/entry-present", "dust/id-positive", "dust/id-unique", "dust/id-not-retired", "dust/id-stable"],
  check: ({ found, all, base }) =>
    onFact("the id", found.entry?.id, (id, at) =>
      onBase({ found, base }, (known) => {
        if (deployedSelf(known, { found, all })) return [notApplicable(`it is not new since ${known.ref}`)];
        const { repo, sources } = known.before.host;
        const highest = Math.max(0, ...givenIds(repo, sources));
        if (id > highest) return [];
        const message = `\`${found.name}\` is new and has the id ${id}, but ids up to ${highest} are given out at ${known.ref}.`;
        return [problem(at, "id", message)];
      }),
    ),
} satisfies DustRule;
