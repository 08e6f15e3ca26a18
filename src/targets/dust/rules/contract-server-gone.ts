import { factValue } from "../../../model/found.ts";
import { notApplicable, onFact, problem } from "../../_shared/verdicts.ts";
import { deployedServer, onBase } from "../contract/deployed.ts";
import { isRetired, openRow } from "../contract/ids.ts";
import { addRetiredId } from "../fixes/registries.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { LEGACY_IDS } from "../registry/read.ts";

export default {
  id: "dust/contract-server-gone",
  severity: "error",
  title: "A deployed server is there, or its id is retired",
  why: "What is stored for the server refers to its id: nothing runs it any more, and the next server may be given the id.",
  fixHint: "Bring the server back; if it is to go, add its id to `LEGACY_INTERNAL_MCP_SERVER_IDS`.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: "  1, 4, 28,",
    bad: "  4, 28,",
    args: ["--against", "main"],
  },
  check: (input) => onBase(input, () => []),
  checkGone: ({ found, all, host, base }) =>
    onBase({ found, base }, (known) => {
      const then = deployedServer(known, found.name);
      if (!then) return [notApplicable(`it was none at ${known.ref}`)];
      return onFact("its id", then.entry?.id, (id) => {
        if (isRetired(id, host) || isRetired(id, known.tip.host)) return [];
        if (all.some((each) => factValue(each.entry?.id) === id)) return [notApplicable("another server has its id")];
        const open = openRow(host);
        if (open) return [open];
        const message = `\`${found.name}\` (id ${id}) is deployed at ${known.ref} and is gone, and \`${LEGACY_IDS}\` has not its id.`;
        return [{ ...problem(found.at, found.name, message), fix: addRetiredId(id, host) }];
      });
    }),
} satisfies DustRule;
