import { declarationOf } from "../../../../../edit/syntax/scope.ts";
import { moduleOf, property, ts, walk } from "../../../../../edit/ts.ts";
import type { Site } from "../../site.ts";
import { type FixedUrl, fixedUrl } from "./address.ts";
import { modulesOf } from "./index.ts";
import { egressOf, literalOf } from "./sending.ts";

/** A call in a server's folder that sends a request. */
export interface Send {
  call: ts.CallExpression;
  /** Whether it is called as `fetch` is. */
  fetches: boolean;
  /** How its URL begins; null when its host is only known while the server runs. */
  url: FixedUrl | null;
}

/** The requests that a server's own code sends with headers; where none has any, all that it sends. */
export function sendsOf(site: Site): Send[] {
  const calls = modulesOf(site).flatMap((module) => walk(module).filter(ts.isCallExpression));
  const all = calls.filter((call) => isSend(call, site));
  const withHeaders = all.filter((call) => mayHaveHeaders(call, site));
  return (withHeaders.length > 0 ? withHeaders : all).map((call) => {
    const [url] = call.arguments;
    const fetches = egressOf(call.expression, site.conventions) !== undefined;
    return { call, fetches, url: url ? fixedUrl(url, site.host.sources) : null };
  });
}

function isSend({ expression }: ts.CallExpression, { conventions }: Site): boolean {
  return egressOf(expression, conventions) !== undefined || isAxios(expression);
}

/** `axios(…)`, and `axios.get(…)` and its like. */
function isAxios(callee: ts.Expression): boolean {
  const root = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  const declared = ts.isIdentifier(root) ? declarationOf(root) : null;
  const statement = declared && ts.isImportClause(declared) ? declared.parent : null;
  return statement !== null && ts.isImportDeclaration(statement) && moduleOf(statement) === "axios";
}

function mayHaveHeaders({ arguments: given }: ts.CallExpression, { host }: Site): boolean {
  const options = given.slice(1);
  return options.some((each) => {
    const literal = literalOf(each, host.sources);
    return !literal || property(literal, "headers") !== null || literal.properties.some(ts.isSpreadAssignment);
  });
}
