import type { Code } from "../../../edit/code.ts";
import type { ImportedName } from "../../../edit/template.ts";
import type { ts } from "../../../edit/ts.ts";
import type { Draft } from "../../../plan/draft.ts";
import type { Conventions } from "../checkout/conventions.ts";
import type { DustHost } from "../host.ts";
import type { DustServer } from "../read/server.ts";

/** A server that a tool is added to. All nodes are of the draft's text at the time it was read. */
export interface ServerRoot {
  draft: Draft;
  /** The host as the draft has it. */
  host: DustHost;
  found: DustServer;
  /** What code of the server's layout follows here. */
  conventions: Conventions;
  /** The server's folder, relative to the host's root. */
  directory: string;
  /** The import specifier of a module of the server's folder: `own("client")` is `@app/lib/api/actions/servers/github/client`. */
  own(module: string): string;
  auth: "oauth" | "bearer" | "none";
  /** What the server is called in messages. */
  title: string;
}

/** Where a server and the list of its tools stand. */
export interface ServerPlace extends ServerRoot {
  metadata: MetadataSite;
}

/** Where the handlers of a server stand and how a test reaches them: what a call is drafted for. */
export interface Site extends ServerRoot {
  handlers: HandlersSite;
  tested: Tested;
}

/** A server whose handlers are the properties of one object. */
export interface ObjectSite extends Site, ServerPlace {
  handlers: HandlersSite & { object: ts.ObjectLiteralExpression };
}

/** The tools list: an array of elements, or an object of properties named by tool. */
export interface MetadataSite {
  path: string;
  tools: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression;
  /** Name of the constant whose list it is. */
  constant: string;
}

/** The handlers: where a new one goes. */
export interface HandlersSite {
  path: string;
  /** `module`: a constant at top level; `factory`: inside a function such as `createXTools(auth, …)`. */
  scope: "module" | "factory";
  /** Functions written there, or imported from one file each. */
  style: "inline" | "file-each";
}

/** How a test reaches the tools: an exported list, a function that makes it, the server that they are put on, or not at all. */
export type Tested =
  | { kind: "constant"; module: string; name: string }
  | { kind: "factory" }
  | { kind: "registered" }
  | { kind: "none" };

/** What a handler does: the function's code and the imports that its file needs. */
export interface HandlerCode {
  function: Code;
  imports: ImportedName[];
}
