import { Code, code, joined, name } from "../../../../../edit/code.ts";
import { startWithComments } from "../../../../../edit/merge/siblings.ts";
import type { Splice } from "../../../../../edit/splice.ts";
import { indentAt, indented, indentUnit, lineRest } from "../../../../../edit/syntax/trivia.ts";
import { ts } from "../../../../../edit/ts.ts";
import type { RequestingTool } from "../../../files/client.ts";
import { methodParams } from "../../../files/params.ts";
import type { Site } from "../../site.ts";
import { laidOut } from "../../snippet.ts";
import type { RequestFunction } from "../function/index.ts";
import type { Role } from "../function/slots.ts";
import { localNames } from "./names.ts";
import { credentialOf } from "./reach.ts";
import type { ResponseCode } from "./response.ts";
import { answerCode, requestCode } from "./statements.ts";

/** The splices that give a client's module the method, or the function, that sends the request of a tool. */
export function methodSplices(
  site: Site,
  sent: RequestFunction,
  tool: RequestingTool,
  response: ResponseCode | null,
): Splice[] {
  const text = laidOut(methodCode(site, sent, tool, response));
  const { source } = sent;
  const { node, after } = placeOf(sent);
  const indent = indentAt(source.text, node.getStart(source));
  const added = indented(text, indent, indentUnit(source.text));
  if (!after) return [{ at: startWithComments(source, node), text: `${added}\n\n${indent}` }];
  const rest = lineRest(source.text, node.end);
  return [{ at: rest.endsLine ? rest.stop : node.end, text: `\n\n${indent}${added}` }];
}

function methodCode(site: Site, sent: RequestFunction, tool: RequestingTool, response: ResponseCode | null): Code {
  const { signature, read } = methodParams(tool.spec.params);
  const credential = credentialOf(sent);
  const local = localNames(tool.spec.params, sent);
  const own = credential && name(local(credential.name));
  const given = new Map<Role, Code>();
  if (credential && own) given.set(credential.role, own);
  const schema = response?.schema ?? null;
  if (schema !== null) given.set("schema", name(schema));
  const request = requestCode(sent, tool, given, { local, read });
  const body = answerCode(sent, request, schema, site, local);
  const first = credential?.type && own ? [code`${own}: ${new Code(credential.type.getText())}`] : [];
  const parameters = joined([...first, ...(signature.text === "" ? [] : [signature])], ", ");
  const value = response?.type ? name(response.type) : code`unknown`;
  const head = sent.callable.owner ? code`async` : code`export async function`;
  const result = code`Promise<Result<${value}, ${new Code(sent.answer.error)}>>`;
  return code`${head} ${name(tool.method)}(${parameters}): ${result} {\n${body}\n}`;
}

/** The neighbour that a method stands beside: behind the last that sends, or before the request function of a class. */
function placeOf({ callable, calls }: RequestFunction): { node: ts.Node; after: boolean } {
  const users = calls.flatMap(
    (call) => ts.findAncestor(call, (node) => node.parent === callable.declaration.parent) ?? [],
  );
  const last = users
    .filter((node) => node !== callable.declaration)
    .sort((a, b) => a.pos - b.pos)
    .at(-1);
  if (last) return { node: last, after: true };
  return { node: callable.declaration, after: callable.owner === null };
}
