import { type Entry, originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf } from "../../../edit/ts.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { problem, unknown } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { onRegistrations, type Registration } from "../judge/legacy/registrations.ts";
import { type Drift, shapeDrift } from "../judge/legacy/shape-drift.ts";
import { HANDLERS, METADATA } from "../judge/subjects.ts";
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

// Without a schema a tool takes no parameters, whichever place leaves it out.
function driftOf({ tool, registered: { schema } }: Registration, sources: Sources): Drift {
  const listed = tool.schema ? originOf(tool.schema, sources) : null;
  if (listed && schema && originOf(schema, sources) === listed) return "none";
  const one = listedEntries(tool, sources);
  return one ? shapeDrift(one, schema ? shapeEntries(schema, sources) : [], sources) : "unknown";
}

function listedEntries({ schema, object }: Registration["tool"], sources: Sources): Entry[] | null {
  if (schema) return shapeEntries(schema, sources);
  return object ? objectEntries(object, sources) : null;
}
