import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { FORMATS } from "../../../src/ui/report/formats.ts";
import { type ReportFlags, reportRequest } from "../../../src/ui/report/request.ts";

const GITHUB = { GITHUB_ACTIONS: "true" };
const request = (flags: Partial<ReportFlags>, env = {}) =>
  reportRequest({ format: [], output: [], json: false, ...flags }, env);

function failure(flags: Partial<ReportFlags>): UserError {
  try {
    request(flags);
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error("no UserError");
}

describe("what goes where", () => {
  test("without a flag: for people, in GitHub Actions after the annotations", () => {
    expect(request({})).toEqual({ print: ["pretty"], files: [] });
    expect(request({}, GITHUB)).toEqual({ print: ["github", "pretty"], files: [] });
    expect(request({ output: ["sarif=a.sarif"] }, GITHUB).print).toEqual(["github", "pretty"]);
  });

  test("a format that is named is what is printed, wherever", () => {
    expect(request({ format: ["agent"] }, GITHUB)).toEqual({ print: ["agent"], files: [] });
    expect(request({ json: true }, GITHUB).print).toEqual(["json"]);
    expect(request({ json: true, format: ["json", "json"] }).print).toEqual(["json"]);
  });

  test("several at once: those with a file go there", () => {
    expect(request({ format: ["sarif", "pretty", "junit"], output: ["junit=j.xml", "sarif=a=b.sarif"] })).toEqual({
      print: ["pretty"],
      files: [
        { format: "junit", file: "j.xml" },
        { format: "sarif", file: "a=b.sarif" },
      ],
    });
    expect(request({ format: ["sarif"], output: ["sarif=a"] }).print).toEqual([]);
    expect(request({ json: true, output: ["json=a"] }).print).toEqual(["json"]);
  });
});

describe("mistakes, all at once and with what is legal", () => {
  test("an unknown format", () => {
    const error = failure({ format: ["sarf"] });
    expect([error.exitCode, error.message, error.hint]).toEqual([
      2,
      '--format: there is no format "sarf" (did you mean "sarif"?).',
      `Formats: ${FORMATS.join(", ")}.`,
    ]);
  });

  test("two that would be printed", () => {
    expect(failure({ json: true, format: ["sarif"] }).message).toBe(
      "only one format can be printed, not sarif and json (write the others to files: --output json=<file>).",
    );
  });

  test("several mistakes", () => {
    const flags = { format: ["xml", "agent", "pretty"], output: ["sarif", "junit=", "yaml=x", "json=a", "github=a"] };
    expect(failure(flags).details.map(({ message }) => message)).toEqual([
      '--format: there is no format "xml"',
      "--output sarif: no file is named",
      "--output junit=: no file is named",
      '--output: there is no format "yaml"',
      "--output github=a: the format or the file is named twice",
      "only one format can be printed, not xml and agent and pretty",
    ]);
  });
});
