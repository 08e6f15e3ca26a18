import type { Location } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { silencedBy } from "../../../rules/run.ts";
import { notApplicable, problem } from "../../_shared/verdicts.ts";
import { idVerdicts } from "../contract/ids.ts";
import { addSnapshotRow } from "../fixes/side-lists.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { PATHS } from "../paths.ts";
import { misplacedRows } from "../registry/misplaced-rows.ts";
import type { Registry } from "../registry/read.ts";
import type { SnapshotRow } from "../registry/snapshot.ts";

export default {
  id: "dust/availability-snapshot",
  severity: "error",
  title: "The availability snapshot knows the server",
  why: "Dust's own test compares the snapshot with the registry and fails; nothing else notices a forgotten row.",
  fixHint: "Add `{ name, id }` to the right list, sorted by id: `auto` holds hidden servers too.",
  example: {
    path: PATHS.availabilitySnapshot,
    good: '    { "name": "github", "id": 1 },\n',
    bad: "",
  },
  needs: ["dust/entry-present", "dust/id-positive", "dust/id-unique", "dust/id-not-retired", "dust/availability-known"],
  check: (input) => {
    const { found, host } = input;
    const { snapshot } = host.registry();
    const { id, availability } = found.entry ?? {};
    if (!snapshot) return [notApplicable(`this checkout has no ${PATHS.availabilitySnapshot}`)];
    if (!id?.known || !availability?.known) return [notApplicable("its id or availability is not known")];
    const list = availability.value === "manual" ? "manual" : "auto";
    const row = snapshot.find((each) => each.name === found.name);
    if (!row) {
      const message = `The list \`${list}\` of the availability snapshot has no \`${found.name}\`.`;
      return [{ ...problem(found.at, "row", message), fix: addSnapshotRow(found.name, list, id.value, host) }];
    }
    const changed = row.id === id.value ? [] : idVerdicts(input, { id: id.value, at: id.at });
    if (changed.some((verdict) => verdict.kind === "problem")) return [silencedBy("dust/id-stable")];
    return rowFaults(row, { id, list, availability }, host.registry());
  },
} satisfies DustRule;

interface Wanted {
  id: { value: number; at: Location };
  list: SnapshotRow["list"];
  availability: { value: string; at: Location };
}

function rowFaults(row: SnapshotRow, { id, list, availability }: Wanted, registry: Registry): Verdict[] {
  const name = `\`${row.name}\``;
  if (row.list !== list) {
    const message = `${name} is in the list \`${row.list}\` of the availability snapshot, but is \`${availability.value}\`.`;
    return [problem(row.at, "list", message, { at: availability.at, message: "its availability is here" })];
  }
  if (row.id !== id.value) {
    const message = `${name} has the id ${row.id} in the availability snapshot, but ${id.value} in its entry.`;
    return [problem(row.at, "id", message, { at: id.at, message: "its id is here" })];
  }
  return orderFault(row, registry);
}

/** A list out of order is one fault: that of the first row that would have to move, with the others beside it. */
function orderFault(row: SnapshotRow, registry: Registry): Verdict[] {
  const [first, ...others] = misplacedRows(registry).filter(({ list }) => list === row.list);
  if (first !== row) return [];
  const related = others.map(({ at, name }) => ({ at, message: `\`${name}\` is out of order too` }));
  const message = `\`${row.name}\` is out of order in the availability snapshot, which is sorted by id.`;
  return [problem(row.at, "order", message, ...related)];
}
