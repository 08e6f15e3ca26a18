import { fold } from "../../../edit/fold.ts";
import { locationOf } from "../../../edit/ts.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";

export default {
  id: "dust/oauth-allows-instances",
  severity: "info",
  title: "A server with OAuth can be added more than once",
  why: "Two teams of a workspace may connect two accounts of the vendor; with one instance only the first can. `provider` says so before it writes.",
  fixHint: "Set `allowMultipleInstances: true`. If one is meant, say why in an `ignore` of the configuration.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: 'id: 1,\n    availability: "manual",\n    allowMultipleInstances: true,',
    bad: 'id: 1,\n    availability: "manual",\n    allowMultipleInstances: false,',
  },
  needs: [...METADATA, "dust/oauth-provider-known"],
  check: ({ found, host }) =>
    onMetadata(found, ({ authorization }) =>
      onFact("the authorization", authorization, (oauth) => {
        const allows = found.entry?.properties.get("allowMultipleInstances");
        const value = allows && fold(allows, host.sources);
        if (oauth === null || !allows || !value?.known || value.value !== false) return [];
        const message = `\`${found.name}\` is connected by OAuth, and can be added only once.`;
        return [problem(locationOf(allows), "allowMultipleInstances", message)];
      }),
    ),
} satisfies DustRule;
