import type { Sources } from "../../../../edit/sources.ts";
import { ts } from "../../../../edit/ts.ts";
import { moduleOf } from "../../paths.ts";
import type { Tested } from "../site.ts";
import { scopeOf } from "./style.ts";

/** How a test reaches the tools that a call of `buildTools` makes. */
export function testedBy(call: ts.CallExpression, sources: Sources): Tested {
  if (scopeOf(call) === "factory") return { kind: "factory" };
  const path = call.getSourceFile().fileName;
  const name = variableOf(call);
  if (name === null || sources.exports(path, name) !== true) return { kind: "none" };
  return { kind: "constant", module: moduleOf(path), name };
}

function variableOf(call: ts.CallExpression): string | null {
  let node: ts.Node = call;
  while (ts.isExpression(node)) node = node.parent;
  return ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) ? node.name.text : null;
}
