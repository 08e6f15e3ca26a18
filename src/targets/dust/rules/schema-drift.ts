import { type Entry, originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, type ts } from "../../../edit/ts.ts";
import type { Verdict } from "../../../rules/rule.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { onRegistrations, type Registration } from "../judge/legacy/registrations.ts";
import { HANDLERS, METADATA } from "../judge/subjects.ts";
import { problem, unknown } from "../judge/verdicts.ts";
import { objectEntries, shapeEntries } from "../read/params.ts";

export default {
  id: "dust/schema-drift",
  severity: "error",
  title: "A tool has one schema, in metadata.ts and in `server.tool`",
  why: "Layout `legacy` names it twice: agents are offered the parameters of one, and calls are checked with the other.",
  fixHint: "Name the same exported schema in `X_TOOLS` and in the `server.tool` call.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/servers/jira/index.ts",
    good: '    "Get one Jira issue by its key.",\n    getIssueSchema,',
    bad: '    "Get one Jira issue by its key.",\n    addCommentSchema,',
  },
  needs: [...METADATA, ...HANDLERS, "dust/tool-sets-match", "dust/tool-name-unique"],
  check: ({ found, host }) =>
    onRegistrations(found, (registration) => {
      const { name, tool, handler, registered } = registration;
      const drift = driftOf(registration, host.sources);
      if (drift === "none") return [];
      const at = registered.schema ? locationOf(registered.schema) : handler.at;
      if (drift === "unknown") return [unknown(`the schema of \`${name}\``, { at, why: "it cannot be followed" })];
      const message = `\`${name}\` of \`${found.name}\` is registered with another schema than its metadata have.`;
      const listed = tool.schema ?? tool.object;
      const related = { at: listed ? locationOf(listed) : tool.at, message: "the metadata have this one" };
      return [problem(at, name, message, related)] satisfies Verdict[];
    }),
} satisfies DustRule;

type Drift = "none" | "drift" | "unknown";

// Without a schema a tool takes no parameters, whichever place leaves it out.
function driftOf({ tool, registered: { schema } }: Registration, sources: Sources): Drift {
  const listed = tool.schema ? originOf(tool.schema, sources) : null;
  if (listed && schema && originOf(schema, sources) === listed) return "none";
  if (tool.params.known === false && !tool.schema && !tool.object) return "unknown";
  const [one, other] = [listedEntries(tool, sources), schema ? shapeEntries(schema, sources) : []];
  if (!one || [...one, ...other].some((entry) => !entry.known)) return "unknown";
  const fields = new Map(other.map((entry) => [keyOf(entry), entry]));
  const isSame =
    one.length === fields.size && one.every((entry) => isSameField(entry, fields.get(keyOf(entry)), sources));
  return isSame ? "none" : "drift";
}

function listedEntries({ schema, object }: Registration["tool"], sources: Sources): Entry[] | null {
  if (schema) return shapeEntries(schema, sources);
  return object ? objectEntries(object, sources) : null;
}

function keyOf(entry: Entry): string {
  return entry.known ? entry.key : "";
}

function isSameField(one: Entry, other: Entry | undefined, sources: Sources): boolean {
  if (!one.known || !other?.known || !one.value || !other.value) return false;
  const [first, second] = [one.value, other.value].map((value) => originOf(value, sources) ?? value);
  return first === second || textOf(first) === textOf(second);
}

function textOf(node: ts.Node | undefined): string {
  return node?.getText().replace(/\s+/g, "") ?? "";
}
