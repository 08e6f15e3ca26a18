import { accessSync, constants, realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";

/** Throws UserError (exit 2) naming every file that cannot be written: its folder is missing or closed, or it is a folder. */
export function assertWritable(files: string[], cwd: string): void {
  const problems = files.flatMap((file) => writeProblem(file, resolve(cwd, file)));
  const [first] = problems;
  if (!first) return;
  const only = problems.length === 1;
  throw new UserError("output-unwritable", only ? `${first.message}.` : `${problems.length} outputs are unwritable.`, {
    exitCode: EXIT.usage,
    hint: "Nothing was checked. Check --output; folders are not made.",
    details: only ? [] : problems,
  });
}

function writeProblem(file: string, path: string): ErrorDetail[] {
  const folder = dirname(path);
  if (!statusOf(folder)?.isDirectory()) return [{ message: `${file} cannot be written: there is no folder ${folder}` }];
  const there = statusOf(path);
  if (there?.isDirectory()) return [{ message: `${file} cannot be written: it is a folder` }];
  try {
    accessSync(there?.isFile() === false ? path : folder, constants.W_OK);
    return [];
  } catch {
    return [{ message: `${file} cannot be written: there is no permission to` }];
  }
}

function statusOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** Writes a text to a file, whole or not at all. A device or pipe is written to; a link's target is replaced. Throws UserError (exit 6). */
export function writeOutput(file: string, text: string, cwd: string): void {
  const path = resolve(cwd, file);
  const there = statusOf(path);
  try {
    if (there && !there.isFile()) writeFileSync(path, text);
    else replace(there ? realpathSync(path) : path, text, there?.mode);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError("output-failed", `${file} could not be written: ${why}.`, {
      exitCode: EXIT.writeFailed,
      cause,
    });
  }
}

function replace(path: string, text: string, mode: number | undefined): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: "wx", ...(mode === undefined ? {} : { mode }) });
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
