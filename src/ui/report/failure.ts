import { Cancelled, type ErrorDetail, EXIT, UserError } from "../../errors.ts";

/** A failure ready to be printed: the exit code, the JSON document of the contract, and the text for people. */
export interface Failure {
  exitCode: number;
  json: {
    schemaVersion: 1;
    error: { code: string; message: string; hint: string | null; exitCode: number; details: ErrorDetail[] };
  };
  text: string;
}

/** Turns whatever was thrown into a failure. Only an unexpected error shows a stack, and only with `--debug`. */
export function describeFailure(error: unknown, debug: boolean): Failure {
  if (error instanceof UserError) return failure(error.code, error.message, error.exitCode, error.hint, error.details);
  if (error instanceof Cancelled) return failure("cancelled", error.message, EXIT.cancelled);
  const bug = error instanceof Error ? error : new Error(String(error));
  const described = failure("bug", `This is a bug in mcp-new: ${bug.message}`, EXIT.bug, BUG_HINT);
  return debug ? { ...described, text: `${described.text}${bug.stack ?? ""}\n` } : described;
}

const BUG_HINT = "Run the command again with --debug and report what it prints.";

function failure(code: string, message: string, exitCode: number, hint?: string, details: ErrorDetail[] = []): Failure {
  return {
    exitCode,
    json: { schemaVersion: 1, error: { code, message, hint: hint ?? null, exitCode, details } },
    text: [`error: ${message}`, ...details.map(detailLine), ...(hint ? [`  hint: ${hint}`] : []), ""].join("\n"),
  };
}

function detailLine(detail: ErrorDetail): string {
  const at = detail.at === undefined ? "" : `${detail.at}: `;
  return `  - ${at}${detail.message}${detail.hint === undefined ? "" : ` (${detail.hint})`}`;
}
