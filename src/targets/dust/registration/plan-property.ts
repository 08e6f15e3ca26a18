import type { Sources } from "../../../edit/sources.ts";
import { ts } from "../../../edit/ts.ts";
import { PATHS } from "../paths.ts";
import { membersOf, typeMembers } from "../type-members.ts";

/** The dotted path of a boolean member of the plan's type, wherever it is nested; `names` are all there are. */
export function planProperty(name: string, sources: Sources): { path: string | null; names: string[] } {
  const source = sources.source(PATHS.plan);
  const paths = source ? booleanPaths(typeMembers(source, "PlanType"), source, []) : [];
  const names = paths.map((path) => path.at(-1) ?? "");
  return { path: paths.find((path) => path.at(-1) === name)?.join(".") ?? null, names };
}

function booleanPaths(members: readonly ts.TypeElement[], source: ts.SourceFile, inside: string[]): string[][] {
  return members.filter(ts.isPropertySignature).flatMap((member) => {
    if (!ts.isIdentifier(member.name) || !member.type || inside.length > 5) return [];
    const path = [...inside, member.name.text];
    if (member.type.kind === ts.SyntaxKind.BooleanKeyword) return [path];
    const nested = ts.isTypeReferenceNode(member.type)
      ? typeMembers(source, member.type.typeName.getText(source))
      : membersOf(member.type);
    return booleanPaths(nested, source, path);
  });
}
