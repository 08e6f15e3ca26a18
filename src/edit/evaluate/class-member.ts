import type { Sources } from "../sources.ts";
import { staticName, ts } from "../ts.ts";

/** A member of a class that has a body or a value. */
export type ClassMember = ts.MethodDeclaration | ts.PropertyDeclaration;

/** The member `name` of a class or of one that it extends in the repository; null when there is none. */
export function memberOf(owner: ts.ClassLikeDeclaration, name: string, sources: Sources): ClassMember | null {
  for (const each of lineOf(owner, sources)) {
    const found = each.members
      .filter((member) => ts.isMethodDeclaration(member) || ts.isPropertyDeclaration(member))
      .find((member) => staticName(member.name) === name);
    if (found) return found;
  }
  return null;
}

/** A class and those that it extends, as far as they are in the repository. */
export function lineOf(owner: ts.ClassLikeDeclaration, sources: Sources): ts.ClassLikeDeclaration[] {
  const line: ts.ClassLikeDeclaration[] = [];
  let next = owner;
  while (!line.includes(next)) {
    line.push(next);
    next = baseOf(next, sources) ?? next;
  }
  return line;
}

function baseOf(owner: ts.ClassLikeDeclaration, sources: Sources): ts.ClassLikeDeclaration | null {
  const clause = owner.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const [base] = clause?.types ?? [];
  const declared = base && sources.resolve(base.expression)?.node;
  return declared && ts.isClassLike(declared) ? declared : null;
}

/** The function that a member is; null when it is something else. */
export function functionOfMember(member: ClassMember | null): ts.FunctionLikeDeclaration | null {
  if (!member || ts.isMethodDeclaration(member)) return member;
  const { initializer } = member;
  return initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) ? initializer : null;
}
