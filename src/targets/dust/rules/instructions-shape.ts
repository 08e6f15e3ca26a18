import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";
import { notApplicable, problem } from "../judge/verdicts.ts";
import { PATHS } from "../paths.ts";
import { memberNamed, typeMembers } from "../type-members.ts";

export default {
  id: "dust/instructions-shape",
  severity: "error",
  title: "`instructions` are written where the checkout's type has them, and only there",
  why: "Checkouts before July 2026 require the property; later ones reject it.",
  fixHint: "Write `instructions: null` where the type requires it; remove the property where the type has none.",
  needs: METADATA,
  check: ({ found, host }) => {
    const source = host.sources.source(PATHS.apiMcp);
    if (!source) return [notApplicable(`this checkout has no ${PATHS.apiMcp}`)];
    const member = memberNamed(typeMembers(source, "InternalMCPServerDefinitionType"), "instructions");
    return onMetadata(found, ({ hasInstructions, at }) => {
      if (hasInstructions && !member) {
        return [
          problem(at, "instructions", `\`${found.name}\` has \`instructions\`, which this checkout's type rejects.`),
        ];
      }
      if (hasInstructions || !member || member.questionToken) return [];
      return [
        problem(at, "instructions", `\`${found.name}\` has no \`instructions\`, which this checkout's type requires.`),
      ];
    });
  },
} satisfies DustRule;
