import { Sources } from "../../../edit/sources.ts";
import { property, ts, unwrap } from "../../../edit/ts.ts";
import { EXIT, UserError } from "../../../errors.ts";
import { factValue } from "../../../model/found.ts";
import type { Repo } from "../../../repo/repo.ts";
import { objectAnchor, requiredSource } from "../../_shared/anchors.ts";
import { numberFact } from "../../_shared/facts.ts";
import type { DustHost } from "../host.ts";
import { ALIASES, PATHS } from "../paths.ts";
import { legacyIds } from "../registry/read.ts";
import { readSnapshot } from "../registry/snapshot.ts";

/**
 * Every server id that the numbered files of one tree use or reserve, those of entries without a readable name too. Needs no
 * other file; a file that is missing or broken gives out no ids.
 */
export function givenIds(repo: Repo, sources = new Sources(repo, ALIASES)): number[] {
  const constants = () => requiredSource(sources, PATHS.constants);
  return [
    ...readable(() => entryIds(constants(), sources)),
    ...readable(() => legacyIds(constants(), sources).flatMap((id) => factValue(id) ?? [])),
    ...readable(() => (readSnapshot((path) => repo.read(path)) ?? []).map((row) => row.id)),
  ];
}

/**
 * One more than every id of this checkout and of the same files on other branches: gaps are never filled, because stored
 * identifiers encode the id.
 */
export function nextId(host: DustHost): number {
  const elsewhere = host.elsewhere.flatMap((repo) => givenIds(repo));
  return Math.max(0, ...givenIds(host.repo, host.sources), ...elsewhere) + 1;
}

function entryIds(constants: ts.SourceFile, sources: Sources): number[] {
  return objectAnchor(constants, "INTERNAL_MCP_SERVERS").properties.flatMap((entry) => {
    const value = ts.isPropertyAssignment(entry) ? unwrap(entry.initializer) : null;
    const id = value && ts.isObjectLiteralExpression(value) ? property(value, "id") : null;
    return id && ts.isPropertyAssignment(id) ? (factValue(numberFact(id.initializer, sources)) ?? []) : [];
  });
}

function readable(read: () => number[]): number[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError && error.exitCode === EXIT.hostNotRecognised) return [];
    throw error;
  }
}
