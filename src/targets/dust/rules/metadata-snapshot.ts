import { factValue } from "../../../model/found.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { silencedBy } from "../../../rules/run.ts";
import { notApplicable, onFact, problem } from "../../_shared/verdicts.ts";
import { sameFields } from "../contract/snapshot-fields.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onMetadata, onTools } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";
import type { DustServer } from "../read/server.ts";
import { metadataSnapshot, type SnapshotServer, snapshotOf } from "../registry/metadata-snapshot.ts";
import contractStakeLowered from "./contract-stake-lowered.ts";
import contractToolGone from "./contract-tool-gone.ts";
import costFields from "./cost-fields.ts";
import stakeFitsVerb from "./stake-fits-verb.ts";
import stakeValue from "./stake-value.ts";
import toolNameUnique from "./tool-name-unique.ts";

// What they report of a stake or of costs is the cause of a row that differs.
const FIELD_RULES = [stakeValue, costFields, contractStakeLowered, stakeFitsVerb];

export default {
  id: "dust/metadata-snapshot",
  severity: "warning",
  title: "The metadata snapshot has the tools of the server as they are",
  why: "Dust's own test compares it with the registry: a tool that it lacks, still has, or has with another stake or cost turns the main branch red.",
  fixHint:
    "Run `NODE_ENV=test npm test -- --update lib/actions/mcp_internal_actions/mcp_servers_metadata.test.ts` in front/.",
  example: {
    path: PATHS.metadataSnapshot,
    good: '    "get_issue": {',
    bad: '    "get_one_issue": {',
  },
  needs: METADATA,
  check: (input) => {
    const { found, host } = input;
    const servers = metadataSnapshot(host.sources);
    if (!servers) return [notApplicable(`this checkout has no ${PATHS.metadataSnapshot}`)];
    const own = snapshotOf(found.name, servers);
    if (!own) return [notApplicable("the snapshot does not have the server yet: its update is on the checklist")];
    const missing = onTools(found, (tool, label) =>
      onFact(`the name of \`${label}\``, tool.name, (name, at) => {
        if (own.tools.has(name)) return [];
        if (isUnhandled(name, found)) return [silencedBy("dust/tool-sets-match")];
        const related = { at: own.at, message: "the server stands here" };
        return [problem(at, name, `The metadata snapshot has no \`${name}\` of \`${found.name}\`.`, related)];
      }),
    );
    const isTwice = toolNameUnique.check(input).some((verdict) => verdict.kind === "problem");
    const differing = onTools(found, (tool) => {
      if (isTwice) return [silencedBy(toolNameUnique.id)];
      const row = tool.name.known ? own.tools.get(tool.name.value) : undefined;
      return row ? sameFields(tool, row, input, FIELD_RULES) : [];
    });
    if (missing.length > 0) return [...missing, ...differing];
    const isGone = contractToolGone.check(input).some((verdict) => verdict.kind === "problem");
    return [...(isGone ? [silencedBy(contractToolGone.id)] : leftIn(own, found)), ...differing];
  },
} satisfies DustRule;

/** The tools that only the snapshot has; one that has a handler yet is missing in the metadata instead. */
function leftIn(own: SnapshotServer, found: DustServer): Verdict[] {
  return onMetadata(found, (metadata) =>
    onFact("the list of tools", metadata.tools, (tools) => {
      const names = new Set(tools.flatMap(({ name }) => factValue(name) ?? []));
      if (names.size < tools.length) return [silencedBy("dust/tool-name-unique")];
      return [...own.tools].flatMap(([name, { at }]): Verdict[] => {
        if (names.has(name)) return [];
        if (!isUnhandled(name, found)) return [silencedBy("dust/tool-sets-match")];
        const message = `The metadata snapshot still has \`${name}\`, which is none of the tools of \`${found.name}\`.`;
        return [problem(at, name, message, { at: metadata.at, message: "the server is declared here" })];
      });
    }),
  );
}

// A tool that no handler is for may have a misspelt name, which the snapshot rightly lacks.
function isUnhandled(name: string, found: DustServer): boolean {
  const implementation = found.implementation();
  const handlers = factValue(implementation?.handlers ?? undefined)?.map((each) => each.name);
  return handlers !== undefined && ![...handlers, ...(implementation?.borrowed ?? [])].includes(name);
}
