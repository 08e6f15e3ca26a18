import { posix } from "node:path";
import type { Location } from "../../model/location.ts";
import type { Command } from "../../plan/plan.ts";
import type { Problem, Verdict } from "../../rules/rule.ts";
import type { Host } from "../../targets/target.ts";
import type { CommandResult } from "../edge.ts";

// `path(line,column): error TS1234: message`, as TypeScript writes it where there is no terminal.
const ERROR = /^(\S.*?)\((\d+),(\d+)\): error (TS\d+): (.*)$/;

/** What a run of the type checker complained about, each error at its place. */
export function complaintsOf(result: CommandResult, command: Command, host: Host): Verdict[] {
  if (result.ok) return [];
  const at = startOf(host);
  const lines = result.output.split(/\r?\n/);
  if (result.exitCode === null) {
    return [
      { kind: "unknown", at, reason: `\`${result.command}\` could not be run: ${lines[0] || "it did not start"}` },
    ];
  }
  const errors = lines.flatMap((line) => errorIn(line, command.cwd));
  if (errors.length > 0)
    return errors.map((error, index) => ({ ...error, symbol: `${error.symbol} ${nth(errors, index)}` }));
  const message = `\`${result.command}\` ended with exit code ${result.exitCode}: ${lines[0] || "it said nothing"}`;
  return [{ kind: "problem", at, symbol: "command", message }];
}

function errorIn(line: string, cwd: string): Problem[] {
  const [, file = "", row = "1", column = "1", code = "", text = ""] = ERROR.exec(line) ?? [];
  if (code === "") return [];
  const path = posix.normalize(posix.join(cwd, file.replaceAll("\\", "/")));
  const place = { line: Number(row), column: Number(column) };
  const at: Location = { path, ...place, endLine: place.line, endColumn: place.column };
  return [{ kind: "problem", at, symbol: `${path} ${code}`, message: `${code}: ${text}` }];
}

// Which of the equal symbols it is, so that each has a fingerprint of its own.
function nth(errors: readonly Problem[], index: number): number {
  return errors.slice(0, index).filter((each) => each.symbol === errors[index]?.symbol).length;
}

/** The file by which a host was recognised, at its start: the place of what concerns the host as a whole. */
export function startOf(host: Host): Location {
  const path = (host.evidence[0]?.where ?? "").replace(/(:\d+)+$/, "");
  return { path, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
