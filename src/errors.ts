/** The exit codes of the contract; `main.ts` is the only place that turns an error into one. */
export const EXIT = {
  done: 0,
  problems: 1,
  usage: 2,
  answerNeeded: 3,
  conflict: 4,
  hostNotRecognised: 5,
  writeFailed: 6,
  bug: 70,
  cancelled: 130,
} as const;

/** One of the exit codes above. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** One of several problems behind an error: a sentence, where it is (`file:line:col`), and how to mend it. */
export interface ErrorDetail {
  message: string;
  at?: string;
  hint?: string;
}

/**
 * A failure that the user can understand and mend: printed as a sentence and a hint, never with a stack.
 * `code` names the kind for machines (kebab-case), `exitCode` is what the process ends with.
 */
export class UserError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly details: ErrorDetail[];

  constructor(
    code: string,
    message: string,
    options: { exitCode: ExitCode; hint?: string; details?: ErrorDetail[]; cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "UserError";
    this.code = code;
    this.exitCode = options.exitCode;
    this.hint = options.hint;
    this.details = options.details ?? [];
  }
}

/** What `read` gives; null where a UserError refuses it. For those who only look: the fault is reported by whoever needs what was read. */
export function unlessRefused<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** The user pressed Escape or Ctrl-C at a prompt, or the process was interrupted: exit 130, nothing written. */
export class Cancelled extends Error {
  constructor() {
    super("Cancelled. Nothing was written.");
    this.name = "Cancelled";
  }
}
