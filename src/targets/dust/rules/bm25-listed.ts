import { notApplicable, onFact, problem, unknown } from "../../_shared/verdicts.ts";
import { addSearchSource } from "../fixes/side-lists.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { allKnown } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";
import { bm25Names } from "../registry/side-lists.ts";

export default {
  id: "dust/bm25-listed",
  severity: "info",
  title: "The tool search is tested with the server's tools",
  why: "The list is kept by hand; agents may not find the tools of a server that it lacks, and no test would say so.",
  fixHint: "Add `{ name, tools }` to `SERVER_SOURCES`, and a query to bm25_tool_search.test.ts.",
  example: {
    path: PATHS.bm25Sources,
    good: '  { name: "ashby", tools: ASHBY_SERVER.tools },\n',
    bad: "",
  },
  needs: ["dust/entry-present", "dust/availability-known"],
  check: ({ found, host }) => {
    const rows = bm25Names(host);
    if (!rows) return [notApplicable(`this checkout has no ${PATHS.bm25Sources}`)];
    return onFact("the availability", found.entry?.availability, (availability) => {
      if (availability === "auto_hidden_builder") return [notApplicable("it is hidden from the builder")];
      if (rows.some((row) => row.known && row.value === found.name)) return [];
      const open = rows.find((row) => !row.known);
      if (!allKnown(rows) && open && !open.known) return [unknown(`a row of ${PATHS.bm25Sources}`, open)];
      const fix = addSearchSource(found, availability, host);
      const message = `\`SERVER_SOURCES\` of the tool search's test has no \`${found.name}\`.`;
      return [{ ...problem(found.at, "row", message), ...(fix ? { fix } : {}) }];
    });
  },
} satisfies DustRule;
