import { Sources } from "../../../edit/sources.ts";
import { property, ts, unwrap } from "../../../edit/ts.ts";
import { EXIT, UserError } from "../../../errors.ts";
import { factValue } from "../../../model/found.ts";
import type { Repo } from "../../../repo/repo.ts";
import { ALIASES, PATHS } from "../paths.ts";
import { numberFact } from "../read/facts.ts";
import { objectAnchor, requiredSource } from "../registry/anchors.ts";
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
