import { factValue } from "../../../model/found.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import { httpMethods } from "../code/reach.ts";
import type { DustHost } from "../host.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION, METADATA, onTools } from "../judge/subjects.ts";
import type { DustServer } from "../read/server.ts";

const READS = /^(get|list|search|read|find|count)(_|$)/;
const ENDS = /^(delete|remove|send|close|cancel|archive|revoke|merge|purge)(_|$)/;

export default {
  id: "dust/stake-fits-verb",
  severity: "info",
  title: "The stake fits what the tool does",
  why: "A tool that deletes without asking is a risk; one that asks before each read is never used.",
  fixHint: "Give reads `never_ask` or `low`, and tools that change or delete something `low`, `medium` or `high`.",
  example: {
    path: "front/lib/api/actions/servers/val_town/metadata.ts",
    good: 'stake: "high",',
    bad: 'stake: "never_ask",',
  },
  needs: [...METADATA, ...IMPLEMENTATION, "dust/tool-name-unique", "dust/stake-value"],
  check: ({ found, host }) =>
    onTools(found, (tool, label) =>
      onFact(`the stake of \`${label}\``, tool.stake, (stake, at) => {
        const what = `\`${label}\` of \`${found.name}\``;
        if (stake === "high" && READS.test(label))
          return [problem(at, label, `${what} reads, and has the stake \`high\`.`)];
        if (stake !== "never_ask") return [];
        if (ENDS.test(label)) return [problem(at, label, `${what} cannot be undone, and is never asked for.`)];
        const method = methodOf(found, label, host);
        if (method === null || !/^(PUT|PATCH|DELETE)$/.test(method)) return [];
        return [problem(at, label, `${what} sends a \`${method}\` request, and is never asked for.`)];
      }),
    ),
} satisfies DustRule;

function methodOf(found: DustServer, tool: string, { sources }: DustHost): string | null {
  const implementation = found.implementation();
  const handlers = factValue(implementation?.handlers ?? undefined) ?? [];
  const node = handlers.find((handler) => handler.name === tool)?.node;
  if (!implementation || !node) return null;
  const methods = httpMethods(node, { modules: implementation.modules, sources });
  const [only] = methods;
  return methods.size === 1 && only !== undefined ? only : null;
}
