/** A word as a POSIX shell reads it back: quoted when it holds anything but letters, digits and `_ - . / : = @ ,`. */
export function shellWord(text: string): string {
  return /^[\w./:=@,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

const REPEATED = [
  ["cwd", "--cwd"],
  ["target", "--target"],
  ["against", "--against"],
] as const;

/** The flags of a run that a command about its findings needs too, each with a blank before it; empty when there are none. */
export function repeatedFlags(flags: Record<string, unknown>): string {
  return REPEATED.map(([name, flag]) => {
    const value = flags[name];
    return typeof value === "string" ? ` ${flag} ${shellWord(value)}` : "";
  }).join("");
}
