import { factValue } from "../../../model/found.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { grouped } from "../read/grouped.ts";
import type { DustServer } from "../read/server.ts";
import { snapshotRows } from "../registry/broken.ts";
import type { SnapshotRow } from "../registry/snapshot.ts";

export default {
  id: "dust/id-unique",
  severity: "error",
  title: "No other server has the same id",
  why: "Stored ids encode this number: with two servers of one id, what is stored for one is run on the other.",
  fixHint: "Give the newer server the next free id; never change the id of a server that is deployed.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: "  github: {\n    id: 1,",
    bad: "  github: {\n    id: 18,",
  },
  needs: ["dust/entry-present", "dust/id-positive"],
  check: ({ found, all, host }) =>
    onFact("the id", found.entry?.id, (id, at) => {
      const sharing = grouped(all, idOf).get(id) ?? [];
      if (sharing.length < 2) return [];
      const keeper = keeperOf(sharing, id, snapshotRows(host));
      if (!keeper?.entry?.id || keeper === found) return [];
      const message = `\`${found.name}\` has the id ${id}, which is the id of \`${keeper.name}\`.`;
      return [problem(at, "id", message, { at: keeper.entry.id.at, message: `\`${keeper.name}\` has it here` })];
    }),
} satisfies DustRule;

function idOf({ entry }: DustServer): number | undefined {
  return factValue(entry?.id);
}

// The server that the snapshot knows under this id may keep it; without a snapshot the first one.
function keeperOf(sharing: readonly DustServer[], id: number, snapshot: SnapshotRow[] | null): DustServer | undefined {
  const known = snapshot?.find((row) => row.id === id && sharing.some((each) => each.name === row.name));
  return sharing.find((each) => each.name === known?.name) ?? sharing[0];
}
