import type { Fact } from "../../../model/found.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { notApplicable, onFact } from "../../_shared/verdicts.ts";
import type { DustServer, ReadImplementation, ReadMetadata, ReadTool } from "../read/server.ts";

/** The rules whose failure leaves no metadata of the server's own to judge. */
export const METADATA = ["dust/entry-present", "dust/metadata-file", "dust/entry-imports-own-metadata"];

/** The rules whose failure leaves no implementation of the server's own to judge, or not all of it. */
export const IMPLEMENTATION = [
  "dust/case-present",
  "dust/import-resolves",
  "dust/index-default-export",
  "dust/case-returns-own-server",
];

/** The rules whose failure leaves no handlers to compare with the server's own tools. */
export const HANDLERS = [...IMPLEMENTATION, "dust/tools-own-metadata"];

/** Judges the metadata of a server; one that has none of its own (inline and older layouts) is not applicable. */
export function onMetadata(found: DustServer, judge: (metadata: ReadMetadata) => Verdict[]): Verdict[] {
  const fact = found.metadata();
  if (!fact) return [notApplicable(`an entry of layout ${found.layout ?? "unknown"} has no metadata module`)];
  return onFact("the metadata", fact, judge);
}

/** Judges each tool of a server; `label` names it in messages even when its name cannot be worked out. */
export function onTools(found: DustServer, judge: (tool: ReadTool, label: string) => Verdict[]): Verdict[] {
  return onMetadata(found, (metadata) =>
    onFact("the list of tools", metadata.tools, (tools) => tools.flatMap((tool) => judge(tool, labelOf(tool)))),
  );
}

/** Judges what one tool says under a name: absent properties are `missing`. */
function labelOf(tool: ReadTool): string {
  return tool.name.known ? tool.name.value : `the tool at line ${tool.at.line}`;
}

/** Judges the module that makes a server. */
export function onImplementation(
  found: DustServer,
  judge: (implementation: ReadImplementation) => Verdict[],
): Verdict[] {
  if (found.layout === "flat") return [notApplicable("a server of layout flat is only recognised")];
  const implementation = found.implementation();
  return implementation ? judge(implementation) : [notApplicable("its module is not known")];
}

/** The names that facts know; null when one of them cannot be worked out. */
export function allKnown<T>(facts: readonly Fact<T>[]): T[] | null {
  const values = facts.flatMap((fact) => (fact.known ? [fact.value] : []));
  return values.length === facts.length ? values : null;
}
