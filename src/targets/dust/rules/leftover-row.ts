import { nearName } from "../../../model/near-name.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { silencedBy } from "../../../rules/run.ts";
import { notApplicable, problem } from "../../_shared/verdicts.ts";
import { openRow } from "../contract/ids.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { leftoverRows } from "../judge/leftover-rows.ts";
import { PATHS } from "../paths.ts";
import contractServerGone from "./contract-server-gone.ts";
import idRetired from "./id-retired.ts";

export default {
  id: "dust/leftover-row",
  severity: "warning",
  title: "No list keeps rows of a server that is gone",
  why: "Dust's own tests compare the snapshots with the registry and fail; a forgotten label or search row waits for the next server of that name. A removed server is one finding: its first row, with the others beside it.",
  fixHint: "Delete every row of the server; of the metadata snapshot by updating it, as the checklist says.",
  example: {
    path: PATHS.tokenLabels,
    good: "  val_town: {\n",
    bad: '  gone_server: { label: "Key of a server that is gone", placeholder: "Paste your key here" },\n  val_town: {\n',
  },
  check: () => [notApplicable("it is registered")],
  checkGone: (input): Verdict[] => {
    const { found, all, host } = input;
    const reported = [contractServerGone, idRetired].find((rule) =>
      rule.checkGone(input).some((verdict) => verdict.kind === "problem"),
    );
    if (reported) return [silencedBy(reported.id)];
    const { rows, misspelt } = leftoverRows(found.name, all, host);
    const [first, ...others] = rows;
    if (!first) return [misspelt === null ? notApplicable("no list names it") : silencedBy(misspelt)];
    const open = openRow(host);
    if (open) return [open];
    const related = others.map(({ at, label }) => ({ at, message: `${label} has a row of it here` }));
    const near = nearName(
      found.name,
      all.map((each) => each.name),
    );
    const hint = near === undefined ? "" : ` Did you mean \`${near}\`?`;
    const message = `\`${found.name}\` is no server, but ${first.label} still has it.${hint}`;
    return [problem(first.at, found.name, message, ...related)];
  },
} satisfies DustRule;
