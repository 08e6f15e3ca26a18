import type { ImportedName } from "../../../../../edit/template.ts";
import { ts } from "../../../../../edit/ts.ts";
import { moduleOf } from "../../../paths.ts";
import type { Site } from "../../site.ts";
import { resultTypes } from "../function/answer.ts";
import { type Callable, callablesOf } from "../function/callable.ts";
import { modulesOf, type RequestFunction } from "../function/index.ts";
import { contextRole } from "../function/slots.ts";
import { handlerImports, reachOf } from "./reach.ts";

/** What a parameter of a wrapper takes: a call and the rendering of its value, or an action that does both. */
export type WrapperRole = "extra" | "authInfo" | "call" | "render" | "action";

/** A function of a server's own that connects, sends and renders: what it takes, in order. */
export interface Wrapper {
  name: string;
  imports: ImportedName[];
  roles: WrapperRole[];
}

/** A function of a server's own that makes its client, as a `Result`, of what a handler gets. */
export interface ClientGetter {
  name: string;
  imports: ImportedName[];
  role: "extra" | "authInfo";
  awaited: boolean;
}

/** What handlers are connected by: the class of the client, or the type of a token. */
function connectedBy({ callable, slots }: RequestFunction): string | null {
  if (callable.owner) return callable.owner.name?.text ?? null;
  return slots.some(({ role }) => role === "token") ? "string" : null;
}

/** The wrapper that handlers of a server send through; null when it has none for this request function. */
export function wrapperOf(site: Site, sent: RequestFunction): Wrapper | null {
  const connection = connectedBy(sent);
  for (const callable of reachable(site)) {
    const roles = connection === null ? null : wrapperRoles(callable, connection, sent.answer.error);
    if (roles) return { name: callable.name, imports: importsOf(callable, site), roles };
  }
  return null;
}

/** The function that makes the client of a request function; null when there is none. */
export function clientGetterOf(site: Site, sent: RequestFunction): ClientGetter | null {
  const made = sent.callable.owner?.name?.text;
  for (const callable of reachable(site)) {
    const [parameter, ...others] = callable.node.parameters;
    const role = parameter?.type && others.length === 0 ? contextRole(parameter.type) : null;
    const result = resultTypes(callable.node.type);
    if (!role || !result || result.value.getText() !== made || result.error.getText() !== "MCPError") continue;
    const awaited = callable.node.type?.getText().startsWith("Promise") ?? false;
    return { name: callable.name, imports: importsOf(callable, site), role, awaited };
  }
  return null;
}

/** Whether handlers of a server can reach a method beside a request function. */
export function isConnectable(site: Site, sent: RequestFunction): boolean {
  return reachOf(sent) !== null || wrapperOf(site, sent) !== null || clientGetterOf(site, sent) !== null;
}

/** The functions that the file of a new handler can call. */
function reachable(site: Site): Callable[] {
  const { path, style, scope } = site.handlers;
  const isThere = ({ node }: Callable) =>
    style === "inline" && scope === "module" && node.getSourceFile().fileName === path;
  const functions = modulesOf(site)
    .flatMap((source) => callablesOf(source))
    .filter(({ owner }) => owner === null);
  return functions.filter((callable) => callable.exported || isThere(callable));
}

function importsOf({ name, node }: Callable, site: Site): ImportedName[] {
  return handlerImports(site, [{ module: moduleOf(node.getSourceFile().fileName), name, kind: "value" }]);
}

function wrapperRoles({ node }: Callable, connection: string, error: string): WrapperRole[] | null {
  const generics = new Set(node.typeParameters?.map(({ name }) => name.text));
  const roles = node.parameters.map(({ type }): WrapperRole | null => {
    if (!type) return null;
    const context = contextRole(type);
    if (context || !ts.isFunctionTypeNode(type)) return context;
    const [parameter, ...others] = type.parameters;
    if (!parameter?.type || others.length > 0) return null;
    const taken = parameter.type.getText();
    if (generics.has(taken)) return type.type.kind === ts.SyntaxKind.StringKeyword ? "render" : null;
    if (taken !== connection) return null;
    if (givesContent(type.type)) return "action";
    const result = resultTypes(type.type);
    const fits = result && generics.has(result.value.getText()) && ["Error", error].includes(result.error.getText());
    return fits ? "call" : null;
  });
  const known = new Set(roles.flatMap((role) => role ?? []));
  const complete = known.has("action") !== (known.has("call") && known.has("render"));
  return complete && known.size === roles.length && !roles.includes(null) ? [...known] : null;
}

/** Whether a type is what handlers give back. */
function givesContent(type: ts.TypeNode): boolean {
  if (/^Promise<\s*ToolHandlerResult\s*>$/.test(type.getText())) return true;
  return resultTypes(type)?.value.getText().replaceAll("'", '"') === 'CallToolResult["content"]';
}
