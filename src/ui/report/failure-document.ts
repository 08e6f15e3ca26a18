import { UserError } from "../../errors.ts";
import type { Failure } from "./failure.ts";
import { writeOutput } from "./output.ts";
import { requestedFiles } from "./request.ts";

/** The part of the process that a failed run writes to. */
interface FailureIo {
  argv: string[];
  cwd: string;
  stdout: { write(text: string): unknown };
}

/**
 * Writes the JSON document of a failure wherever a JSON document was asked for: to standard output with `--json` or
 * `--format json`, and to the file of `--output json=<file>`, so that nobody takes an earlier report for this run's.
 * `flags` are those of a command line that is right; of a wrong one, only standard output is used.
 */
export function writeFailure({ json }: Failure, flags: Record<string, unknown>, io: FailureIo): void {
  const text = `${JSON.stringify(json, null, 2)}\n`;
  const files = requestedFiles(flags["output"]).filter(({ format }) => format === "json");
  if (io.argv.includes("--json") || (files.length === 0 && asksForJson(io.argv))) io.stdout.write(text);
  for (const { file } of files) tryToWrite(file, text, io.cwd);
}

function asksForJson(argv: readonly string[]): boolean {
  return argv.some((word, at) => word === "--format=json" || (word === "--format" && argv[at + 1] === "json"));
}

// That the file cannot be written is what failed, or is told by the failure on standard error as well.
function tryToWrite(file: string, text: string, cwd: string): void {
  try {
    writeOutput(file, text, cwd);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
