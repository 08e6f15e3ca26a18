import { originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { ts } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import { formatLocation } from "../../../model/location.ts";
import type { RuleInput, Verdict } from "../../../rules/rule.ts";
import { silencedBy } from "../../../rules/run.ts";
import { stringFact } from "../../_shared/facts.ts";
import { problem } from "../../_shared/verdicts.ts";
import type { DustHost } from "../host.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import type { DustServer, ReadTool } from "../read/server.ts";
import { propertiesOf } from "../registry/entries.ts";
import type { SnapshotTool } from "../registry/metadata-snapshot.ts";

const FIELDS = ["stake", "toolCostCategory", "freeUsage"] as const;

type Known = Extract<Fact<string | boolean>, { known: true }>;

/**
 * Judges that a tool's row in the metadata snapshot says what its metadata says: one problem for all fields that differ,
 * none where one of `judges` reports the field itself. Fields that one of the two lacks are not compared.
 */
export function sameFields(
  tool: ReadTool,
  row: SnapshotTool,
  input: RuleInput<DustServer, DustHost>,
  judges: readonly DustRule[],
): Verdict[] {
  const { found, host } = input;
  const differing = FIELDS.flatMap((field) => {
    const fact = field === "stake" ? stakeOf(tool, found, host.sources) : tool[field];
    const kept = row.fields.get(field);
    return fact?.known && kept !== undefined && fact.value !== kept ? [{ field, fact, kept }] : [];
  });
  const [first] = differing;
  if (!first || !tool.name.known) return [];
  const cause = judges.find((rule) => differing.some(({ fact }) => reports(rule, fact, input)));
  if (cause) return [silencedBy(cause.id)];
  const { value: name } = tool.name;
  const now = differing.map(({ field, fact }) => written(field, fact.value)).join(", ");
  const then = differing.map(({ field, kept }) => written(field, kept)).join(", ");
  const message = `\`${name}\` of \`${found.name}\` has ${now}; the metadata snapshot still has ${then}.`;
  return [problem(first.fact.at, name, message, { at: row.at, message: "its row in the snapshot" })];
}

function written(field: string, value: string | boolean): string {
  return `\`${field}: ${JSON.stringify(value)}\``;
}

function reports(rule: DustRule, { at }: Known, input: RuleInput<DustServer, DustHost>): boolean {
  const place = formatLocation(at);
  return [...rule.check(input)].some((each) => each.kind === "problem" && formatLocation(each.at) === place);
}

// The snapshot has the stakes of `tools_stakes`: those of the tools where it is derived from them, else those written there.
function stakeOf({ name, stake }: ReadTool, { entry }: DustServer, sources: Sources): Fact<string> | undefined {
  const metadata = entry?.properties.get("metadata");
  const beside = entry?.properties.get("tools_stakes");
  // Of two lists of stakes nobody knows which one counts.
  if (metadata && beside) return undefined;
  const stakes = metadata ? propertiesOf(metadata, sources).get("tools_stakes") : beside;
  const made = stakes && originOf(stakes, sources);
  if (!stakes || (made && ts.isCallExpression(made))) return stake;
  const written = name.known ? propertiesOf(stakes, sources).get(name.value) : undefined;
  return written && stringFact(written, sources);
}
