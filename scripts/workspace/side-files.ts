import { sorted } from "./implementation.ts";
import { between, metadataImport } from "./registry.ts";
import type { Server } from "./servers.ts";
import { type Tool, toolsOf } from "./tools.ts";

/** The availability snapshot: one row for each server, in two lists sorted by id. */
export function availabilitySnapshot(all: readonly Server[]): string {
  const rows = (isManual: boolean) =>
    all
      .filter((server) => (server.availability === "manual") === isManual)
      .sort((a, b) => a.id - b.id)
      .map(({ name, id }) => `    { "name": ${JSON.stringify(name)}, "id": ${id} }`)
      .join(",\n");
  return `{\n  "auto": [\n${rows(false)}\n  ],\n  "manual": [\n${rows(true)}\n  ]\n}\n`;
}

/** The snapshot of the stakes and costs of every tool, as the checkout's own test writes it. */
export function metadataSnapshot(base: string, all: readonly Server[]): string {
  const servers = sortedBy(all, ({ name }) => name).map((server) => {
    const tools = sortedBy(declaredTools(server, all), ({ name }) => name).map(
      ({ name, stake }) => `    "${name}": {
      "freeUsage": false,
      "stake": "${stake}",
      "toolCostCategory": "${stake === "never_ask" ? "basic" : "advanced"}",
    },`,
    );
    return `  "${server.name}": {\n${tools.join("\n")}\n  },`;
  });
  return between(base, "= `\n{\n", "}\n`;", `${servers.join("\n")}\n`);
}

/** The tools that a server's metadata lists: one server lists those of another. */
function declaredTools(server: Server, all: readonly Server[]): Tool[] {
  const lender = all.find((each) => each.original === "run_agent" && each.copy === server.copy);
  return toolsOf(server.original === "agent_delegation" && lender ? lender : server);
}

function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The labels of the bearer tokens. */
export function tokenLabels(base: string, all: readonly Server[]): string {
  const rows = all
    .filter((server) => server.access === "bearer")
    .map(
      ({ name, title }) => `  ${name}: {
    label: "${title} API Key",
    placeholder: "Paste your ${title} API key here",
  },`,
    );
  return between(base, "TokenFieldLabel> = {\n", "};\n\nexport function", `${rows.join("\n")}\n`);
}

/** The feature flags of the base workspace and those that restrict servers. */
export function featureFlags(base: string, all: readonly Server[]): string {
  const flags = new Set(["sandbox_tools", ...all.flatMap(({ restriction }) => restriction?.flag ?? [])]);
  const rows = [...flags]
    .filter((flag) => !base.includes(`  ${flag}: {`))
    .map((flag) => `  ${flag}: {\n    description: "The tools behind ${flag}",\n    stage: "on_demand",\n  },\n`);
  return base.replace("  // Not a tool", () => `${rows.join("")}  // Not a tool`);
}

/** The test of the tool search, with a row for every server that people see. */
export function searchSources(base: string, all: readonly Server[]): string {
  const visible = all.filter((server) => server.availability !== "auto_hidden_builder");
  const kept = base.slice(0, base.indexOf("\n\n")).replace(/^import [^;]*?servers\/[^;]*\/[\w]*metadata";\n/gm, "");
  const statements = kept.split(/(?<=;)\n/);
  const imports = sorted([...statements, ...visible.map(metadataImport)]);
  const rows = sortedBy(visible, ({ name }) => name).map(
    ({ name, nameConst, entryKey, nameElement, metadataConst }) => {
      const isConst = nameConst?.declaredIn === "metadata" && (entryKey !== undefined || nameElement !== undefined);
      return `  { name: ${isConst ? nameConst.name : JSON.stringify(name)}, tools: ${metadataConst}.tools },`;
    },
  );
  const body = base.slice(base.indexOf("\n\n"));
  return imports + between(body, "ServerSource[] = [\n", "];\n\nconst TOOLS", `${rows.join("\n")}\n`);
}

/** The other test of the tool search: queries for the tools of some servers. */
export function searchQueries(base: string, all: readonly Server[]): string {
  const rows = all.slice(0, 8).flatMap((server) =>
    toolsOf(server)
      .slice(0, 1)
      .map(
        ({ name, labels }) => `  {
    query: ${JSON.stringify(labels.done.toLowerCase())},
    serverName: ${JSON.stringify(server.name)},
    toolName: ${JSON.stringify(name)},
  },`,
      ),
  );
  return between(base, "toolName: string }[] = [\n", "];\n\nit.each", `${rows.join("\n")}\n`);
}
