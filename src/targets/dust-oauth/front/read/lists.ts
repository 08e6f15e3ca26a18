import { foldElements, foldObjectEntries } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { locationOf, type ts, variableNamed } from "../../../../edit/ts.ts";
import type { Fact, UnknownFact } from "../../../../model/found.ts";
import { type Location, parseLocation } from "../../../../model/location.ts";
import { OAUTH_PATHS } from "../../../_shared/oauth/paths.ts";

/** The names of a list or the keys of an object, each with its place. */
export interface ListRead {
  at: ReadonlyMap<string, Location>;
  /** Where it is; of one that is missing its file. */
  whole: Location;
  /** What of it cannot be worked out, if something cannot: any name may be there. */
  gap: UnknownFact | null;
}

/** Whether a name is in a list. */
export function listed({ at, whole, gap }: ListRead, name: string): Fact<boolean> {
  const place = at.get(name);
  if (place) return { known: true, value: true, at: place };
  return gap ?? { known: true, value: false, at: whole };
}

/** The texts of the array that a file declares as `name`. */
export function readList(source: ts.SourceFile | null, name: string, sources: Sources): ListRead {
  return read(source, name, (value) =>
    foldElements(value, sources).map((each) => {
      if (!each.known) return each;
      return each.value.known ? { known: true as const, key: String(each.value.value), node: each.node } : each.value;
    }),
  );
}

/** The keys of the object that a file declares as `name`. */
export function readKeys(source: ts.SourceFile | null, name: string, sources: Sources): ListRead {
  return read(source, name, (value) => foldObjectEntries(value, sources));
}

type Part = { known: true; key: string; node: ts.Node } | { known: false; why: string; node: ts.Node };

function read(source: ts.SourceFile | null, name: string, partsOf: (value: ts.Expression) => Part[]): ListRead {
  const value = source && variableNamed(source, name)?.initializer;
  if (!source || !value) {
    const whole = parseLocation(source?.fileName ?? OAUTH_PATHS.types);
    return { at: new Map(), whole, gap: { known: false, at: whole, why: `there is no \`${name}\`` } };
  }
  const parts = partsOf(value);
  const unknown = parts.find((part) => !part.known);
  return {
    at: new Map(parts.flatMap((part) => (part.known ? [[part.key, locationOf(part.node)] as const] : []))),
    whole: locationOf(value),
    gap: unknown && !unknown.known ? { known: false, at: locationOf(unknown.node), why: unknown.why } : null,
  };
}
