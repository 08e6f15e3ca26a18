import { type Entry, foldObjectEntries, originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, ts, unwrap } from "../../../edit/ts.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { notApplicable, onFact, problem, unknown } from "../../_shared/verdicts.ts";
import type { DustHost } from "../host.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";
import { namedTools } from "../judge/tool-pairs.ts";
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
      return onFact("the list of tools", metadata.tools, (tools) => [
        ...stakesOf(found.name, stakes, tools, host.sources),
        ...leftStakes(found, tools, host.sources),
      ]);
    });
  },
} satisfies DustRule;

// Without any, every tool has the level that the checkout falls back to, which is legal.
function stakesOfEntry(found: DustServer, { sources }: DustHost): Verdict[] {
  const stakes = found.entry?.properties.get("tools_stakes");
  if (!stakes && found.entry?.open) return [unknown("whether the entry gives stakes", found.entry.open)];
  if (!stakes || stakes.getText() === "undefined") return [notApplicable("its entry gives no stakes")];
  return onMetadata(found, (metadata) =>
    onFact("the list of tools", metadata.tools, (tools) => stakesOf(found.name, stakes, tools, sources)),
  );
}

function stakesOf(server: string, stakes: ts.Expression, tools: ReadTool[], sources: Sources): Verdict[] {
  const made = originOf(stakes, sources);
  if (made && ts.isCallExpression(made)) return derived(server, made, sources);
  return written(server, stakes, tools, foldObjectEntries(stakes, sources));
}

// An entry may have kept stakes beside its metadata, which has them all.
function leftStakes({ name, entry }: DustServer, tools: ReadTool[], sources: Sources): Verdict[] {
  const left = entry?.properties.get("tools_stakes");
  if (!left) return [];
  return written(name, left, tools, foldObjectEntries(left, sources)).filter(
    (each) => each.kind !== "problem" || each.severity === "warning",
  );
}

function derived(server: string, call: ts.CallExpression, sources: Sources): Verdict[] {
  const pair = pairIn(call);
  const [key, value] = pair?.elements.map((each) => fieldOf(each, sources)) ?? [];
  if (!pair || !key || !value) {
    return [{ kind: "unknown", at: locationOf(call), reason: "`tools_stakes` cannot be followed" }];
  }
  if (key === "name" && value === "stake") return [];
  const message = `\`tools_stakes\` of \`${server}\` is made of \`${pair.getText()}\`, not of each tool's name and stake.`;
  return [problem(locationOf(call), "tools_stakes", message)];
}

/** The pair that the callback in `Object.fromEntries(X.map((t) => [t.name, t.stake]))` returns. */
function pairIn(call: ts.CallExpression): ts.ArrayLiteralExpression | null {
  const mapped = call.arguments[0];
  const callback = mapped && ts.isCallExpression(mapped) ? mapped.arguments[0] : undefined;
  if (!callback || !ts.isArrowFunction(callback) || ts.isBlock(callback.body)) return null;
  const body = unwrap(callback.body);
  return ts.isArrayLiteralExpression(body) && body.elements.length === 2 ? body : null;
}

/** The field of a tool that an expression reads, or the text of a constant that it gives every tool; null for others. */
function fieldOf(expression: ts.Expression, sources: Sources): string | null {
  const value = unwrap(expression);
  if (ts.isPropertyAccessExpression(value)) return value.name.text;
  if (!ts.isIdentifier(value)) return ts.isStringLiteralLike(value) ? value.getText() : null;
  const bound = sources.resolve(value)?.node;
  // What goes through `Object.keys(X)` is the name itself.
  if (bound && ts.isParameter(bound)) return "name";
  if (!bound || !ts.isBindingElement(bound)) return null;
  const name = bound.propertyName ?? bound.name;
  return ts.isIdentifier(name) ? name.text : null;
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
