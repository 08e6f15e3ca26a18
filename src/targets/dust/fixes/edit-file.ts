import { type Splice, splice } from "../../../edit/splice.ts";
import type { Draft } from "../../../plan/draft.ts";

/** Records the text of a file of the draft with something put in. */
export function editFile(draft: Draft, path: string, splices: readonly Splice[]): void {
  const text = draft.read(path);
  if (text !== null && splices.length > 0) draft.edit(path, splice(text, splices));
}
