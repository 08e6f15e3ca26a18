import type { PreflightDocument } from "../../model/oauth/preflight-document.ts";

/** What `oauth-preflight` prints for people: what was learned and from where, what was not, and a summary as the last line. */
export function preflightText(document: PreflightDocument): string {
  const { issuer, resource, auth, sources, unknown, warnings, replay } = document;
  const blocks = [
    [`Issuer: ${issuer ?? "not named"}`, ...(resource === null ? [] : [`Resource: ${resource}`])],
    ["Learned:", ...sources.flatMap(({ field, document: from, because }) => learnedLines(field, from, because))],
    ["Not learned:", ...unknown.map(({ field, why }) => `  ${field}: ${why}`)],
    ...(warnings.length === 0 ? [] : [["Warnings:", ...warnings.map(({ code, message }) => `  ${code}: ${message}`)]]),
    ["For a spec:", `"auth": ${JSON.stringify(auth, null, 2)}`],
    ["To see what it would write:", `  ${replay}`],
  ];
  return `${blocks.map((lines) => `${lines.join("\n")}\n`).join("\n")}\n${summary(document)}\n`;
}

function learnedLines(field: string, document: string | null, because: string): string[] {
  return [`  ${field}: ${because}`, ...(document === null ? [] : [`    ${document}`])];
}

function summary({ sources, unknown, warnings, tried }: PreflightDocument): string {
  const fields = new Set(sources.map(({ field }) => field)).size;
  const documents = new Set(sources.flatMap(({ document }) => document ?? [])).size;
  const counts = [
    `${fields} fields learned from ${counted(documents, "document")}`,
    `${unknown.length} not`,
    counted(warnings.length, "warning"),
    `${tried.length} URLs tried`,
  ];
  return `${counts.join(", ")}. Nothing was written.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
