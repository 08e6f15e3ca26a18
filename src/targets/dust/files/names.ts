import { isIdentifier } from "../../../edit/code.ts";
import type { AuthSpec, IntegrationSpec } from "../../../model/integration-spec.ts";
import { camelCase, constantCase, pascalCase } from "../../../model/name.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import type { Conventions, DustLayout } from "../checkout/conventions.ts";

/** Names that the generated files of one server share. */
export interface ServerNames {
  /** Constant of the server's name: `X_SERVER_NAME`, in the layouts `legacy` and `records` `X_TOOL_NAME`. */
  server: string;
  /** Constant of the tools' metadata. */
  tools: string;
  /** Constant of the server's metadata, in the layout `legacy` of its server info. */
  metadata: string;
  /** `legacy` only: constant of the tools' stakes. */
  stakes: string;
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
export function serverNames(
  spec: Pick<IntegrationSpec, "name"> & { auth: Pick<AuthSpec, "kind"> },
  layout: DustLayout,
): ServerNames {
  const constant = constantCase(spec.name);
  const pascal = pascalCase(spec.name);
  const isLegacy = layout === "legacy";
  return {
    server: `${constant}_${layout === "arrays" ? "SERVER" : "TOOL"}_NAME`,
    tools: `${constant}_TOOLS${isLegacy ? "" : "_METADATA"}`,
    metadata: `${constant}_SERVER${isLegacy ? "_INFO" : ""}`,
    stakes: `${constant}_TOOL_STAKES`,
    client: `${pascal}Client`,
    error: `${pascal}Error`,
    call: isLegacy && spec.auth.kind !== "none" ? "withAuth" : `call${pascal}`,
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

// What the modules of layout `legacy` name beside the functions for tools, their schemas and their renderings.
const LEGACY_SCOPE = new Set(
  (
    "agentLoopContext auth callApi createServer encodeURIComponent extra fetch formContent issueText jsonContent logger " +
    "makeInternalMCPServer normalizeError params secondsUntil server toolContext unexpectedResponse untrustedFetch validate " +
    "withAuth withToolLogging"
  ).split(" "),
);

/** The names that a tool has in the modules of layout `legacy`, where all of them share one scope. */
export interface LegacyNames {
  /** Its function. */
  method: string;
  /** The raw shape of its parameters. */
  shape: string;
  /** The function that renders its answer. */
  renderer: string;
}

/** The names of a tool whose function is `method`. */
export function legacyNames(method: string): LegacyNames {
  return { method, shape: `${method}Schema`, renderer: rendererName(pascalOf(method)) };
}

/**
 * Names every tool. Where the name itself is taken or no identifier, the method says that it is a tool's: `delete` →
 * `deleteTool`; of `list_items` and `list__items`, which would be one method, the second is `listItemsTool`.
 */
export function namedTools(tools: readonly ToolSpec[], layout: DustLayout): NamedTool[] {
  const taken = new TakenNames(layout);
  return tools.map((spec) => {
    const named = namedTool(spec, (method) => taken.has(method));
    taken.add(named.method);
    return named;
  });
}

/** The names that tools of a server have already, and in layout `legacy` those that its modules use besides. */
export class TakenNames {
  readonly #isLegacy: boolean;
  readonly #taken: Set<string>;

  constructor(layout: DustLayout) {
    this.#isLegacy = layout === "legacy";
    this.#taken = new Set(this.#isLegacy ? LEGACY_SCOPE : []);
  }

  /** Whether a tool cannot have this method. */
  has(method: string): boolean {
    return this.#namesOf(method).some((each) => this.#taken.has(each));
  }

  /** Gives a tool its method. */
  add(method: string): void {
    for (const each of this.#namesOf(method)) this.#taken.add(each);
  }

  #namesOf(method: string): string[] {
    return this.#isLegacy ? Object.values(legacyNames(method)) : [method];
  }
}

/** Names one tool. A method is not given that the client has for itself, or that `isTaken`. */
export function namedTool(spec: ToolSpec, isTaken: (method: string, pascal: string) => boolean): NamedTool {
  const base = methodName(spec.name);
  for (let count = 1; ; count++) {
    const method = count === 1 ? base : `${base}Tool${count === 2 ? "" : count}`;
    const pascal = pascalOf(method);
    if (!CLIENT_MEMBERS.has(method) && isIdentifier(method) && !isTaken(method, pascal))
      return { spec, method, pascal };
  }
}

function pascalOf(method: string): string {
  return method.charAt(0).toUpperCase() + method.slice(1);
}

/** The name of the function that renders a tool's answer. */
export function rendererName(pascal: string): string {
  return `render${pascal}`;
}

// Linters take what is called `useX` for a React hook.
function methodName(tool: string): string {
  const name = camelCase(tool);
  return /^use([A-Z0-9]|$)/.test(name) ? `call${pascalOf(name)}` : name;
}

/** The files of a server by what they hold, without `.ts`, relative to its folder. */
export interface OwnFiles {
  metadata: string;
  /** The server. */
  server: string;
  /** The tools' handlers: in layout `legacy` the server itself. */
  tools: string;
  client: string;
  types: string;
  rendering: string;
  helpers: string;
}

/** The files of a server in a folder of that name. */
export function ownFiles(layout: DustLayout, folder: string): OwnFiles {
  const common = { metadata: "metadata", server: "index", types: "types", rendering: "rendering" };
  return layout === "legacy"
    ? { ...common, tools: "index", client: `${folder}_api_helper`, helpers: `${folder}_utils` }
    : { ...common, tools: "tools/index", client: "client", helpers: "helpers" };
}

/** Import specifiers of the host's modules and of the new server's own files. */
export function moduleNames({ layout, modules, resultModule }: Conventions, directory: string): Record<string, string> {
  const folder = folderOf(directory);
  const files = Object.entries(ownFiles(layout, folder));
  const own = files.map(([role, file]) => [role, `${modules.servers}/${folder}/${file}`.replace(/\/index$/, "")]);
  return { ...modules, result: resultModule, ...Object.fromEntries(own) };
}

/** The last name of a path. */
export function folderOf(directory: string): string {
  return directory.slice(directory.lastIndexOf("/") + 1);
}
