import type { InfoDocument } from "../../workflow/info/document.ts";

/** What `info` prints for people: blocks with a place on each line, and a summary as the last line. */
export function infoText(document: InfoDocument): string {
  const { target, evidence, servers, formatter } = document;
  const blocks = [
    [`Target: ${target.id}`, ...columns(evidence.map(({ what, where }) => [what, where]))],
    [`Formatter: ${formatter ? `${formatter.name}${formatter.own ? ", which comes with mcp-new" : ""}` : "none"}`],
    ["Servers:", ...columns([["name", "id", "layout", "folder"], ...servers.map(serverRow)])],
    conventionLines(document),
  ];
  return `${blocks.map((lines) => `${lines.join("\n")}\n`).join("\n")}\n${summary(document)}\n`;
}

function serverRow({ name, id, layout, directory }: InfoDocument["servers"][number]): string[] {
  return [name, id === null ? "?" : String(id), layout ?? "?", directory ?? "?"];
}

function conventionLines({ layout, conventions, refusal }: InfoDocument): string[] {
  if (!conventions) return [`Conventions: none. ${refusal ?? ""}`.trim()];
  const rows = conventions.map(({ name, value, where }) => [name, shown(value), where]);
  return [`Conventions of a new server (layout ${layout}):`, ...columns(rows)];
}

function shown(value: NonNullable<InfoDocument["conventions"]>[number]["value"]): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? value.join(", ") || "none" : String(value);
}

/** Rows as lines, each column as wide as its widest cell; the last is not filled up. */
function columns(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`.trimEnd());
}

function summary({ servers, layout, nextId, refusal }: InfoDocument): string {
  const counts = new Map<string, number>();
  for (const server of servers) counts.set(server.layout ?? "?", (counts.get(server.layout ?? "?") ?? 0) + 1);
  const kinds = [...counts].map(([name, count]) => `${count} ${name}`).join(", ");
  const next = nextId === null ? "" : `; the next free id is ${nextId}`;
  const fresh = refusal === null ? `a new one gets the layout ${layout}` : `the layout ${layout} is not written`;
  return `${servers.length} ${servers.length === 1 ? "server" : "servers"}${kinds === "" ? "" : ` (${kinds})`}${next}; ${fresh}.`;
}
