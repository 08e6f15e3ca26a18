import type { RelatedLocation } from "../../../model/finding.ts";
import type { Fact } from "../../../model/found.ts";
import { nearName } from "../../../model/near-name.ts";
import type { Problem, RuleInput, Verdict } from "../../../rules/rule.ts";
import { silencedBy } from "../../../rules/run.ts";
import { problem, unknown } from "../../_shared/verdicts.ts";
import type { DustHost } from "../host.ts";
import type { DustServer } from "../read/server.ts";
import { namesAreKnown } from "../registry/broken.ts";
import { NAMES } from "../registry/read.ts";

/** The three registries that must hold the same names. */
export type RegistryPart = "names" | "entries" | "cases";

const PARTS: Record<RegistryPart, { rule: string; label: string; holds: (found: DustServer) => boolean }> = {
  names: { rule: "dust/name-listed", label: `\`${NAMES}\``, holds: (found) => found.listed.length > 0 },
  entries: { rule: "dust/entry-present", label: "`INTERNAL_MCP_SERVERS`", holds: (found) => found.entry !== null },
  cases: {
    rule: "dust/case-present",
    label: "the switch in `getInternalMCPServer`",
    holds: (found) => found.cases.length > 0,
  },
};

/**
 * Judges that a registry has a row for a server. A row that is a misspelling of another server's is that server's finding.
 * `add` mends a missing row, unless one is misspelt.
 */
export function registeredIn(
  part: RegistryPart,
  input: RuleInput<DustServer, DustHost>,
  add?: () => Problem["fix"],
): Verdict[] {
  const { found, all, host } = input;
  const own = namesAreKnown(host) ? onlyPart(found) : null;
  if (own && missesOnly(own, found.name, all)) return [silencedBy(PARTS[own].rule)];
  const { label, holds } = PARTS[part];
  if (part === "cases" && onlyPart(found) === "names" && lacksEntry(input)) return [silencedBy(PARTS.entries.rule)];
  const rows = rowsOf(part, host);
  if (holds(found)) return [];
  const open = rows().find((fact) => !fact.known);
  if (open && !open.known) return [unknown(`a row of ${label}`, open)];
  const strays = all.filter((each) => onlyPart(each) === part);
  const near = nearName(
    found.name,
    strays.map((each) => each.name),
  );
  const stray = strays.find((each) => each.name === near);
  if (stray && onlyMissing(found) === part) {
    const message = `${label} has no \`${found.name}\`, but \`${stray.name}\`, which is registered nowhere else.`;
    return [
      problem(stray.at, part, sentence(message), { at: found.at, message: `\`${found.name}\` is declared here` }),
    ];
  }
  const message = `\`${found.name}\` is not in ${label}.`;
  const fix = add?.();
  return [{ ...problem(found.at, part, message, ...alsoNamed(found)), ...(fix ? { fix } : {}) }];
}

// A name that is only listed has neither entry nor case: it was never registered, and the entry comes first.
function lacksEntry(input: RuleInput<DustServer, DustHost>): boolean {
  return registeredIn("entries", input).some((each) => each.kind === "problem");
}

function onlyPart(found: DustServer): RegistryPart | null {
  const held = parts().filter((part) => PARTS[part].holds(found));
  return held.length === 1 ? (held[0] ?? null) : null;
}

function onlyMissing(found: DustServer): RegistryPart | null {
  const missing = parts().filter((part) => !PARTS[part].holds(found));
  return missing.length === 1 ? (missing[0] ?? null) : null;
}

/** Whether another server, spelt nearly so, misses its row in exactly that registry. */
function missesOnly(part: RegistryPart, name: string, all: readonly DustServer[]): boolean {
  const missing = all.filter((each) => onlyMissing(each) === part).map((each) => each.name);
  return nearName(name, missing) !== undefined;
}

// A registry that cannot be read throws at once, and only then; the names are listed only for a server that misses its row.
function rowsOf(part: RegistryPart, host: DustHost): () => readonly Fact<string>[] {
  const registry = host.registry();
  if (part === "names") {
    const { listed } = registry;
    return () => listed;
  }
  const rows = part === "entries" ? registry.entries : registry.cases;
  return () => rows.map((each) => each.name);
}

// Where the server is named besides the place of the finding.
function alsoNamed(found: DustServer): RelatedLocation[] {
  const rows = [...(found.entry ? [found.entry.at] : []), ...found.listed, ...found.cases.map((each) => each.at)];
  return rows.slice(1, 2).map((at) => ({ at, message: "and named here" }));
}

function parts(): RegistryPart[] {
  return ["names", "entries", "cases"];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
