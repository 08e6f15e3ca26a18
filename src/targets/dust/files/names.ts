import { isIdentifier } from "../../../edit/code.ts";
import type { IntegrationSpec } from "../../../model/integration-spec.ts";
import { camelCase, constantCase, pascalCase } from "../../../model/name.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import type { Conventions } from "../checkout/conventions.ts";

/** Names that the generated files of one server share. */
export interface ServerNames {
  /** Constant of the server's name: `X_SERVER_NAME`, or `X_TOOL_NAME` in the layout `records`. */
  server: string;
  tools: string;
  metadata: string;
  client: string;
  error: string;
  /** Function that calls the client and renders the answer. */
  call: string;
}

/** A tool with the names that stand for it in code; unique within the server. */
export interface NamedTool {
  spec: ToolSpec;
  method: string;
  pascal: string;
}

/** The names of a server's constants, classes and functions. */
export function serverNames(spec: Pick<IntegrationSpec, "name">, { layout }: Conventions): ServerNames {
  const constant = constantCase(spec.name);
  const pascal = pascalCase(spec.name);
  return {
    server: `${constant}_${layout === "records" ? "TOOL" : "SERVER"}_NAME`,
    tools: `${constant}_TOOLS_METADATA`,
    metadata: `${constant}_SERVER`,
    client: `${pascal}Client`,
    error: `${pascal}Error`,
    call: `call${pascal}`,
  };
}

// Members that the client class has beside its methods for tools.
const CLIENT_MEMBERS = new Set([
  "constructor",
  "graphql",
  "request",
  "requestFailure",
  "send",
  "signal",
  "timeoutSignal",
  "token",
]);

/**
 * Names every tool. Where the name itself is taken or no identifier, the method says that it is a tool's: `delete` →
 * `deleteTool`; of `list_items` and `list__items`, which would be one method, the second is `listItemsTool`.
 */
export function namedTools(tools: readonly ToolSpec[]): NamedTool[] {
  const taken = new Set<string>();
  return tools.map((spec) => {
    const named = namedTool(spec, (method) => taken.has(method));
    taken.add(named.method);
    return named;
  });
}

/** Names one tool. A method is not given that the client has for itself, or that `isTaken`. */
export function namedTool(spec: ToolSpec, isTaken: (method: string, pascal: string) => boolean): NamedTool {
  const base = methodName(spec.name);
  for (let count = 1; ; count++) {
    const method = count === 1 ? base : `${base}Tool${count === 2 ? "" : count}`;
    const pascal = method.charAt(0).toUpperCase() + method.slice(1);
    if (!CLIENT_MEMBERS.has(method) && isIdentifier(method) && !isTaken(method, pascal))
      return { spec, method, pascal };
  }
}

// Linters take what is called `useX` for a React hook.
function methodName(tool: string): string {
  const name = camelCase(tool);
  return /^use([A-Z0-9]|$)/.test(name) ? `call${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;
}

/** Import specifiers of the host's modules and of the new server's own files. */
export function moduleNames({ modules, resultModule }: Conventions, directory: string): Record<string, string> {
  const own = `${modules.servers}/${directory.slice(directory.lastIndexOf("/") + 1)}`;
  return {
    ...modules,
    result: resultModule,
    metadata: `${own}/metadata`,
    tools: `${own}/tools`,
    client: `${own}/client`,
    types: `${own}/types`,
    rendering: `${own}/rendering`,
    helpers: `${own}/helpers`,
  };
}
