import { expect } from "vitest";
import { checkInsertOnly } from "../../../../src/edit/splice.ts";
import { parse, syntaxErrors } from "../../../../src/edit/ts.ts";
import { UserError } from "../../../../src/errors.ts";
import type { Finding } from "../../../../src/model/finding.ts";
import { parseIntegration } from "../../../../src/model/problems/parse.ts";
import type { ToolSpec } from "../../../../src/model/tool-spec.ts";
import { Draft } from "../../../../src/plan/draft.ts";
import { formatDraft, ownPrettier } from "../../../../src/plan/format.ts";
import type { Written } from "../../../../src/plan/plan.ts";
import { runRules } from "../../../../src/rules/run.ts";
import { addTool } from "../../../../src/targets/dust/extend/index.ts";
import type { DustHost } from "../../../../src/targets/dust/host.ts";
import type { DustServer } from "../../../../src/targets/dust/read/server.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../../src/targets/dust/rules/index.ts";
import { hostOf } from "../../../support/fixture-host.ts";
import type { Files } from "../drafting.ts";

/** A small complete tool without a request; `more` adds to it or overrides it. */
export function toolOf(more: Record<string, unknown> = {}): ToolSpec {
  const tool = {
    name: "list_new_items",
    description: "List the new items, optionally by name.",
    params: [{ name: "query", type: "string", description: "Text that the name must contain.", required: false }],
    ...more,
  };
  const api = { baseUrl: "https://api.acme.example/v1" };
  const spec = { name: "acme", description: "Acme.", auth: { kind: "none" }, api, tools: [tool] };
  const [parsed] = parseIntegration(spec).tools;
  if (!parsed) throw new Error("no tool");
  return parsed;
}

/** What adding tools drafted: the changes, formatted, and the whole tree with them. */
export interface Added {
  changes: Written[];
  files: Files;
}

/** The server of that name. Throws when there is none. */
export function serverOf(host: DustHost, name: string): DustServer {
  const found = readServers(host).find((each) => each.name === name);
  if (!found) throw new Error(`no server ${name}`);
  return found;
}

/** Adds tools to a server of files in memory, one after another on one draft, and formats the draft. */
export async function added(files: Files, server: string, ...tools: ToolSpec[]): Promise<Added> {
  const draft = drafted(files, server, ...tools);
  expect(await formatDraft(draft, ownPrettier("/nonexistent"))).toEqual([]);
  return outcome(files, draft.changes());
}

/** The draft of the same before it is formatted. */
export function drafted(files: Files, server: string, ...tools: ToolSpec[]): Draft {
  const host = hostOf(files);
  const draft = new Draft(host.repo);
  for (const tool of tools) addTool(draft, host, serverOf(host, server), tool);
  return draft;
}

function outcome(files: Files, changes: Written[]): Added {
  return { changes, files: { ...files, ...Object.fromEntries(changes.map(({ path, after }) => [path, after])) } };
}

/** Why the server cannot take the tool. Throws when it can. */
export function refusal(files: Files, server: string, ...tools: ToolSpec[]): UserError {
  try {
    drafted(files, server, ...tools);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${server} took the tool`);
}

/** What is wrong with the changes as edits: text lost, or a file that does not parse. */
export function damages(changes: readonly Written[]): string[] {
  return changes.flatMap(({ path, before, after }) => {
    const damage =
      before === null ? (syntaxErrors(parse(path, after))[0]?.message ?? null) : checkInsertOnly(path, before, after);
    return damage === null ? [] : [`${path}: ${damage}`];
  });
}

/** What the rules say of a server of files in memory. */
export function findingsOf(files: Files, server: string): Finding[] {
  const host = hostOf(files);
  return runRules(rules, [serverOf(host, server)], readServers(host), host).findings;
}
