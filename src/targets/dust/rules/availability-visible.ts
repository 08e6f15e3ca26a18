import { factValue } from "../../../model/found.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";

export default {
  id: "dust/availability-visible",
  severity: "info",
  title: "A server that is connected to an account is added by hand",
  why: "Nobody has connected it yet: given to every workspace, it fails until somebody does. `provider` says so before it writes.",
  fixHint:
    'Set `availability: "manual"`; it then appears in the list that administrators add from. If it is meant so, say why in an `ignore` of the configuration.',
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: '    id: 3,\n    availability: "auto",',
    bad: '    id: 3,\n    requiresBearerToken: true,\n    availability: "auto",',
  },
  needs: [...METADATA, "dust/availability-known", "dust/availability-snapshot"],
  check: ({ found }) =>
    onMetadata(found, ({ authorization }) =>
      onFact("the availability", found.entry?.availability, (availability, at) => {
        const oauth = factValue(authorization);
        const isConnected = (oauth !== undefined && oauth !== null) || factValue(found.entry?.requiresBearerToken);
        if (!isConnected || availability === "manual") return [];
        return [problem(at, "availability", `\`${found.name}\` needs an account, and is \`${availability}\`.`)];
      }),
    ),
} satisfies DustRule;
