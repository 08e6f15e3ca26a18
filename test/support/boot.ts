import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { BootedListing, CallToolResult, ListedTool, Request, Response } from "./boot-entry.ts";
import type { Replica } from "./replica.ts";

export type { BootedListing, CallToolResult, ContentBlock, ListedTool } from "./boot-entry.ts";

/**
 * Settings of one boot: the caller's token and additional environment variables of the server's process. `vendor` is an origin
 * that gets every request that leaves the process, with the origin that was meant in the header `x-sent-to`.
 */
export type BootOptions = { token?: string; extraEnv?: Record<string, string>; vendor?: string };

/** A running server of a replica, in its own process. */
export type Booted = {
  /** The tools over the SDK client: name, description, inputSchema, _meta. */
  listTools(): Promise<ListedTool[]>;
  /** The tool's result, `isError` included. Rejects with {@link ProtocolError} for a protocol error. */
  callTool(name: string, args?: Record<string, unknown>): Promise<CallToolResult>;
  /** Everything the process has written to standard output and standard error so far. */
  logs(): string;
  /** Ends the process; resolves when it is gone. */
  close(): Promise<void>;
};

/** All servers of a replica in one process, each booted when it is first asked for; otherwise as {@link Booted}. */
export type BootedServers = {
  listTools(server: string): Promise<ListedTool[]>;
  callTool(server: string, name: string, args?: Record<string, unknown>): Promise<CallToolResult>;
  logs(): string;
  close(): Promise<void>;
};

/** A JSON-RPC error or a failed boot; `code` is the JSON-RPC code where there is one. */
export class ProtocolError extends Error {
  readonly code: number | undefined;
  constructor(message: string, code?: number) {
    super(message);
    this.name = "ProtocolError";
    this.code = code;
  }
}

type Ask = Request extends infer R ? (R extends { id: number } ? Omit<R, "id"> : never) : never;
type Pending = { resolve(value: unknown): void; reject(error: Error): void };
type Child = { ask(request: Ask): Promise<unknown>; logs(): string; close(): Promise<void> };

const ENTRY = fileURLToPath(new URL("./boot-entry.ts", import.meta.url));

const REDIRECT = `import { Agent, setGlobalDispatcher } from "undici";
const meant = (dispatch) => (options, handler) =>
  dispatch({ ...options, origin: VENDOR, headers: { ...options.headers, "x-sent-to": String(options.origin) } }, handler);
setGlobalDispatcher(new Agent().compose(meant));
`;

function entryText(serverName: string | undefined, { token, vendor }: BootOptions): string {
  const literal = (value: string | undefined) => (value === undefined ? "undefined" : JSON.stringify(value));
  return `import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { INTERNAL_MCP_SERVERS } from "@app/lib/actions/mcp_internal_actions/constants";
import { getInternalMCPServer } from "@app/lib/actions/mcp_internal_actions/servers";
import { Authenticator } from "@app/lib/auth";
import { serve } from ${JSON.stringify(ENTRY)};
${vendor === undefined ? "" : `const VENDOR = ${literal(vendor)};\n${REDIRECT}`}const workspace = { Client, InMemoryTransport, Authenticator, INTERNAL_MCP_SERVERS, getInternalMCPServer };
await serve(workspace, ${literal(serverName)}, ${literal(token)});
`;
}

/** Bundles the copy's sources beside it (never inside it); its packages stay external and come from its node_modules. */
async function bundle(replica: Replica, text: string): Promise<string> {
  const folder = mkdtempSync(join(dirname(replica.root), "boot-"));
  mkdirSync(folder, { recursive: true });
  symlinkSync(replica.path("node_modules"), join(folder, "node_modules"), "junction");
  const outfile = join(folder, "server.mjs");
  await build({
    stdin: { contents: text, resolveDir: replica.path("front"), sourcefile: "boot.ts", loader: "ts" },
    tsconfig: replica.path("front/tsconfig.json"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "silent",
    outfile,
  });
  return outfile;
}

function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => process.once("exit", () => resolve()));
}

function converse(process: ChildProcess, cleanUp: () => void): { child: Child; ready: Promise<unknown> } {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let output = "";
  const wait = (id: number) => new Promise<unknown>((resolve, reject) => pending.set(id, { resolve, reject }));
  const ready = wait(0);
  for (const stream of [process.stdout, process.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  process.on("message", (response: Response) => {
    const waiting = pending.get(response.id);
    pending.delete(response.id);
    if ("error" in response) waiting?.reject(new ProtocolError(response.error.message, response.error.code));
    else waiting?.resolve(response.value);
  });
  process.once("close", (code, signal) => {
    const error = new ProtocolError(`The server's process ended (${signal ?? `exit code ${code}`}).\n${output}`);
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  });
  const child: Child = {
    ask(request) {
      if (!process.connected) return Promise.reject(new ProtocolError("The server's process has ended."));
      lastId += 1;
      const answered = wait(lastId);
      process.send({ ...request, id: lastId });
      return answered;
    },
    logs: () => output,
    async close() {
      const gone = ended(process);
      if (process.connected) process.disconnect();
      await gone;
      cleanUp();
    },
  };
  return { child, ready };
}

async function start(replica: Replica, serverName: string | undefined, options: BootOptions): Promise<Child> {
  const outfile = await bundle(replica, entryText(serverName, options));
  const process = fork(outfile, [], {
    cwd: replica.path("front"),
    env: { ...cleanEnv(), ...options.extraEnv },
    execArgv: ["--enable-source-maps"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const { child, ready } = converse(process, () => rmSync(dirname(outfile), { recursive: true, force: true }));
  try {
    await ready;
  } catch (error) {
    await child.close();
    throw error;
  }
  return child;
}

/**
 * The environment for a process of a replica: ours without what the surrounding test runner has put there.
 *
 * @returns a fresh object with `NODE_ENV` set to `test`
 */
export function cleanEnv(): Record<string, string | undefined> {
  const foreign = /^(VITEST|TINYPOOL|JEST|NODE_OPTIONS$|NODE_V8_COVERAGE$|NODE_CHANNEL|FORCE_COLOR$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: "test", NO_COLOR: "1" };
}

/**
 * Boots one server of a replica through its own `getInternalMCPServer`, in a child process, and connects an SDK client.
 *
 * @param serverName - a name of the replica's registry
 * @param options - `token` reaches the handlers as `extra.authInfo.token`; without it they see no auth info
 * @returns the running server; close it when done
 * @throws ProtocolError when the server cannot be instantiated; esbuild's error when the sources cannot be bundled
 */
export async function bootServer(replica: Replica, serverName: string, options: BootOptions = {}): Promise<Booted> {
  const { listTools, callTool, logs, close } = conversation(await start(replica, serverName, options));
  return {
    listTools: () => listTools(serverName),
    callTool: (name, args) => callTool(serverName, name, args),
    logs,
    close,
  };
}

/**
 * Starts a child process that boots each server of a replica's registry when it is first asked for.
 *
 * @param options - as for {@link bootServer}
 * @returns the servers by name; a server that cannot be instantiated rejects with {@link ProtocolError} when it is asked for
 */
export async function bootServers(replica: Replica, options: BootOptions = {}): Promise<BootedServers> {
  return conversation(await start(replica, undefined, options));
}

function conversation(child: Child): BootedServers {
  return {
    listTools: async (server) => (await child.ask({ op: "listTools", server })) as ListedTool[],
    callTool: async (server, name, args = {}) =>
      (await child.ask({ op: "callTool", server, name, args })) as CallToolResult,
    logs: child.logs,
    close: child.close,
  };
}

/**
 * Boots every server of a replica's registry in one child process.
 *
 * @returns by server name: the tool names its registry entry declares, and the tools it lists
 * @throws ProtocolError naming the first server that cannot be instantiated or listed
 */
export async function bootAll(replica: Replica): Promise<Record<string, BootedListing>> {
  const child = await start(replica, undefined, {});
  try {
    return (await child.ask({ op: "listAll" })) as Record<string, BootedListing>;
  } finally {
    await child.close();
  }
}
