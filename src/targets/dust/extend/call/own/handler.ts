import { type Code, code, joined, json, name, object, string } from "../../../../../edit/code.ts";
import type { ImportedName } from "../../../../../edit/template.ts";
import { type RequestingTool, readsResponse } from "../../../files/client.ts";
import { methodParams } from "../../../files/params.ts";
import type { HandlerCode, Site } from "../../site.ts";
import type { RequestFunction } from "../function/index.ts";
import { type ClientReach, type Credential, functionModule, handlerImports } from "./reach.ts";
import type { Renderer } from "./rendering.ts";
import type { RequestCode } from "./statements.ts";
import { clientGetterOf, type Wrapper, type WrapperRole, wrapperOf } from "./wrapper.ts";

/** What a handler goes through: the request function behind its call, the tool, and the rendering of the answer. */
export interface Handling {
  site: Site;
  sent: RequestFunction;
  tool: RequestingTool;
  renderer: Renderer;
}

/**
 * The handler of a tool whose client has a method for it: through the server's own wrapper, or written out. Null when the
 * client cannot be made.
 */
export function handlerCode(handling: Handling, reach: ClientReach | null): HandlerCode | null {
  const { site, sent, tool } = handling;
  const wrapper = wrapperOf(site, sent);
  if (wrapper) return wrapped(handling, wrapper);
  const args = methodParams(tool.spec.params).arguments;
  const getter = clientGetterOf(site, sent);
  if (getter) {
    const client = code`${getter.awaited ? code`await ` : code``}${name(getter.name)}(${name(getter.role)})`;
    const steps = [
      code`const client = ${client};`,
      code`if (client.isErr()) {\nreturn client;\n}`,
      code`const result = await client.value.${name(tool.method)}(${args});`,
    ];
    return written(handling, getter.role, steps, getter.imports);
  }
  if (!reach) return null;
  const { credential } = reach;
  const call = reach.call(tool.method, name(credential ?? "token"), args);
  const steps = [...(credential === "token" ? tokenSteps(site) : []), code`const result = await ${call};`];
  const imports = handlerImports(site, reach.imports(tool.method));
  return written(handling, credential, steps, credential === "token" ? [...imports, ...errorImports(site)] : imports);
}

/** The handler of a tool that calls the request function itself, as its neighbours do. */
export function inlineHandler(
  handling: Handling,
  { statements, call }: RequestCode,
  credential: Credential | null,
  imports: readonly ImportedName[],
): HandlerCode {
  return written(handling, credential, [...statements, code`const result = await ${call};`], imports);
}

function wrapped(handling: Handling, { name: wrapper, imports, roles }: Wrapper): HandlerCode {
  const { site, sent, tool, renderer } = handling;
  const args = methodParams(tool.spec.params).arguments;
  const { owner } = sent.callable;
  const token = sent.slots.find(({ role }) => role === "token")?.name ?? "token";
  const local = name(owner ? "client" : token);
  const method = name(tool.method);
  const passed = args.text === "" ? local : code`${local}, ${args}`;
  const call = owner ? code`${local}.${method}(${args})` : code`${method}(${passed})`;
  const action = answered(handling, [code`const result = await ${call};`]);
  const given: Record<WrapperRole, Code> = {
    extra: code`extra`,
    authInfo: code`authInfo`,
    call: code`(${local}) => ${call}`,
    render: name(renderer.name),
    action: code`async (${local}) => {\n${action}\n}`,
  };
  const context = roles.find((role) => role === "extra" || role === "authInfo") ?? null;
  const own: ImportedName[] = [{ module: functionModule(sent), name: tool.method, kind: "value" }];
  const list = roles.map((role) => given[role]);
  return {
    function: code`async (${parameters(tool, context)}) =>\n${name(wrapper)}(${joined(list, ", ")})`,
    imports: [
      ...imports,
      ...(owner ? [] : handlerImports(site, own)),
      ...(roles.includes("action") ? answerImports(handling) : [rendererImport(renderer)]),
    ],
  };
}

function written(
  handling: Handling,
  context: Credential | null,
  steps: readonly Code[],
  imports: readonly ImportedName[],
): HandlerCode {
  return {
    function: code`async (${parameters(handling.tool, context)}) => {\n${answered(handling, steps)}\n}`,
    imports: [...imports, ...answerImports(handling)],
  };
}

/** Steps that end with a `result`, and what a handler gives back for it. */
function answered({ sent, tool, renderer }: Handling, steps: readonly Code[]): Code {
  const failed = passesErrorsOn(sent) ? code`result` : code`new Err(new MCPError(result.error.message))`;
  const value = readsResponse(tool.spec) ? code`result.value` : code``;
  const text = code`${name(renderer.name)}(${value})`;
  return joined(
    [
      ...steps,
      code`if (result.isErr()) {\nreturn ${failed};\n}`,
      code`return new Ok([{ type: "text" as const, text: ${text} }]);`,
    ],
    "\n",
  );
}

function answerImports({ site, sent, renderer }: Handling): ImportedName[] {
  const ok: ImportedName = { module: site.conventions.resultModule, name: "Ok", kind: "value" };
  return [...(passesErrorsOn(sent) ? [] : errorImports(site)), ok, rendererImport(renderer)];
}

function passesErrorsOn({ answer }: RequestFunction): boolean {
  return answer.error === "MCPError";
}

function parameters({ spec }: RequestingTool, context: Credential | null): Code {
  const params = spec.params.length > 0 ? code`params` : context ? code`_params` : code``;
  if (!context) return params;
  return code`${params}, ${context === "extra" ? code`extra` : code`{ authInfo }`}`;
}

function tokenSteps({ title, conventions }: Site): Code[] {
  const options = conventions.mcpErrorOptions.tracked ? [object([["tracked", json(false)]])] : [];
  const error = joined([string(`${title} is not connected.`), ...options], ", ");
  return [code`const token = authInfo?.token;`, code`if (!token) {\nreturn new Err(new MCPError(${error}));\n}`];
}

function errorImports({ conventions }: Site): ImportedName[] {
  return [
    { module: conventions.modules.mcpErrors, name: "MCPError", kind: "value" },
    { module: conventions.resultModule, name: "Err", kind: "value" },
  ];
}

function rendererImport({ module, name: renderer }: Renderer): ImportedName {
  return { module, name: renderer, kind: "value" };
}
