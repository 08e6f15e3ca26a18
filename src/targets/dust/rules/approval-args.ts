import { fold, foldObjectEntries } from "../../../edit/fold.ts";
import { locationOf } from "../../../edit/ts.ts";
import { type Fact, factValue } from "../../../model/found.ts";
import { nearName } from "../../../model/near-name.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { notApplicable, onFact, problem, unknown } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";
import type { ReadTool } from "../read/server.ts";
import { elementFacts } from "../registry/read.ts";

export default {
  id: "dust/approval-args",
  severity: "warning",
  title: "Arguments that need approval belong to a tool of the server",
  why: "The names are plain strings: a misspelt one is never asked about, and neither are those of a tool that is `never_ask`.",
  fixHint: "Name tools whose stake asks, and parameters of their schema in `tools_arguments_requiring_approval`.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: '{ update_object: ["objectName"] }',
    bad: '{ update_object: ["object_name"] }',
  },
  needs: [...METADATA, "dust/stake-value", "dust/tool-name-unique"],
  check: ({ found, host }) => {
    const given = found.entry?.properties.get("tools_arguments_requiring_approval");
    const value = given && fold(given, host.sources);
    if (!given || (value?.known && !value.value)) return [notApplicable("none of its arguments needs approval")];
    const isDynamic = found.entry?.properties.has("runtimeToolStakeLevelCallback") ?? false;
    return onMetadata(found, (metadata) =>
      onFact("the list of tools", metadata.tools, (tools) =>
        foldObjectEntries(given, host.sources).flatMap((entry): Verdict[] => {
          const at = locationOf(entry.node);
          if (!entry.known) return [unknown("a tool whose arguments need approval", { at, why: entry.why })];
          const tool = tools.find((each) => factValue(each.name) === entry.key);
          if (!tool) return tools.every((each) => each.name.known) ? [noTool(entry.key, at, tools)] : [];
          const names = entry.value ? elementFacts(entry.value, host.sources, isText) : [];
          const stake = factValue(tool.stake);
          if (stake === "never_ask" && !isDynamic) {
            const message = `\`${entry.key}\` is \`never_ask\`, so its arguments are not asked about either.`;
            return [problem(at, entry.key, message)];
          }
          return names.flatMap((name) => argumentFaults(tool, entry.key, name));
        }),
      ),
    );
  },
} satisfies DustRule;

function noTool(key: string, at: Parameters<typeof problem>[0], tools: ReadTool[]): Verdict {
  const near = nearName(
    key,
    tools.flatMap((each) => factValue(each.name) ?? []),
  );
  const hint = near === undefined ? "" : ` Did you mean \`${near}\`?`;
  return problem(at, key, `Arguments of \`${key}\` need approval, which is none of the server's tools.${hint}`);
}

function argumentFaults({ params }: ReadTool, tool: string, name: Fact<string>): Verdict[] {
  return onFact("the schema of a tool", params, (fields) =>
    onFact("an argument", name, (value, at) => {
      if (fields.some((field) => field.name === value)) return [];
      return [problem(at, `${tool}.${value}`, `\`${value}\` needs approval, and \`${tool}\` has no such parameter.`)];
    }),
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
