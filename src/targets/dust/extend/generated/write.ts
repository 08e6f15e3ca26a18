import { addedCode, type Merge, type MergeConflict, mergeDeclarations } from "../../../../edit/merge/index.ts";
import type { TemplateValue } from "../../../../edit/template.ts";
import type { ErrorDetail, UserError } from "../../../../errors.ts";
import { formatLocation } from "../../../../model/location.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import { generatedText } from "../../../_shared/generated-file.ts";
import { naturalOrder } from "../../../_shared/import-block.ts";
import type { Site } from "../site.ts";
import { notExtendable } from "../snippet.ts";

type Context = Record<string, TemplateValue>;

/** A file of the server that its template can make: without the new tool, and with it. */
export interface GeneratedFile {
  path: string;
  template: string;
  /** The context for what the file holds already, no tool; null for a file that is not ours: its names are kept apart. */
  base: Context | null;
  /** The context for that and for the new tool alone. */
  next: Context;
  /** The declarations that only the new tool needs. */
  added: readonly string[];
  /** Those of `next` that only mark a place. */
  slots?: readonly string[];
}

/** Creates the file, or puts what it lacks into it. Throws UserError `server-not-extendable` where that is not safe. */
export function writeGenerated(site: Site, tool: ToolSpec, file: GeneratedFile): void {
  const { draft, host, conventions } = site;
  const text = (context: Context) => generatedText(file.template, context, conventions.importStyle, host.template);
  const current = draft.read(file.path);
  if (current === null) {
    draft.create(file.path, text(file.next));
    return;
  }
  const merge: Merge = {
    path: file.path,
    current,
    base: file.base ? text(file.base) : "",
    next: text(file.next),
    added: new Set(file.added),
    slots: new Set(file.slots ?? []),
    compareNames: naturalOrder,
  };
  const merged = mergeDeclarations(merge);
  if (merged.conflicts.length > 0) throw conflictsError(site, tool, merged.conflicts, addedCode(merge));
  if (merged.text !== current) draft.edit(file.path, merged.text);
}

function conflictsError(
  site: Site,
  tool: ToolSpec,
  conflicts: readonly MergeConflict[],
  added: readonly string[],
): UserError {
  const [first, ...others] = conflicts;
  if (!first) throw new Error("There is no conflict.");
  const rest = others.map((each): ErrorDetail => ({ message: `${foundText(each)}.`, at: formatLocation(each.at) }));
  const pieces = conflicts.map(
    ({ declaration, expected }): ErrorDetail => ({ message: `What ${declaration} has to be:\n${expected}` }),
  );
  const own = added.length > 0 ? [{ message: `To be added to ${first.at.path}:\n${added.join("\n\n")}` }] : [];
  const obstacle = { server: site.found.name, found: foundText(first), at: first.at, why: WHY[first.kind] };
  return notExtendable(obstacle, tool, [...rest, ...pieces, ...own]);
}

const WHY: Record<MergeConflict["kind"], string> = {
  differs: "the new tool needs a change there, which could undo what was written by hand",
  missing: "the new tool needs it",
  taken: "the new tool needs that name for something else",
};

function foundText({ declaration, kind }: MergeConflict): string {
  if (kind === "missing") return `${declaration} is not there any more`;
  return kind === "taken" ? `${declaration} is there already` : `${declaration} is not as it was generated`;
}
