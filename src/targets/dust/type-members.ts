import { ts } from "../../edit/ts.ts";

/** The members that a type or interface of this file writes out itself, intersections and unions flattened; empty when there is none. */
export function typeMembers(source: ts.SourceFile, name: string): ts.TypeElement[] {
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === name) return [...statement.members];
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === name) return membersOf(statement.type);
  }
  return [];
}

/** The members written in a type literal, or in the parts of an intersection or union. */
export function membersOf(type: ts.TypeNode): ts.TypeElement[] {
  if (ts.isTypeLiteralNode(type)) return [...type.members];
  if (ts.isParenthesizedTypeNode(type)) return membersOf(type.type);
  if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type)) return type.types.flatMap(membersOf);
  return [];
}

/** The names of type members, in order; computed names are left out. */
export function memberNames(members: readonly ts.TypeElement[]): string[] {
  return members.flatMap((member) => nameOf(member) ?? []);
}

/** The member of that name, or undefined. */
export function memberNamed(members: readonly ts.TypeElement[], name: string): ts.TypeElement | undefined {
  return members.find((member) => nameOf(member) === name);
}

/** The member names of the element type of an array property: `tools: { a: A; b: B }[]` gives a, b. */
export function elementMemberNames(member: ts.TypeElement | undefined): string[] {
  if (!member || !ts.isPropertySignature(member) || !member.type) return [];
  const element = elementType(member.type);
  return element ? memberNames(membersOf(element)) : [];
}

function elementType(type: ts.TypeNode): ts.TypeNode | null {
  if (ts.isTypeOperatorNode(type) || ts.isParenthesizedTypeNode(type)) return elementType(type.type);
  if (ts.isArrayTypeNode(type)) return type.elementType;
  if (ts.isTypeReferenceNode(type) && type.typeArguments?.length === 1) return type.typeArguments[0] ?? null;
  return null;
}

function nameOf(member: ts.TypeElement): string | null {
  const name = member.name;
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : null;
}
