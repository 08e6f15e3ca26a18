/**
 * Aliases of modules, as `compilerOptions.paths` has them: a pattern with at most one `*`, and the paths that it stands for
 * in the order in which they are tried, relative to the root: `{ "@app/*": ["front/*"] }`.
 */
export type ModulePaths = Readonly<Record<string, readonly string[]>>;

interface Alias {
  prefix: string;
  /** Null for a pattern without `*`, which is a whole name. */
  suffix: string | null;
  targets: readonly string[];
}

/** The paths that a name stands for, the likeliest first; none for a name without an alias. */
export type Aliased = (name: string) => string[];

/** Reads aliases: as in TypeScript a whole name counts more than a pattern, and of two patterns the longer beginning. */
export function aliasesOf(paths: ModulePaths): Aliased {
  const aliases = Object.entries(paths)
    .map(([pattern, targets]) => ({ ...aliasOf(pattern), targets }))
    .sort((a, b) => weight(b) - weight(a));
  return (name) => {
    const alias = aliases.find((each) => fits(each, name));
    if (!alias) return [];
    const rest = name.slice(alias.prefix.length, name.length - (alias.suffix ?? "").length);
    return alias.targets.map((target) => target.replace("*", () => rest));
  };
}

function aliasOf(pattern: string): Omit<Alias, "targets"> {
  const star = pattern.indexOf("*");
  return star < 0
    ? { prefix: pattern, suffix: null }
    : { prefix: pattern.slice(0, star), suffix: pattern.slice(star + 1) };
}

function weight({ prefix, suffix }: Alias): number {
  return suffix === null ? Number.POSITIVE_INFINITY : prefix.length;
}

function fits({ prefix, suffix }: Alias, name: string): boolean {
  if (suffix === null) return name === prefix;
  return name.length >= prefix.length + suffix.length && name.startsWith(prefix) && name.endsWith(suffix);
}
