import { factValue } from "../../../model/found.ts";
import { silencedBy } from "../../../rules/run.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onTools } from "../judge/subjects.ts";
import { notApplicable, onFact, problem } from "../judge/verdicts.ts";
import { PATHS } from "../paths.ts";
import type { DustServer } from "../read/server.ts";
import { metadataSnapshot } from "../registry/metadata-snapshot.ts";

export default {
  id: "dust/metadata-snapshot",
  severity: "warning",
  title: "The metadata snapshot knows every tool",
  why: "Dust's own test compares it with the registry: a tool that it lacks turns the main branch red.",
  fixHint:
    "Run `NODE_ENV=test npm test -- --update lib/actions/mcp_internal_actions/mcp_servers_metadata.test.ts` in front/.",
  example: {
    path: PATHS.metadataSnapshot,
    good: '    "get_issue": {',
    bad: '    "get_one_issue": {',
  },
  needs: METADATA,
  check: ({ found, host }) => {
    const servers = metadataSnapshot(host.sources);
    if (!servers) return [notApplicable(`this checkout has no ${PATHS.metadataSnapshot}`)];
    const own = servers.find(({ name }) => name === found.name);
    if (!own) return [notApplicable("the snapshot does not have the server yet: its update is on the checklist")];
    return onTools(found, (tool, label) =>
      onFact(`the name of \`${label}\``, tool.name, (name, at) => {
        if (own.tools.has(name)) return [];
        if (isUnhandled(name, found)) return [silencedBy("dust/tool-sets-match")];
        const related = { at: own.at, message: "the server stands here" };
        return [problem(at, name, `The metadata snapshot has no \`${name}\` of \`${found.name}\`.`, related)];
      }),
    );
  },
} satisfies DustRule;

// A tool that no handler is for may have a misspelt name, which the snapshot rightly lacks.
function isUnhandled(name: string, found: DustServer): boolean {
  const implementation = found.implementation();
  const handlers = factValue(implementation?.handlers ?? undefined)?.map((each) => each.name);
  return handlers !== undefined && ![...handlers, ...(implementation?.borrowed ?? [])].includes(name);
}
