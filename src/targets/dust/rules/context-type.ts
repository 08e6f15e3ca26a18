import type { Sources } from "../../../edit/sources.ts";
import { functionNamed, locationOf, ts } from "../../../edit/ts.ts";
import { notApplicable, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";

export default {
  id: "dust/context-type",
  severity: "error",
  title: "The factory takes the context that its case gives it",
  why: "The context differs between checkouts; a factory copied from another one is handed something else.",
  fixHint: "Give the parameter the type that `getInternalMCPServer` gives its context.",
  example: {
    path: "front/lib/api/actions/servers/github/index.ts",
    good: "  toolContext?: ToolContext\n",
    bad: "  toolContext?: AgentLoopContextType\n",
  },
  needs: IMPLEMENTATION,
  check: ({ found, host }) => {
    const source = host.sources.source(PATHS.switch);
    const given = source && functionNamed(source, "getInternalMCPServer");
    const call = found.cases[0]?.call;
    const implementation = found.implementation();
    const factory = implementation && host.sources.exported(implementation.path, "default")?.node;
    const made = factory && ts.isVariableDeclaration(factory) ? factory.initializer : factory;
    if (!given || !call || !made || !ts.isFunctionLike(made)) return [notApplicable("its factory is not known")];
    const passed = ts.isCallExpression(call.parent) ? call.parent.arguments : [];
    return [...passed].flatMap((argument, index) => {
      const outer = given.parameters.find((each) => each.name.getText() === argument.getText())?.type;
      const taken = made.parameters[index];
      const inner = taken?.type;
      if (!taken || !outer || !inner || isSame(outer, inner, host.sources)) return [];
      const message = `\`${found.name}\` takes \`${inner.getText()}\` where its case gives \`${outer.getText()}\`.`;
      const related = { at: locationOf(outer), message: "the context is declared here" };
      return [problem(locationOf(taken), taken.name.getText(), message, related)];
    });
  },
} satisfies DustRule;

const MAX_DEPTH = 5;
const PLAIN = new Set([ts.SyntaxKind.StringKeyword, ts.SyntaxKind.NumberKeyword, ts.SyntaxKind.BooleanKeyword]);

// Only two different plain names are certainly not the same type, unless one is another name for the other.
function isSame(outer: ts.TypeNode, inner: ts.TypeNode, sources: Sources): boolean {
  const [plain, ...others] = [outer, inner].filter((each) => PLAIN.has(each.kind));
  if (plain) return others.length > 0 ? inner.kind === outer.kind : !isObject(plain === outer ? inner : outer, sources);
  if (!ts.isTypeReferenceNode(outer) || !ts.isTypeReferenceNode(inner)) return true;
  if (!ts.isIdentifier(outer.typeName) || !ts.isIdentifier(inner.typeName)) return true;
  if (outer.typeName.text === inner.typeName.text) return true;
  const [one, other] = [sources.resolve(outer.typeName)?.node, sources.resolve(inner.typeName)?.node];
  return one !== undefined && (one === other || isAlias(other) || isAlias(one));
}

function isAlias(node: ts.Node | undefined): boolean {
  return node !== undefined && ts.isTypeAliasDeclaration(node) && ts.isTypeReferenceNode(node.type);
}

// What is made of objects is certainly no text or number; of what else a name may stand for, nothing is known.
function isObject(type: ts.TypeNode, sources: Sources, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  if (ts.isTypeLiteralNode(type)) return true;
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
    return type.types.every((each) => isObject(each, sources, depth + 1));
  }
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return false;
  const node = sources.resolve(type.typeName)?.node;
  if (!node) return false;
  if (ts.isTypeAliasDeclaration(node)) return isObject(node.type, sources, depth + 1);
  return ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node);
}
