import { factValue } from "../../../model/found.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION, onImplementation } from "../judge/subjects.ts";
import type { DustServer } from "../read/server.ts";

export default {
  id: "dust/monitoring-name",
  severity: "warning",
  title: "The monitoring name is that of the server or of one of its tools",
  why: "Errors and timings are counted under this name; a copied one blames another server.",
  fixHint: "Set `monitoringName` (in layout `legacy`, `toolNameForMonitoring`) to the server's name.",
  example: {
    path: "front/lib/api/actions/servers/github/index.ts",
    good: "      monitoringName: GITHUB_SERVER_NAME,",
    bad: '      monitoringName: "slack",',
  },
  needs: IMPLEMENTATION,
  check: ({ found, all }) =>
    onImplementation(found, ({ monitoringNames }) =>
      monitoringNames.flatMap((fact) =>
        onFact("the monitoring name", fact, (name, at) =>
          isOwn(name, found, all) ? [] : [problem(at, name, `\`${found.name}\` is monitored as \`${name}\`.`)],
        ),
      ),
    ),
} satisfies DustRule;

// A longer name of its own, like `outlook_mail` for `outlook`, is fine as long as no other server has it.
function isOwn(name: string, found: DustServer, all: readonly DustServer[]): boolean {
  if (name === found.name || ownTools(found).includes(name)) return true;
  return name.startsWith(`${found.name}_`) && !all.some((each) => each.name === name);
}

function ownTools(found: DustServer): string[] {
  const tools = factValue(factValue(found.metadata() ?? undefined)?.tools) ?? [];
  const handlers = factValue(found.implementation()?.handlers ?? undefined) ?? [];
  return [...tools.flatMap((tool) => factValue(tool.name) ?? []), ...handlers.map((handler) => handler.name)];
}
