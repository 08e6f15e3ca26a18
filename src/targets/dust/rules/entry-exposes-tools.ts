import { locationOf } from "../../../edit/ts.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { notApplicable, problem, unknown } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { exportedLists } from "../judge/legacy/exported-lists.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";

export default {
  id: "dust/entry-exposes-tools",
  severity: "error",
  title: "The entry names the tools and stakes that its metadata export",
  why: "Both properties may be left out in layout `legacy`: without `tools` people are shown none, and without stakes every tool has the one that Dust falls back to.",
  fixHint: "Write `tools: X_TOOLS` and `tools_stakes: X_TOOL_STAKES` in the entry.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: "    tools: JIRA_TOOLS,\n",
    bad: "",
  },
  needs: METADATA,
  check: ({ found, host }) => {
    const { entry } = found;
    if (found.layout !== "legacy" || !entry) return [notApplicable("the entry names all metadata at once")];
    return onMetadata(found, ({ path }) =>
      exportedLists(path, host.sources).flatMap(({ property, name }): Verdict[] => {
        const given = entry.properties.get(property);
        if (given && given.getText() !== "undefined") return [];
        if (!given && entry.open) return [unknown(`whether the entry has \`${property}\``, entry.open)];
        const message = `The entry of \`${found.name}\` has no \`${property}\`, and its metadata export \`${name.text}\`.`;
        return [problem(entry.at, property, message, { at: locationOf(name), message: "it is exported here" })];
      }),
    );
  },
} satisfies DustRule;
