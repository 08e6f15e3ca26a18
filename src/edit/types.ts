import type { Sources } from "./sources.ts";
import {
  type Bindings,
  type BoundType,
  both,
  either,
  type Members,
  NONE,
  only,
  UNKNOWN,
  withOptional,
  without,
  written,
} from "./syntax/members.ts";
import { ts } from "./ts.ts";

export type { BoundType, Members } from "./syntax/members.ts";

/** Whether a type has a member, and whether that may be left out. */
export type Presence = "required" | "optional" | "absent" | "unknown";

const UNBOUND: Bindings = new Map();

/**
 * The members of the type or interface `name` that a file declares or exports. Aliases, imports, `extends`, type
 * parameters, `A & B`, `A | B`, `A["b"]`, and TypeScript's `Omit`, `Pick`, `Partial`, `Required`, `Readonly` and
 * `NonNullable` are followed; another part, or a type of a package, leaves the result open.
 */
export function typeMembers(sources: Sources, path: string, name: string): Members {
  const source = sources.source(path);
  const local = source && typesNamed(source, name)[0];
  const found = local ?? typeOf(sources.exported(path, name)?.node, name);
  return found ? new TypeReader(sources).declared(found, UNBOUND) : UNKNOWN;
}

/** The members of a type that is written somewhere in the repository. */
export function membersOf(sources: Sources, type: ts.TypeNode | BoundType): Members {
  return new TypeReader(sources).members("node" in type ? type : { node: type, bound: UNBOUND });
}

/** The members of the elements of an array type; open when it is none that can be followed. */
export function elementMembers(sources: Sources, type: BoundType): Members {
  const reader = new TypeReader(sources);
  const element = reader.element(type);
  return element ? reader.members(element) : UNKNOWN;
}

/** Whether a member is there, may be left out, is not there, or cannot be told. */
export function presence(members: Members, name: string): Presence {
  const member = members.named.get(name);
  if (member) return member.optional ? "optional" : "required";
  return members.open === null || members.open.has(name) ? "absent" : "unknown";
}

type TypeDeclaration = ts.TypeAliasDeclaration | ts.InterfaceDeclaration;
type Reference = { name: ts.Identifier; given: readonly ts.TypeNode[] };
type Followed = { node: ts.TypeNode | ts.InterfaceDeclaration; bound: Bindings };

class TypeReader {
  readonly #sources: Sources;
  // A type may refer to itself; none that is meant to be read needs so many steps.
  #steps = 500;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  members(type: BoundType): Members {
    const found = this.#follow(type);
    if (!found) return UNKNOWN;
    const { node, bound } = found;
    const part = (each: ts.TypeNode) => this.members({ node: each, bound });
    if (ts.isInterfaceDeclaration(node)) return this.declared(node, bound);
    if (ts.isTypeLiteralNode(node)) return written(node.members, bound);
    if (ts.isIntersectionTypeNode(node)) return node.types.map(part).reduce(both);
    if (ts.isUnionTypeNode(node)) {
      const parts = node.types.filter((each) => !isNothing(each)).map(part);
      return parts.length > 0 ? parts.reduce(either) : NONE;
    }
    const reference = referenceOf(node);
    if (reference) return this.#standard(reference, bound);
    return EMPTY.has(node.kind) ? NONE : UNKNOWN;
  }

  declared(declaration: TypeDeclaration, bound: Bindings): Members {
    if (ts.isTypeAliasDeclaration(declaration)) return this.members({ node: declaration.type, bound });
    const parts = typesNamed(declaration.getSourceFile(), declaration.name.text).filter(ts.isInterfaceDeclaration);
    const inherited = parts.flatMap((each) => [...(each.heritageClauses ?? [])].flatMap((clause) => [...clause.types]));
    return [
      ...parts.map((each) => written(each.members, bound)),
      ...inherited.map((each) => this.members({ node: each, bound })),
    ].reduce(both, NONE);
  }

  element(type: BoundType): BoundType | null {
    const found = this.#follow(type);
    if (!found || ts.isInterfaceDeclaration(found.node)) return null;
    const { node, bound } = found;
    if (ts.isArrayTypeNode(node)) return { node: node.elementType, bound };
    const { name, given } = referenceOf(node) ?? { name: null, given: [] };
    const [argument] = given;
    if (!name || !argument) return null;
    if (LISTS.has(name.text)) return { node: argument, bound };
    return PASSING.has(name.text) ? this.element({ node: argument, bound }) : null;
  }

  /** The structure that a type stands for: parentheses, aliases, parameters and member look-ups are gone. */
  #follow({ node, bound }: BoundType): Followed | null {
    if (this.#steps-- <= 0) return null;
    if (ts.isParenthesizedTypeNode(node)) return this.#follow({ node: node.type, bound });
    if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) {
      return this.#follow({ node: node.type, bound });
    }
    if (ts.isIndexedAccessTypeNode(node)) return this.#lookedUp(node, bound);
    const reference = referenceOf(node);
    return reference ? this.#referred(node, reference, bound) : { node, bound };
  }

  #referred(node: ts.TypeNode, { name, given }: Reference, bound: Bindings): Followed | null {
    const parameter = bound.get(name.text);
    if (parameter !== undefined) return parameter && this.#follow(parameter);
    const declaration =
      typesNamed(node.getSourceFile(), name.text)[0] ?? typeOf(this.#sources.resolve(name)?.node, name.text);
    if (!declaration) return { node, bound };
    const inner = bind(declaration, given, bound);
    return ts.isTypeAliasDeclaration(declaration)
      ? this.#follow({ node: declaration.type, bound: inner })
      : { node: declaration, bound: inner };
  }

  #lookedUp({ objectType, indexType }: ts.IndexedAccessTypeNode, bound: Bindings): Followed | null {
    const owner = { node: objectType, bound };
    if (indexType.kind === ts.SyntaxKind.NumberKeyword) {
      const element = this.element(owner);
      return element && this.#follow(element);
    }
    const [key, ...others] = this.#keys({ node: indexType, bound }) ?? [];
    const member = key !== undefined && others.length === 0 ? this.members(owner).named.get(key) : undefined;
    return member?.type ? this.#follow(member.type) : null;
  }

  #standard({ name: { text: name }, given: [first, second] }: Reference, bound: Bindings): Members {
    if (!first) return UNKNOWN;
    const base = () => this.members({ node: first, bound });
    if (PASSING.has(name)) return base();
    if (name === "Partial" || name === "Required") return withOptional(base(), name === "Partial");
    const keys = second && (name === "Omit" || name === "Pick") ? this.#keys({ node: second, bound }) : null;
    if (!keys) return UNKNOWN;
    return name === "Omit" ? without(base(), keys) : only(base(), keys);
  }

  /** The strings that a type of keys is made of; null when that cannot be worked out. */
  #keys(type: BoundType): Set<string> | null {
    const found = this.#follow(type);
    if (!found || ts.isInterfaceDeclaration(found.node)) return null;
    const { node, bound } = found;
    const keys = (each: ts.TypeNode) => this.#keys({ node: each, bound });
    if (ts.isLiteralTypeNode(node)) return ts.isStringLiteral(node.literal) ? new Set([node.literal.text]) : null;
    if (node.kind === ts.SyntaxKind.NeverKeyword) return new Set();
    if (ts.isUnionTypeNode(node)) return merged(node.types.map(keys));
    if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword) {
      const members = this.members({ node: node.type, bound });
      return members.open === null ? new Set(members.named.keys()) : null;
    }
    const { name, given } = referenceOf(node) ?? { name: null, given: [] };
    if (name?.text !== "Exclude" && name?.text !== "Extract") return null;
    const [from, by] = given.map(keys);
    return from && by ? new Set([...from].filter((key) => by.has(key) === (name.text === "Extract"))) : null;
  }
}

const LISTS = new Set(["Array", "ReadonlyArray"]);
const PASSING = new Set(["Readonly", "NonNullable"]);
const EMPTY = new Set([ts.SyntaxKind.ObjectKeyword, ts.SyntaxKind.NeverKeyword]);

function isNothing(node: ts.TypeNode): boolean {
  if (node.kind === ts.SyntaxKind.UndefinedKeyword) return true;
  return ts.isLiteralTypeNode(node) && node.literal.kind === ts.SyntaxKind.NullKeyword;
}

function referenceOf(node: ts.TypeNode): Reference | null {
  const isReference = ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node);
  if (!isReference) return null;
  const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
  return ts.isIdentifier(name) ? { name, given: node.typeArguments ?? [] } : null;
}

function bind(declaration: TypeDeclaration, given: readonly ts.TypeNode[], outer: Bindings): Bindings {
  const inner = new Map<string, BoundType | null>();
  for (const [index, { name, default: standard }] of (declaration.typeParameters ?? []).entries()) {
    const argument = given[index];
    const usual = standard ? { node: standard, bound: new Map(inner) } : null;
    inner.set(name.text, argument ? { node: argument, bound: outer } : usual);
  }
  return inner;
}

function typesNamed(source: ts.SourceFile, name: string): readonly TypeDeclaration[] {
  const known = types.get(source) ?? new Map<string, TypeDeclaration[]>();
  if (!types.has(source)) {
    for (const each of source.statements.filter(isType)) {
      known.set(each.name.text, [...(known.get(each.name.text) ?? []), each]);
    }
    types.set(source, known);
  }
  return known.get(name) ?? [];
}

const types = new WeakMap<ts.SourceFile, Map<string, TypeDeclaration[]>>();

/** A type declaration, or the one that shares its file and name with a value. */
function typeOf(node: ts.Node | undefined, name: string): TypeDeclaration | null {
  if (!node || isType(node)) return node ?? null;
  const named = ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) ? node.name.text : name;
  return ts.isSourceFile(node) ? null : (typesNamed(node.getSourceFile(), named)[0] ?? null);
}

function isType(node: ts.Node): node is TypeDeclaration {
  return ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node);
}

function merged(sets: readonly (ReadonlySet<string> | null)[]): Set<string> | null {
  const all = new Set<string>();
  for (const each of sets) {
    if (!each) return null;
    for (const key of each) all.add(key);
  }
  return all;
}
