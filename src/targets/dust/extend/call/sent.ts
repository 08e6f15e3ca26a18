import type { Code } from "../../../../edit/code.ts";
import type { ImportedName } from "../../../../edit/template.ts";
import type { ToolRequest } from "../../files/request.ts";
import type { GeneratedModules } from "../generated/index.ts";
import type { HandlerCode } from "../site.ts";

/** What a test of its own must know of the request that a new tool sends. */
export interface SentRequest {
  /** The function that sends it, and its module; null is the global `fetch`. */
  egress: { name: string; module: string } | null;
  /** The request, relative to the base URL. */
  request: ToolRequest;
  /** Null when it is only known while the server runs. */
  baseUrl: string | null;
  /** Whether an empty object is sent where the tool sends no body. */
  emptyBody: boolean;
  /** Whether the tool needs a token. */
  connected: boolean;
  /** How the client is called and its answer rendered without a handler; null when that is not possible. */
  direct: DirectCall | null;
}

/** The call of a client with sample arguments. */
export interface DirectCall {
  call: Code;
  renderer: string;
  imports: ImportedName[];
}

/** A tool's request as it was drafted: the code of its handler, and what its test must know. */
export interface DraftedCall {
  handler: HandlerCode;
  /** The modules that a client of ours was put in. */
  modules: GeneratedModules | null;
  /** Null where a generated test has rows for such requests. */
  sent: SentRequest | null;
}
