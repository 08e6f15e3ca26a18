import { relative, sep } from "node:path";
import { SEVERITIES, type Severity } from "../../model/finding.ts";
import type { CheckReport } from "../../workflow/check.ts";
import { useColor } from "../terminal.ts";
import { changesText } from "./check/changes.ts";
import { RENDER } from "./check/index.ts";
import type { RenderOptions } from "./check/render.ts";
import { summaryLine } from "./check/summary.ts";
import { assertWritable, writeOutput } from "./output.ts";
import { reportRequest } from "./request.ts";
import { repeatedFlags } from "./shell.ts";

/** Reports a check as its flags say. */
export interface Reporter {
  /** Writes the reports that go to files. Throws UserError (exit 6). */
  writeFiles(report: CheckReport): void;
  /** What goes to standard output. */
  print(report: CheckReport): string;
}

/** The part of the process that a report depends on. */
interface ReportIo {
  cwd: string;
  env: Record<string, string | undefined>;
  stdout: { isTTY?: boolean | undefined };
}

/** The reporter for the parsed flags of `check`. Throws UserError (exit 2) for a request that cannot be met. */
export function createReporter(
  flags: Record<string, unknown>,
  io: ReportIo,
  host: { root: string; say(text: string): void },
): Reporter {
  const { format, output, json } = flags;
  const request = reportRequest({ format: texts(format), output: texts(output), json: json === true }, io.env);
  assertWritable(
    request.files.map(({ file }) => file),
    io.cwd,
  );
  const options: RenderOptions = {
    color: false,
    failOn: SEVERITIES.find((severity) => severity === flags["failOn"]) ?? ("error" satisfies Severity),
    prefix: prefixOf(host.root, io.env),
    flags: repeatedFlags(flags),
  };
  const color = useColor(io.stdout, io.env, flags["color"] === false ? false : undefined);
  return {
    writeFiles: (report) => {
      for (const each of request.files) {
        writeOutput(each.file, RENDER[each.format](report, options), io.cwd);
        host.say(`The ${each.format} report is in ${each.file}.`);
      }
      if (request.print.length === 0) host.say(summaryLine(report));
      const shown = request.print.some((each) => each === "pretty" || each === "json");
      if (!shown && report.document.changes) host.say(changesText(report));
    },
    print: (report) => request.print.map((each) => RENDER[each](report, { ...options, color })).join(""),
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** Where the host is inside the folder that a CI service has checked out, since its paths start there. */
function prefixOf(root: string, env: ReportIo["env"]): string {
  const checkout = env["GITHUB_WORKSPACE"] || env["CI_PROJECT_DIR"];
  if (!checkout) return "";
  const path = relative(checkout, root).split(sep).join("/");
  return path === "" || path.startsWith("..") || path.startsWith("/") ? "" : `${path}/`;
}
