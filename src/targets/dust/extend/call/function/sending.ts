import type { Sources } from "../../../../../edit/sources.ts";
import { declarationOf } from "../../../../../edit/syntax/scope.ts";
import { moduleOf, property, ts, unwrap, walk } from "../../../../../edit/ts.ts";
import type { Conventions } from "../../../checkout/conventions.ts";
import { type Address, addressOf } from "./address.ts";
import type { Callable } from "./callable.ts";

/** The one request that a function sends. */
export interface Sending {
  /** The function that sends it, and its module; null is the global `fetch`. */
  egress: { name: string; module: string } | null;
  address: Address;
  /** The options of the request; null when there are none. */
  init: ts.ObjectLiteralExpression | null;
}

/** Reads how a function sends; null when it sends nothing, several requests, or one in a form that is not known. */
export function sendingOf({ body }: Callable, sources: Sources, conventions: Conventions): Sending | null {
  const calls = walk(body).filter(ts.isCallExpression);
  const sent = calls.flatMap((call) => {
    const egress = egressOf(call.expression, conventions);
    return egress === undefined ? [] : [{ call, egress }];
  });
  const [first, ...others] = sent;
  const [url, options] = first?.call.arguments ?? [];
  const address = url && others.length === 0 ? addressOf(url, sources) : null;
  if (!first || !address) return null;
  const init = options ? literalOf(options, sources) : null;
  return options && !init ? null : { egress: first.egress, address, init };
}

/** The function that a call sends with; null is the global `fetch`, undefined a call that sends nothing. */
export function egressOf(callee: ts.Expression, { egress }: Conventions): Sending["egress"] | undefined {
  if (!ts.isIdentifier(callee)) return undefined;
  const declared = declarationOf(callee);
  if (!declared) return callee.text === "fetch" ? null : undefined;
  if (!ts.isImportSpecifier(declared)) return undefined;
  const statement = declared.parent.parent.parent;
  const module = ts.isImportDeclaration(statement) ? moduleOf(statement) : null;
  const isEgress = module !== null && (module === egress?.module || /fetch$/i.test(callee.text));
  return isEgress && !declared.propertyName ? { name: callee.text, module } : undefined;
}

/** The literal of a request's options, through a constant; null when they are put together in another way. */
export function literalOf(options: ts.Expression, sources: Sources): ts.ObjectLiteralExpression | null {
  const node = unwrap(options);
  if (ts.isObjectLiteralExpression(node)) return node;
  const declared = ts.isIdentifier(node) ? sources.resolve(node)?.node : null;
  const value = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
  const literal = value && unwrap(value);
  return literal && ts.isObjectLiteralExpression(literal) ? literal : null;
}

/** The expression of an option of the request, `{ method }` included; null when it is not given. */
export function optionOf({ init }: Sending, name: string): ts.Expression | null {
  const found = init && property(init, name);
  if (!found) return null;
  if (ts.isShorthandPropertyAssignment(found)) return found.name;
  return ts.isPropertyAssignment(found) ? unwrap(found.initializer) : null;
}

/** The expressions that are spread into the options. */
export function spreadOptions({ init }: Sending): ts.Expression[] {
  return init?.properties.filter(ts.isSpreadAssignment).map((each) => unwrap(each.expression)) ?? [];
}
