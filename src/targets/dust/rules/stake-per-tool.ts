import { type Entry, foldObjectEntries, originOf } from "../../../edit/fold.ts";
import { locationOf, ts } from "../../../edit/ts.ts";
import type { Verdict } from "../../../rules/rule.ts";
import type { DustHost } from "../host.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";
import { namedTools } from "../judge/tool-pairs.ts";
import { notApplicable, onFact, problem } from "../judge/verdicts.ts";
import type { DustServer, ReadTool } from "../read/server.ts";
import { propertiesOf } from "../registry/entries.ts";

export default {
  id: "dust/stake-per-tool",
  severity: "error",
  title: "`tools_stakes` holds the stake of every tool",
  why: "Dust reads the stake from there; a tool that it lacks falls back to the highest and asks every time.",
  fixHint:
    "Layout `records`: derive it, `Object.fromEntries(Object.values(X).map((t) => [t.name, t.stake]))`. Layout `legacy`: give `X_TOOL_STAKES` one row for each tool of `X_TOOLS`.",
  example: {
    path: "front/lib/api/actions/servers/slab/metadata.ts",
    good: "Object.values(SLAB_TOOLS_METADATA).map((t) => [t.name, t.stake])",
    bad: "Object.values(SLAB_TOOLS_METADATA).map((t) => [t.stake, t.name])",
  },
  needs: METADATA,
  check: ({ found, host }) => {
    if (found.layout === "legacy") return stakesOfEntry(found, host);
    if (found.layout !== "records") return [notApplicable("each tool of this layout has its own stake")];
    const expression = found.entry?.properties.get("metadata");
    return onMetadata(found, (metadata) => {
      const stakes = expression && propertiesOf(expression, host.sources).get("tools_stakes");
      if (!stakes) return [problem(metadata.at, "tools_stakes", `\`${found.name}\` has no \`tools_stakes\`.`)];
      const made = originOf(stakes, host.sources);
      if (made && ts.isCallExpression(made)) return derived(found.name, made);
      return onFact("the list of tools", metadata.tools, (tools) =>
        written(found.name, stakes, tools, foldObjectEntries(stakes, host.sources)),
      );
    });
  },
} satisfies DustRule;

// Without any, every tool has the level that the checkout falls back to, which is legal.
function stakesOfEntry(found: DustServer, { sources }: DustHost): Verdict[] {
  const stakes = found.entry?.properties.get("tools_stakes");
  if (!stakes || stakes.getText() === "undefined") return [notApplicable("its entry gives no stakes")];
  return onMetadata(found, (metadata) =>
    onFact("the list of tools", metadata.tools, (tools) =>
      written(found.name, stakes, tools, foldObjectEntries(stakes, sources)),
    ),
  );
}

function derived(server: string, call: ts.CallExpression): Verdict[] {
  const pair = /\[\s*(\w+)\.(\w+),\s*(\w+)\.(\w+)\s*,?\s*\]/.exec(call.getText());
  if (!pair || (pair[2] === "name" && pair[4] === "stake")) return [];
  const message = `\`tools_stakes\` of \`${server}\` is made of \`${pair[0]}\`, not of each tool's name and stake.`;
  return [problem(locationOf(call), "tools_stakes", message)];
}

function written(server: string, stakes: ts.Expression, tools: ReadTool[], entries: Entry[]): Verdict[] {
  const named = namedTools(tools);
  if (!named || entries.some((entry) => !entry.known)) {
    return [{ kind: "unknown", at: locationOf(stakes), reason: "`tools_stakes` cannot be followed" }];
  }
  const keys = entries.flatMap((entry) => (entry.known ? [{ key: entry.key, at: locationOf(entry.node) }] : []));
  const surplus = keys.filter(({ key }) => !named.some(({ name }) => name.value === key));
  const missing = named.filter(({ name }) => !keys.some(({ key }) => key === name.value));
  return [
    ...missing.map(({ name: { value, at } }) =>
      problem(at, value, `\`${value}\` of \`${server}\` has no stake in \`tools_stakes\`.`),
    ),
    ...surplus.map(({ key, at }): Verdict => {
      const message = `\`tools_stakes\` of \`${server}\` has a stake for \`${key}\`, which is none of its tools.`;
      return { ...problem(at, key, message), severity: "warning" };
    }),
  ];
}
