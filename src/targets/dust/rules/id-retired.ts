import { factValue } from "../../../model/found.ts";
import { silencedBy } from "../../../rules/run.ts";
import { notApplicable, problem } from "../../_shared/verdicts.ts";
import { deployedServer } from "../contract/deployed.ts";
import { isRetired, openRow } from "../contract/ids.ts";
import { addRetiredId } from "../fixes/registries.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { LEGACY_IDS } from "../registry/read.ts";

export default {
  id: "dust/id-retired",
  severity: "warning",
  title: "The id of a server that was removed is retired",
  why: "An id that nobody reserves is given to the next server, which then gets what was stored for the removed one.",
  fixHint:
    "Add the id to `LEGACY_INTERNAL_MCP_SERVER_IDS`, and remove the server's row from the availability snapshot.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/internal_mcp_server_availability.snapshot.json",
    good: '{ "name": "github", "id": 1 },',
    bad: '{ "name": "github", "id": 1 },\n    { "name": "removed_long_ago", "id": 7 },',
  },
  check: () => [notApplicable("it is registered")],
  checkGone: ({ found, all, host, base }) => {
    if (base?.known && deployedServer(base, found.name)) return [silencedBy("dust/contract-server-gone")];
    const row = host.registry().snapshot?.find((each) => each.name === found.name);
    if (!row) return [notApplicable("the availability snapshot does not name it")];
    if (isRetired(row.id, host)) return [];
    if (all.some((each) => factValue(each.entry?.id) === row.id)) return [notApplicable("another server has its id")];
    const open = openRow(host);
    if (open) return [open];
    const message = `The availability snapshot still names \`${row.name}\`, which is no server, and \`${LEGACY_IDS}\` has not its id ${row.id}.`;
    return [{ ...problem(row.at, row.name, message), fix: addRetiredId(row.id, host) }];
  },
} satisfies DustRule;
