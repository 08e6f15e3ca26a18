import { expect, test } from "vitest";
import { github } from "../../../src/ui/report/check/github.ts";
import { finding, PLAIN, reportOf } from "./sample.ts";

const many = (count: number, severity: "error" | "warning" | "info") =>
  Array.from({ length: count }, (_, at) => finding({ severity, message: `${severity} ${at + 1}` }));
const linesOf = (text: string) => text.split("\n").slice(0, -1);

test("an annotation has the place, the rule and the message", () => {
  expect(github(reportOf([finding()]), { ...PLAIN, prefix: "apps/dust/" })).toBe(
    "::error file=apps/dust/front/constants.ts,line=2,endLine=2,col=3,endColumn=8,title=dust/case-present::" +
      "`acme` has no case.%0Amcp-new explain dust/case-present\n",
  );
});

test("what GitHub reads as a mark is escaped: in data % and line breaks, in properties colons and commas too", () => {
  const location = { path: "a,b:c%.ts", line: 1, column: 1, endLine: 1, endColumn: 1 };
  const [line = ""] = linesOf(github(reportOf([finding({ location, message: "100%: a,\r\n::error::b" })]), PLAIN));
  expect(line).toContain("file=a%2Cb%3Ac%25.ts,line=1,endLine=1,col=1,endColumn=1,");
  expect(line).toContain("::100%25: a,%0D%0A::error::b%0A");
});

test("a range over several lines has no columns", () => {
  const location = { path: "a.ts", line: 1, column: 4, endLine: 3, endColumn: 2 };
  expect(github(reportOf([finding({ location })]), PLAIN)).toContain("line=1,endLine=3,title=");
});

test("ten of each kind, the gravest first, and a notice with the rest", () => {
  const all = [...many(12, "info"), ...many(11, "warning"), ...many(13, "error")];
  const lines = linesOf(github(reportOf(all), PLAIN));
  const kinds = lines.map((line) => /^::(\w+)/.exec(line)?.[1]);
  expect(kinds).toEqual([...Array(10).fill("error"), ...Array(10).fill("warning"), ...Array(10).fill("notice")]);
  expect(lines.at(-1)).toBe("::notice title=mcp-new::3 errors, 1 warning, 3 infos more; the log has all of them.");
});

test("no notice when every one is shown, and what is in the baseline is not", () => {
  const lines = linesOf(github(reportOf([...many(10, "info"), finding({ baselined: true })]), PLAIN));
  expect(lines).toHaveLength(10);
  expect(lines.every((line) => line.startsWith("::notice file="))).toBe(true);
});
