import { presence, typeMembers } from "../../../edit/types.ts";
import { readableSource } from "../../_shared/anchors.ts";
import { notApplicable, onFact, problem, unknown } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { listedIn } from "../judge/listed-in.ts";
import { METADATA, onTools } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";
import { costCategories } from "../registry/side-lists.ts";

const UNREAD = `\`ToolDefinition\` of ${PATHS.toolDefinition} cannot be followed`;

export default {
  id: "dust/cost-fields",
  severity: "error",
  title: "Every tool says what it costs",
  why: "Usage is billed by `toolCostCategory` and `freeUsage`; this checkout's type requires both.",
  fixHint: 'Tools that call a vendor have `toolCostCategory: "advanced"` and `freeUsage: false`.',
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: 'toolCostCategory: "advanced"',
    bad: 'toolCostCategory: "cheap"',
  },
  needs: METADATA,
  check: ({ found, host }) => {
    if (!found.entry?.properties.has("metadata")) return [notApplicable("tools of this layout have no cost fields")];
    readableSource(host.sources, PATHS.toolDefinition);
    const declared = presence(typeMembers(host.sources, PATHS.toolDefinition, "ToolDefinition"), "toolCostCategory");
    if (declared === "absent") return [notApplicable("the tools of this checkout have no cost fields")];
    if (declared === "unknown") return [unknown("whether tools have cost fields", { at: found.at, why: UNREAD })];
    const list = costCategories(host);
    const legal = { list, noun: "a cost category", file: list?.[0]?.at.path ?? PATHS.apiMcp };
    return onTools(found, (tool, label) => {
      const absent = (field: string) => [
        problem(tool.at, `${label}.${field}`, `\`${label}\` of \`${found.name}\` has no \`${field}\`.`),
      ];
      return [
        ...(tool.toolCostCategory
          ? listedIn(`the cost category of \`${label}\``, tool.toolCostCategory, legal)
          : absent("toolCostCategory")),
        ...onFact("`freeUsage`", tool.freeUsage, () => [], absent("freeUsage")),
      ];
    });
  },
} satisfies DustRule;
