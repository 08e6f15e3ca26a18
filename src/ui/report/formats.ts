/** The ids of every format that `check` can report in. */
export const FORMATS = ["pretty", "agent", "json", "github", "gitlab", "sarif", "junit", "markdown"] as const;

/** One of the formats above. */
export type Format = (typeof FORMATS)[number];
