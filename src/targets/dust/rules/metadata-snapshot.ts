import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onTools } from "../judge/subjects.ts";
import { notApplicable, onFact, problem } from "../judge/verdicts.ts";
import { PATHS } from "../paths.ts";
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
        const related = { at: own.at, message: "the server stands here" };
        return [problem(at, name, `The metadata snapshot has no \`${name}\` of \`${found.name}\`.`, related)];
      }),
    );
  },
} satisfies DustRule;
