import { freeReferences } from "../../../../../edit/syntax/references.ts";
import { declarationOf } from "../../../../../edit/syntax/scope.ts";
import { staticName, ts, unwrap, walk } from "../../../../../edit/ts.ts";
import type { Site } from "../../site.ts";
import type { FixedUrl } from "../function/address.ts";
import { resultTypes } from "../function/answer.ts";
import { type Callable, callablesOf } from "../function/callable.ts";
import { literalOf } from "../function/sending.ts";
import type { Send } from "../function/sends.ts";
import { contextRole } from "../function/slots.ts";

type Member = ts.ObjectLiteralElementLike;

/** A function that sends one request of its own: what another one that sends any request takes from it. */
export interface Model {
  callable: Callable;
  send: ts.CallExpression;
  url: FixedUrl;
  /** The parameter that its headers are made of; null where they need none. */
  credential: ts.ParameterDeclaration | null;
  headers: readonly Member[];
  /** Options of the request besides its method, headers and body. */
  options: readonly Member[];
  /** The type of the error that it gives back, as it is written. */
  error: string;
}

/** Reads the function around a request as a model; a sentence without a full stop says why it is none. */
export function modelOf({ call, fetches, url }: Send, site: Site): Model | string {
  const source = call.getSourceFile();
  const around = ts.findAncestor(call, ts.isFunctionLike);
  const callable = callablesOf(source).find(({ node }) => node === around);
  if (!callable || callable.owner) return "it is sent by a handler or a method";
  const own = `\`${callable.name}\``;
  if (walk(callable.body).filter((each) => isLike(each, call)).length > 1) return `${own} sends several requests`;
  if (!fetches) return `${own} sends with \`${call.expression.getText()}\``;
  if (!url) return `${own} sends to a host that is only known while the server runs`;
  const error = resultTypes(callable.node.type)?.error.getText() ?? "";
  if (!ERRORS.has(error) || source.fileName === site.handlers.path) return `${own} gives back no \`Result\` of data`;
  const [, given] = call.arguments;
  const init = given ? literalOf(given, site.host.sources)?.properties : [];
  const headers = init && headersIn(init);
  if (!headers) return `${own} does not write out what it sends as JSON`;
  const options = init.filter((each) => !REPLACED.has(nameOf(each)));
  const locals = new Set([...headers, ...options].flatMap((each) => localsIn(each, callable)));
  const [credential] = [...locals].filter((each) => isCredential(each, callable));
  if (locals.size > (credential ? 1 : 0)) return `the headers in ${own} are made of more than a token`;
  return { callable, send: call, url, credential: credential ?? null, headers, options, error };
}

const ERRORS = new Set(["Error", "MCPError"]);
const REPLACED = new Set(["method", "headers", "body"]);

function isWithin(inner: ts.Node, outer: ts.Node): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end;
}

function isLike(node: ts.Node, call: ts.CallExpression): boolean {
  return ts.isCallExpression(node) && node.expression.getText() === call.expression.getText();
}

function nameOf({ name }: Member): string {
  return (name && staticName(name)) ?? "";
}

/** The headers among options; null when they are put together elsewhere, or are those of another kind of body. */
function headersIn(options: readonly Member[]): readonly Member[] | null {
  if (options.some(ts.isSpreadAssignment)) return null;
  const option = options.find((each) => nameOf(each) === "headers");
  if (!option) return [];
  const value = ts.isPropertyAssignment(option) ? unwrap(option.initializer) : null;
  if (!value || !ts.isObjectLiteralExpression(value)) return null;
  const type = value.properties.find(isContentType);
  return type && !/json/i.test(type.getText()) ? null : value.properties;
}

/** Whether a member of headers says what the body is. */
export function isContentType(header: Member): boolean {
  return nameOf(header).toLowerCase() === "content-type";
}

/** The declarations in a function that a piece of it uses; those of the piece itself are left out. */
export function localsIn(piece: ts.Node, { node }: Callable): ts.Node[] {
  const declared = freeReferences(piece).flatMap((each) => declarationOf(each) ?? []);
  return declared.filter((each) => isWithin(each, node) && each !== node);
}

function isCredential(declared: ts.Node, { node }: Callable): declared is ts.ParameterDeclaration {
  if (!ts.isParameter(declared) || declared.parent !== node || !ts.isIdentifier(declared.name)) return false;
  const { type } = declared;
  return type !== undefined && (type.kind === ts.SyntaxKind.StringKeyword || contextRole(type) !== null);
}
