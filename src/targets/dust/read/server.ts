import type { ts } from "../../../edit/ts.ts";
import type { Fact, Found } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import type { KnownLayout } from "../checkout/detect.ts";
import type { Case } from "../registry/cases.ts";
import type { Entry } from "../registry/entries.ts";
import type { ModuleReference } from "./module-facts.ts";

/** One parameter of a tool as its schema declares it. `described` is unknown when the schema could not be followed. */
export interface ReadParam {
  name: string;
  at: Location;
  described: boolean | "unknown";
  /** Whether it has to be given; unknown when its type hides that. */
  required: boolean | "unknown";
}

/** One tool as the metadata declares it. A missing property is undefined; one that cannot be read is an unknown fact. */
export interface ReadTool {
  name: Fact<string>;
  at: Location;
  description?: Fact<string>;
  stake?: Fact<string>;
  running?: Fact<string>;
  done?: Fact<string>;
  toolCostCategory?: Fact<string>;
  freeUsage?: Fact<boolean>;
  /** The expression of its schema, a raw Zod shape. */
  schema?: ts.Expression;
  /** The Zod object that its input schema is made of, where the metadata write it so. */
  object?: ts.Expression;
  /** The parameters; unknown when the schema is no object that can be read. */
  params: Fact<ReadParam[]>;
}

/** What `serverInfo.authorization` says; null is no authorization. */
export interface ReadAuthorization {
  provider: Fact<string>;
  useCases: Fact<string>[];
}

/** The metadata module of a server. */
export interface ReadMetadata {
  path: string;
  at: Location;
  name?: Fact<string>;
  description?: Fact<string>;
  icon?: Fact<string>;
  documentationUrl?: Fact<string | null>;
  hasInstructions: boolean | "unknown";
  /** Whether an administrator selects a workspace secret for it. */
  selectsSecret: boolean | "unknown";
  authorization?: Fact<ReadAuthorization | null>;
  /** The tools; unknown when the list cannot be worked out. */
  tools: Fact<ReadTool[]>;
}

/** One handler: the tool it is for, and whether it only says that it is not implemented. */
export interface ReadHandler {
  name: string;
  at: Location;
  stub: boolean;
  /** Its function, or the call that makes it; null when it cannot be followed. */
  node: ts.Node | null;
  /** True when the call that it is given to lists a tool of its name, whatever the metadata says. */
  listed: boolean;
  /** What the call that registers a tool on the server says of it, besides its metadata. */
  registered?: { description?: ts.Expression; schema?: ts.Expression };
}

/** The module that makes the server, and what it calls. */
export interface ReadImplementation {
  path: string;
  at: Location;
  /** What it exports by default; unknown when that cannot be worked out. */
  factory: "function" | "other" | "missing" | "unknown";
  /** Every file of the checkout that the modules of its folder import. */
  imports: string[];
  /** Every module that they name, also those that are not there. */
  references: ModuleReference[];
  /** The name that it is made under: the argument of `makeInternalMCPServer`, or the `name` given to `new McpServer`. */
  madeAs: Fact<string> | null;
  /** Where the server is made, when it is returned as it is, without any tool; null otherwise. */
  bare: Location | null;
  /** Every `monitoringName` and `toolNameForMonitoring`; a part that varies is written as `…`. */
  monitoringNames: Fact<string>[];
  /** The handlers of the tools; null when the server has none of a known form, unknown when one cannot be worked out. */
  handlers: Fact<ReadHandler[]> | null;
  /** The tools that the folders of other servers, whose modules it imports, have handlers for. */
  borrowed: string[];
  /** The modules of its own folder that it consists of. */
  modules: readonly ts.SourceFile[];
  /** Whether the folder reads the token of the connection, only passes it on (`authInfo`, `extra`), or neither. */
  token: "read" | "passed" | "unused";
  /** True when the folder reads the name of the workspace secret. */
  readsSecret: boolean;
}

/** One Dust server: its rows in every registry, and its modules, read when they are asked for. */
export interface DustServer extends Found {
  layout: KnownLayout | null;
  listed: Location[];
  entry: Entry | null;
  cases: Case[];
  /** The metadata module; null for an entry without one, unknown when it cannot be followed. */
  metadata(): Fact<ReadMetadata> | null;
  implementation(): ReadImplementation | null;
}
