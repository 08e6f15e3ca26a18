/** Texts of files by path. */
export type Texts = ReadonlyMap<string, string>;

/**
 * Something that formats one file. `path` is relative to the host's root; `text` has LF line ends and no byte-order mark,
 * and so has the result. A kind of file that it does not know comes back as it is. Rejects when it cannot work.
 */
export interface Formatter {
  name: string;
  /** True for the one that comes with this program, where the host has none. */
  isOwn?: boolean;
  format(path: string, text: string): Promise<string>;
  /** Formats several files at once as `format` would each, where that is quicker; null when it cannot promise that. */
  formatAll?(texts: Texts): Promise<Texts | null>;
}
