import { factValue } from "../../../model/found.ts";
import { notApplicable, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { PATHS } from "../paths.ts";
import { grouped } from "../read/grouped.ts";
import { bm25Names } from "../registry/side-lists.ts";

export default {
  id: "dust/bm25-once",
  severity: "info",
  title: "The tool search is tested with the server's tools once",
  why: "A server that is listed twice weighs twice in the scores that the test compares.",
  fixHint: "Remove the row that is too many from `SERVER_SOURCES`.",
  example: {
    path: PATHS.bm25Sources,
    good: '  { name: "github", tools: GITHUB_SERVER.tools },\n',
    bad: '  { name: "github", tools: GITHUB_SERVER.tools },\n  { name: "github", tools: GITHUB_SERVER.tools },\n',
  },
  check: ({ found, host }) => {
    const rows = bm25Names(host);
    if (!rows) return [notApplicable(`this checkout has no ${PATHS.bm25Sources}`)];
    const [first, ...others] = grouped(rows, factValue).get(found.name) ?? [];
    if (!first) return [];
    const related = { at: first.at, message: "the first row is here" };
    return others.map((row) =>
      problem(row.at, "row", `\`${found.name}\` stands more than once in \`SERVER_SOURCES\`.`, related),
    );
  },
} satisfies DustRule;
