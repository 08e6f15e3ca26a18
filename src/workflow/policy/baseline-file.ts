import { parseJson } from "../../edit/json.ts";
import { EXIT, UserError } from "../../errors.ts";
import { formatLocation } from "../../model/location.ts";
import { type BaselineRow, baselineSchema } from "../../model/policy/baseline.ts";
import { schemaProblems } from "../../model/problems/parse.ts";
import { formatPath } from "../../model/problems/problem.ts";
import type { Change } from "../../plan/plan.ts";
import type { Repo } from "../../repo/repo.ts";
import type { PlacedRow } from "../../rules/baseline.ts";

/** The file of known findings: its path relative to the host's root, its text (null before it is first written), its rows. */
export interface BaselineFile {
  path: string;
  text: string | null;
  rows: PlacedRow[];
}

/**
 * Reads the baseline. With `update` it need not exist. Throws UserError (exit 2) for one that is outside of the host, is not
 * there or is no baseline.
 */
export function readBaseline(repo: Repo, path: string, update: boolean): BaselineFile {
  if (path.startsWith("../") || path.startsWith("/") || /^[A-Za-z]:/.test(path))
    throw failure(`The baseline ${path} is outside of the host.`, "Keep it beside the sources that it speaks of.");
  const text = repo.read(path);
  if (text === null) {
    if (update) return { path, text, rows: [] };
    throw failure(`There is no baseline ${path}.`, "Write it with --update-baseline.");
  }
  return { path, text, rows: rowsOf(path, text) };
}

function rowsOf(path: string, text: string): PlacedRow[] {
  const document = parseJson(path, text);
  const syntax = document.problems.map(({ message, at }) => ({ message, at: formatLocation(at) }));
  const problems =
    syntax.length > 0
      ? syntax
      : schemaProblems(baselineSchema, document.value).map((problem) => {
          const at = document.locate(problem.path);
          const where = problem.path.length === 0 ? "" : `${formatPath(problem.path)}: `;
          return { message: where + problem.message, ...(at ? { at: formatLocation(at) } : {}) };
        });
  const parsed = baselineSchema.safeParse(document.value);
  if (problems.length === 0 && parsed.success) {
    const start = { path, line: 1, column: 1, endLine: 1, endColumn: 1 };
    return parsed.data.findings.map((row, index) => ({ ...row, at: document.locate(["findings", index]) ?? start }));
  }
  throw new UserError("baseline-invalid", `The file ${path} is no baseline.`, {
    exitCode: EXIT.usage,
    hint: "Remove it and write it anew with --update-baseline.",
    details: problems,
  });
}

/** The change that writes a baseline; nothing when it says so already. */
export function baselineChange({ path, text: before }: BaselineFile, findings: readonly BaselineRow[]): Change[] {
  const after = `${JSON.stringify({ schemaVersion: 1, findings }, null, 2)}\n`;
  return before === after ? [] : [{ path, before, after }];
}

function failure(message: string, hint: string): UserError {
  return new UserError("baseline-unreadable", message, { exitCode: EXIT.usage, hint });
}
