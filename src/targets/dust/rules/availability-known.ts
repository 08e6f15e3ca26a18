import { notApplicable, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { listedIn } from "../judge/listed-in.ts";
import { PATHS } from "../paths.ts";
import { availabilities } from "../registry/side-lists.ts";

export default {
  id: "dust/availability-known",
  severity: "error",
  title: "The entry says to whom the server is available",
  why: "It decides whether the server is added by hand, given to every workspace, or hidden from the builder.",
  fixHint: "Set `availability` to one of `MCP_SERVER_AVAILABILITY`; new third-party servers are `manual`.",
  example: {
    path: PATHS.constants,
    good: '  github: {\n    id: 1,\n    availability: "manual",',
    bad: '  github: {\n    id: 1,\n    availability: "manually",',
  },
  needs: ["dust/entry-present"],
  check: ({ found, host }) => {
    const { entry } = found;
    if (!entry) return [notApplicable("it has no entry")];
    if (!entry.availability)
      return [problem(entry.at, "availability", `The entry of \`${found.name}\` has no \`availability\`.`)];
    const legal = { list: availabilities(host), noun: "an availability", file: PATHS.constants };
    return listedIn(`the availability of \`${found.name}\``, entry.availability, legal);
  },
} satisfies DustRule;
