/** One file to create (`before` is null), to edit, or to delete (`after` is null). Texts are whole files, a byte-order mark included. */
export interface Change {
  path: string;
  before: string | null;
  after: string | null;
}

/** A change after which the file is there. */
export interface Written extends Change {
  after: string;
}

/** A command to run after the changes are on disk, in `cwd` relative to the host's root. */
export interface Command {
  title: string;
  file: string;
  args: string[];
  cwd: string;
}

/** Everything a run wants to do, as plain data: what is shown, compared and applied. */
export interface Plan {
  changes: Change[];
  then: Command[];
}
