import { originOf } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { ts } from "../../../../edit/ts.ts";
import { moduleFacts } from "../../read/module-facts.ts";
import type { DustServer } from "../../read/server.ts";

/** A call such as `server.tool(X.name, X.description, X.schema, async (…) => …)` and the record that holds X. */
export interface Registration {
  statement: ts.ExpressionStatement;
  method: string;
  record: ts.ObjectLiteralExpression;
}

/** The last call of a server's modules that registers one tool of a record by itself; null when one has another form. */
export function lastRegistration({ implementation, directory }: DustServer, sources: Sources): Registration | null {
  const modules = implementation()?.modules ?? [];
  const calls = modules.flatMap((module) => moduleFacts(module).calls).filter(isToolCall);
  const read = calls.map((call) => registrationOf(call, sources));
  const last = read.at(-1);
  const known = read.every((each) => each !== null && each.record === last?.record);
  return known && last?.record.getSourceFile().fileName.startsWith(`${directory}/`) ? last : null;
}

function isToolCall({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && ["tool", "registerTool"].includes(expression.name.text);
}

function registrationOf(call: ts.CallExpression, sources: Sources): Registration | null {
  const [toolName, description, schema, callback, ...others] = call.arguments;
  const owner = toolName && ownerOf(toolName, "name");
  const sameOwner = (each: ts.Expression | undefined, property: string) =>
    each !== undefined && ownerOf(each, property)?.getText() === owner?.getText();
  if (!owner || !sameOwner(description, "description") || !sameOwner(schema, "schema") || others.length > 0)
    return null;
  if (!callback || !ts.isFunctionLike(callback) || !ts.isExpressionStatement(call.parent)) return null;
  const row = originOf(owner, sources);
  const record = row && ts.isPropertyAssignment(row.parent) ? row.parent.parent : null;
  return record ? { statement: call.parent, method: call.expression.getText(), record } : null;
}

function ownerOf(expression: ts.Expression, property: string): ts.Expression | null {
  return ts.isPropertyAccessExpression(expression) && expression.name.text === property ? expression.expression : null;
}
