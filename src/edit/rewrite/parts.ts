import { EditBroken, lineEnding } from "../splice.ts";

/** A stretch of a text, by its offsets, and what takes its place. */
export interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** The text with stretches replaced, which do not overlap. Lines that are put in get the line ending of the text. */
export function replaceParts(text: string, replacements: readonly Replacement[]): string {
  const ending = lineEnding(text);
  let result = "";
  let done = 0;
  for (const { start, end, text: added } of replacements.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (!(start >= done && end >= start && end <= text.length)) throw new EditBroken("a text", "two edits overlap");
    result += text.slice(done, start) + added.replace(/\r\n|\r|\n/g, ending);
    done = end;
  }
  return result + text.slice(done);
}
