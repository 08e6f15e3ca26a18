import { staticName, ts } from "../ts.ts";

/** A type as it is written, and what the type parameters in it stand for (null: not known). */
export interface BoundType {
  node: ts.TypeNode;
  bound: Bindings;
}

/** What type parameters stand for, by name. */
export type Bindings = ReadonlyMap<string, BoundType | null>;

/** A member of a type; `type` is null for a method and where none is written. */
export interface Member {
  optional: boolean;
  type: BoundType | null;
}

/** The members of a type by name, as far as they can be worked out from the repository's own sources. */
export interface Members {
  named: ReadonlyMap<string, Member>;
  /** Null when these are all there are. Else there may be others, but none with a name of this set. */
  open: ReadonlySet<string> | null;
}

/** No members at all. */
export const NONE: Members = { named: new Map(), open: null };
/** Nothing is known about the members. */
export const UNKNOWN: Members = { named: new Map(), open: new Set() };

/** The members of an object type or interface body. */
export function written(members: readonly ts.TypeElement[], bound: Bindings): Members {
  const named = new Map<string, Member>();
  let open: Members["open"] = null;
  for (const member of members) {
    const name = member.name && staticName(member.name);
    if (typeof name === "string") {
      const type = ts.isPropertySignature(member) && member.type ? { node: member.type, bound } : null;
      named.set(name, { optional: member.questionToken !== undefined, type });
    } else if (member.name || ts.isIndexSignatureDeclaration(member)) open = new Set();
  }
  return { named, open };
}

/** The members of `A & B`. */
export function both(a: Members, b: Members): Members {
  const named = new Map(a.named);
  for (const [name, member] of b.named) {
    const known = named.get(name);
    named.set(name, known ? { type: known.type ?? member.type, optional: known.optional && member.optional } : member);
  }
  return { named, open: openOf(a, b) };
}

/** The members of `A | B`; what only one of them has may be missing. */
export function either(a: Members, b: Members): Members {
  const named = new Map(both(a, b).named);
  for (const [name, member] of named) {
    const sides = [a.named.get(name), b.named.get(name)];
    named.set(name, { ...member, optional: sides.some((side) => !side || side.optional) });
  }
  return { named, open: openOf(a, b) };
}

// A name is ruled out when every part that may have others rules it out.
function openOf({ open: a }: Members, { open: b }: Members): Members["open"] {
  if (!a || !b) return a ?? b;
  return new Set([...a].filter((name) => b.has(name)));
}

/** The members that `Omit` leaves. */
export function without({ named, open }: Members, keys: ReadonlySet<string>): Members {
  return {
    named: new Map([...named].filter(([name]) => !keys.has(name))),
    open: open && new Set([...open, ...keys]),
  };
}

/** The members that `Pick` keeps. */
export function only({ named, open }: Members, keys: ReadonlySet<string>): Members {
  const kept = new Map([...named].filter(([name]) => keys.has(name)));
  return { named: kept, open: open && kept.size < keys.size ? open : null };
}

/** The members of `Partial` (true) or `Required` (false). */
export function withOptional({ named, open }: Members, optional: boolean): Members {
  return { named: new Map([...named].map(([name, member]) => [name, { ...member, optional }])), open };
}
