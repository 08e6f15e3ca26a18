import { presence, typeMembers } from "../../../edit/types.ts";
import { readableSource } from "../../_shared/anchors.ts";
import { notApplicable, problem, unknown } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";

const UNREAD = `\`InternalMCPServerDefinitionType\` of ${PATHS.apiMcp} cannot be followed`;

export default {
  id: "dust/instructions-shape",
  severity: "error",
  title: "`instructions` are written where the checkout's type has them, and only there",
  why: "Checkouts before July 2026 require the property; later ones reject it.",
  fixHint: "Write `instructions: null` where the type requires it; remove the property where the type has none.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: '    icon: "GithubLogo",',
    bad: '    instructions: "Ask for the repository first.",\n    icon: "GithubLogo",',
  },
  needs: METADATA,
  check: ({ found, host }) => {
    if (!readableSource(host.sources, PATHS.apiMcp)) return [notApplicable(`this checkout has no ${PATHS.apiMcp}`)];
    const declared = presence(
      typeMembers(host.sources, PATHS.apiMcp, "InternalMCPServerDefinitionType"),
      "instructions",
    );
    if (declared === "unknown") return [unknown("whether servers have `instructions`", { at: found.at, why: UNREAD })];
    return onMetadata(found, ({ hasInstructions, at }) => {
      if (hasInstructions === "unknown") {
        return [unknown("whether it has `instructions`", { at, why: "a part of its `serverInfo` cannot be followed" })];
      }
      if (hasInstructions && declared === "absent") {
        return [
          problem(at, "instructions", `\`${found.name}\` has \`instructions\`, which this checkout's type rejects.`),
        ];
      }
      if (hasInstructions || declared !== "required") return [];
      return [
        problem(at, "instructions", `\`${found.name}\` has no \`instructions\`, which this checkout's type requires.`),
      ];
    });
  },
} satisfies DustRule;
