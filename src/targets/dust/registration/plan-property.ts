import type { Sources } from "../../../edit/sources.ts";
import { ts } from "../../../edit/ts.ts";
import { type Members, membersOf, typeMembers } from "../../../edit/types.ts";
import { PATHS } from "../paths.ts";

/** The dotted path of a boolean member of the plan's type, wherever it is nested; `names` are all there are. */
export function planProperty(name: string, sources: Sources): { path: string | null; names: string[] } {
  const paths = booleanPaths(typeMembers(sources, PATHS.plan, "PlanType"), sources, []);
  const names = paths.map((path) => path.at(-1) ?? "");
  return { path: paths.find((path) => path.at(-1) === name)?.join(".") ?? null, names };
}

function booleanPaths({ named }: Members, sources: Sources, inside: string[]): string[][] {
  return [...named].flatMap(([name, { type }]) => {
    if (!type || inside.length > 5) return [];
    const path = [...inside, name];
    if (type.node.kind === ts.SyntaxKind.BooleanKeyword) return [path];
    return booleanPaths(membersOf(sources, type), sources, path);
  });
}
