import { formatLocation } from "../../../model/location.ts";
import type { CheckReport, RuleText } from "../../../workflow/check.ts";
import type { FindingDocument } from "../../../workflow/check-document.ts";
import { changesText } from "./changes.ts";
import { codeFrame, type FrameStyle, type Marked } from "./frame.ts";
import {
  fixCommand,
  freshFindings,
  type OpenQuestion,
  oneLine,
  openQuestions,
  type Render,
  type RenderOptions,
} from "./render.ts";
import { summaryLine } from "./summary.ts";

/** The report for people: a block with code for each finding, what could not be checked, and a summary as the last line. */
export const pretty: Render = (report, options) => {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const blocks = freshFindings(report).map((finding) => block(finding, rules.get(finding.rule), report, options));
  const open = openQuestions(report).map(openLine);
  const unchecked = open.length > 0 ? [`Could not be checked:\n${open.join("")}`] : [];
  const changes = changesText(report);
  return [...(changes === "" ? [] : [changes]), ...blocks, ...unchecked, `${summaryLine(report)}\n`].join("\n");
};

const CODES = { error: 31, warning: 33, info: 36, bold: 1, note: 34 } as const;

function painter(color: boolean, code: number): (text: string) => string {
  return color ? (text) => `\u001B[${code}m${text}\u001B[0m` : (text) => text;
}

function block(
  finding: FindingDocument,
  rule: RuleText | undefined,
  report: CheckReport,
  options: RenderOptions,
): string {
  const { color } = options;
  const { severity, location, related } = finding;
  const paint = painter(color, CODES[severity]);
  const gutter = Math.max(2, ...[location, ...related].map(({ line }) => String(line).length));
  const note = { sign: "-", gutter, paint: painter(color, CODES.note) } as const;
  const edge = " ".repeat(gutter);
  const command = fixCommand(finding, options);
  const lines = [
    `${paint(`${severity}[${finding.rule}]`)} ${painter(color, CODES.bold)(oneLine(finding.message))}`,
    ...place("-->", location, report, { sign: "^", label: "", gutter, paint }),
    ...related.flatMap((each) => place(":::", each, report, { ...note, label: oneLine(each.message) })),
    ...(rule ? [`${edge} = why: ${rule.why}`, `${edge} = fix: ${rule.fixHint}`] : []),
    ...(command === null ? [] : [`${edge} = run: ${command}`]),
    ...(rule ? [`${edge} = docs: mcp-new explain ${rule.id}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** The arrow with a place and the code there; without code, what is said about it stands behind the place. */
function place(arrow: string, at: Marked, report: CheckReport, style: FrameStyle): string[] {
  const head = `${" ".repeat(style.gutter)}${arrow} ${at.path}:${at.line}:${at.column}`;
  const text = report.source(at.path);
  const frame = text === null ? null : codeFrame(text, at, style);
  return frame ? [head, ...frame] : [style.label === "" ? head : `${head} ${style.label}`];
}

function openLine({ rules, server, reason, at }: OpenQuestion): string {
  const whose = server === null ? "" : ` on ${server}`;
  const where = at ? ` (${formatLocation(at)})` : "";
  return `  ${rules.join(", ")}${whose}: ${oneLine(reason)}${where}\n`;
}
