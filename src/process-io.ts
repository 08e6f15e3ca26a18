/** The process as the program sees it; tests pass their own. */
export interface ProcessIo {
  argv: string[];
  cwd: string;
  pid: number;
  env: Record<string, string | undefined>;
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Aborted when the user interrupts the process. */
  signal: AbortSignal;
}

/** The value of every flag of one command, by its camel-cased name. */
export type Flags = Record<string, unknown>;
