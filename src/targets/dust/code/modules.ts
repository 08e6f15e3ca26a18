import { ts } from "../../../edit/ts.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { onImplementation } from "../judge/subjects.ts";
import type { DustServer } from "../read/server.ts";

/** Judges each module of the server's own folder; tests beside them are none of them. */
export function onModules(found: DustServer, judge: (module: ts.SourceFile) => Verdict[]): Verdict[] {
  return onImplementation(found, ({ modules }) => modules.flatMap(judge));
}

/** The function that a node is in, its name for messages and fingerprints; the module's own when it is in none. */
export function enclosingName(node: ts.Node): string {
  for (let each: ts.Node | undefined = node; each && !ts.isSourceFile(each); each = each.parent) {
    const name = ts.isFunctionLike(each) ? nameOf(each) : null;
    if (name !== null) return name;
  }
  return node
    .getSourceFile()
    .fileName.replace(/^.*\//, "")
    .replace(/\.tsx?$/, "");
}

/** What a function is called: its own name, that of the variable or property that it is the value of, or of the tool that it handles. */
export function nameOf(made: ts.Node): string | null {
  const tool = ts.isFunctionLike(made) ? handledTool(made) : null;
  if (tool !== null) return tool;
  const named = ts.isFunctionLike(made) && made.name ? made : made.parent;
  const isNamed = ts.isFunctionLike(named) || ts.isVariableDeclaration(named) || ts.isPropertyAssignment(named);
  return isNamed && named.name ? named.name.getText() : null;
}

// `server.tool("get_item", …, withToolLogging(auth, {…}, async () => …))`
function handledTool(made: ts.Node): string | null {
  const call = made.parent;
  if (!ts.isCallExpression(call) || call.expression === made) return null;
  const callee = call.expression;
  const isLogged = ts.isIdentifier(callee) && callee.text === "withToolLogging";
  const outer = isLogged ? call.parent : call;
  if (!ts.isCallExpression(outer) || !ts.isPropertyAccessExpression(outer.expression)) return null;
  const [name] = outer.arguments;
  const isTool = /^(registerT|t)ool$/.test(outer.expression.name.text);
  return isTool && name ? (ts.isStringLiteralLike(name) ? name.text : name.getText()) : null;
}

/** The innermost function that a node is in; null at the top of a module. */
export function enclosingFunction(node: ts.Node): ts.SignatureDeclaration | null {
  for (let each = node.parent; each && !ts.isSourceFile(each); each = each.parent) {
    if (ts.isFunctionLike(each)) return each;
  }
  return null;
}
