import { EditBroken } from "../splice.ts";
import { commentsOf } from "../syntax/comments.ts";

/** A file before and after a piece of work; null where it is not there. */
export interface Rewritten {
  path: string;
  before: string | null;
  after: string | null;
}

/** A comment that is in no text after a piece of work, and the file and offset where it was. */
export interface LostComment {
  path: string;
  start: number;
  text: string;
}

/** The comments that a piece of work on TypeScript files loses, wherever it moves the others; each as often as it was there. */
export function lostComments(files: readonly Rewritten[]): LostComment[] {
  const left = new Map<string, number>();
  for (const { path, after } of files) {
    for (const { text } of commentsIn(path, after)) left.set(plain(text), (left.get(plain(text)) ?? 0) + 1);
  }
  return files.flatMap(({ path, before }) =>
    commentsIn(path, before).flatMap(({ start, text }) => {
      const count = left.get(plain(text)) ?? 0;
      left.set(plain(text), count - 1);
      return count > 0 ? [] : [{ path, start, text }];
    }),
  );
}

/** Throws EditBroken when a piece of work loses a comment (see `lostComments`). */
export function assertCommentsKept(files: readonly Rewritten[]): void {
  const [lost] = lostComments(files);
  if (lost) throw new EditBroken(lost.path, `a comment was lost: ${plain(lost.text).slice(0, 60)}`);
}

function commentsIn(path: string, text: string | null) {
  return text === null || !/\.[mc]?[jt]sx?$/.test(path) ? [] : commentsOf(path, text);
}

// A formatter moves the lines of a comment.
function plain(text: string): string {
  return text.replace(/\s+/g, " ");
}
