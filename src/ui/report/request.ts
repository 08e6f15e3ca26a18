import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";
import { nearName } from "../../model/near-name.ts";
import { FORMATS, type Format } from "./formats.ts";

/** A file to write a report to; its path is as the user wrote it. */
export interface ReportFile {
  format: Format;
  file: string;
}

/** Which formats go to standard output, in this order, and which to files. */
export interface ReportRequest {
  print: Format[];
  files: ReportFile[];
}

/** The values of `--format` and `--output`, and whether `--json` was given. */
export interface ReportFlags {
  format: string[];
  output: string[];
  json: boolean;
}

/**
 * What is to be reported where. A format without a file is printed, at most one; without any `--format`, the report for
 * people is printed, in GitHub Actions with annotations before it. `--json` prints, whatever goes to files. Throws
 * UserError (exit 2) with every mistake at once.
 */
export function reportRequest(flags: ReportFlags, env: Record<string, string | undefined>): ReportRequest {
  const files = flags.output.map(givenFile);
  const toFile = new Set(files.map((each) => each.format));
  const named = flags.format.filter((format) => !toFile.has(format));
  const printed = [...new Set([...named, ...(flags.json ? ["json"] : [])])];
  const problems = [
    ...flags.format.flatMap((format) => formatProblem(format, "--format")),
    ...files.flatMap((each) => fileProblem(each)),
    ...repeated(files),
    ...(printed.length > 1 ? [tooMany(printed)] : []),
  ];
  if (problems.length > 0) throw wrongRequest(problems);
  const asked = flags.json || flags.format.length > 0;
  const byDefault: Format[] = env["GITHUB_ACTIONS"] === "true" ? ["github", "pretty"] : ["pretty"];
  return { print: asked ? printed.filter(isFormat) : byDefault, files: files.flatMap(reportFileOf) };
}

/** The files that the values of `--output` name, where they name any; what is wrong with them is no matter here. */
export function requestedFiles(output: unknown): ReportFile[] {
  const texts = Array.isArray(output) ? output.filter((each) => typeof each === "string") : [];
  return texts
    .map(givenFile)
    .filter(({ file }) => file !== "")
    .flatMap(reportFileOf);
}

interface GivenFile {
  given: string;
  format: string;
  file: string;
}

function givenFile(given: string): GivenFile {
  const at = given.indexOf("=");
  return at < 0 ? { given, format: given, file: "" } : { given, format: given.slice(0, at), file: given.slice(at + 1) };
}

function isFormat(format: string): format is Format {
  return FORMATS.some((each) => each === format);
}

function reportFileOf({ format, file }: GivenFile): ReportFile[] {
  return isFormat(format) ? [{ format, file }] : [];
}

function formatProblem(format: string, flag: string): ErrorDetail[] {
  if (isFormat(format)) return [];
  const near = nearName(format, [...FORMATS]);
  const message = `${flag}: there is no format "${format}"`;
  return [near === undefined ? { message } : { message, hint: `did you mean "${near}"?` }];
}

function fileProblem({ given, format, file }: GivenFile): ErrorDetail[] {
  const unnamed =
    file === "" ? [{ message: `--output ${given}: no file is named`, hint: "write <format>=<file>" }] : [];
  return [...unnamed, ...formatProblem(format, "--output")];
}

function repeated(files: GivenFile[]): ErrorDetail[] {
  return files
    .filter(({ file }) => file !== "")
    .filter((each, at, all) => all.findIndex((one) => one.format === each.format || one.file === each.file) < at)
    .map(({ given }) => ({ message: `--output ${given}: the format or the file is named twice` }));
}

function tooMany(printed: string[]): ErrorDetail {
  const others = printed.slice(1).map((format) => `--output ${format}=<file>`);
  return {
    message: `only one format can be printed, not ${printed.join(" and ")}`,
    hint: `write the others to files: ${others.join(" ")}`,
  };
}

function wrongRequest(problems: ErrorDetail[]): UserError {
  const [first] = problems;
  const only = problems.length === 1 && first ? `${first.message}${first.hint ? ` (${first.hint})` : ""}.` : undefined;
  return new UserError("report-format", only ?? `${problems.length} things are wrong with the formats.`, {
    exitCode: EXIT.usage,
    hint: `Formats: ${FORMATS.join(", ")}.`,
    details: only === undefined ? problems : [],
  });
}
