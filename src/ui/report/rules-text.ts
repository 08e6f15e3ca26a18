import type { Example } from "../../rules/rule.ts";
import type { ExplainDocument, RuleDocument, RulesDocument } from "../../rules/rule-document.ts";

/** What `rules` prints for people: a line for each rule, and how many there are. */
export function rulesText({ rules }: RulesDocument): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`);
  return `${lines.join("")}\n${counted(rules)}\n`;
}

// A run says the same number, less what the configuration turns off.
function counted(rules: readonly RuleDocument[]): string {
  const own = rules.filter(({ id }) => id.startsWith("mcp-new/")).length;
  return `${rules.length} rules, ${own} of them about ignores and the baseline; a check runs all that are not off. mcp-new explain <rule> says more.`;
}

/** What `explain` prints for people. */
export function explainText({ rule }: ExplainDocument): string {
  const { id, severity, title, why, fix, example, silence } = rule;
  return [
    `${id} (${severity})`,
    `${title}.`,
    "",
    `Why: ${why}`,
    `Fix: ${fix}`,
    "",
    `Good, in ${example.path}:`,
    indented(example.good),
    `${badHead(example)}:`,
    indented(example.bad),
    "",
    "Silence it in mcp-new.config.json:",
    indented(silence.config),
    "or where it is reported:",
    indented(silence.comment),
    "",
  ].join("\n");
}

// What compares a checkout with something else is reported only when it is asked for.
function badHead({ args }: Example): string {
  return args === undefined ? "Bad" : `Bad in its place, by \`mcp-new check ${args.join(" ")}\``;
}

function indented(text: string): string {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((each) => `    ${each === "" && lines.length === 1 ? "(nothing)" : each}`).join("\n");
}

/** The page of all rules, in Markdown: a table of them, then a section for each. */
export function rulesMarkdown(rules: readonly RuleDocument[]): string {
  const rows = rules.map(({ id, severity, title }) => `| [${id}](#${anchor(id)}) | ${severity} | ${title} |`);
  return [
    "# Rules",
    "",
    "What `mcp-new check` looks for. `mcp-new explain <rule>` prints one of them.",
    "",
    "| rule | severity | what |",
    "| --- | --- | --- |",
    ...rows,
    ...rules.flatMap(section),
    "",
  ].join("\n");
}

function section({ id, severity, title, why, fix, example, needs, silence }: RuleDocument): string[] {
  const silent =
    needs.length > 0 ? ["", `It stays silent where one of these reports the cause: ${needs.join(", ")}.`] : [];
  return [
    "",
    `## ${id}`,
    "",
    `${title}. (${severity})`,
    "",
    why,
    "",
    `**Fix:** ${fix}`,
    ...silent,
    "",
    `Good, in \`${example.path}\`:`,
    "",
    ...fenced(example.good),
    "",
    `${badHead(example)}:`,
    "",
    ...fenced(example.bad),
    "",
    `**Silence:** \`${silence.config}\` in the configuration, or \`${silence.comment}\` above the line.`,
  ];
}

function fenced(code: string): string[] {
  return ["```", code === "" ? "(nothing)" : code.replace(/\n$/, ""), "```"];
}

function anchor(id: string): string {
  return id.toLowerCase().replaceAll("/", "");
}
