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

/** What a function is called: its own name, or that of the variable or property that it is the value of. */
export function nameOf(made: ts.Node): string | null {
  const named = ts.isFunctionLike(made) && made.name ? made : made.parent;
  const isNamed = ts.isFunctionLike(named) || ts.isVariableDeclaration(named) || ts.isPropertyAssignment(named);
  return isNamed && named.name ? named.name.getText() : null;
}

/** The innermost function that a node is in; null at the top of a module. */
export function enclosingFunction(node: ts.Node): ts.SignatureDeclaration | null {
  for (let each = node.parent; each && !ts.isSourceFile(each); each = each.parent) {
    if (ts.isFunctionLike(each)) return each;
  }
  return null;
}
