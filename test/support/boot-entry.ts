/** One tool as the server publishes it in `tools/list`. */
export type ListedTool = {
  name: string;
  description?: string;
  inputSchema: Record<string, unknown>;
  _meta?: Record<string, unknown>;
};

/** One block of a tool's result; text blocks carry `text`. */
export type ContentBlock = { type: string; text?: string; [key: string]: unknown };

/** The answer of `tools/call`, as the SDK client gives it. */
export type CallToolResult = {
  content: ContentBlock[];
  isError?: boolean;
  structuredContent?: Record<string, unknown>;
};

/** What one server of the registry declares, and what it lists once it runs. */
export type BootedListing = { declared: string[]; tools: ListedTool[] };

/** What the parent process asks of the child. */
export type Request = { id: number } & (
  | { op: "listTools"; server: string }
  | { op: "callTool"; server: string; name: string; args: Record<string, unknown> }
  | { op: "listAll" }
);

/** What the child answers; `id` 0 says that it is ready or could not start. */
export type Response = { id: number } & ({ value: unknown } | { error: { message: string; code?: number } });

type Transport = { send(message: object, options?: object): Promise<void> };
type McpClient = {
  connect(transport: Transport): Promise<void>;
  listTools(): Promise<{ tools: ListedTool[] }>;
  callTool(params: { name: string; arguments: Record<string, unknown> }): Promise<CallToolResult>;
  close(): Promise<void>;
};
type McpServer = { connect(transport: Transport): Promise<void> };
type RegistryEntry = {
  metadata?: { tools: readonly { name: string }[] };
  tools?: readonly { name: string }[];
  tools_stakes?: Record<string, string>;
};

/** The parts of the bundled workspace and of the MCP SDK that it resolves. */
export type Workspace = {
  Client: new (info: { name: string; version: string }) => McpClient;
  InMemoryTransport: { createLinkedPair(): [Transport, Transport] };
  Authenticator: { forTests(): object };
  INTERNAL_MCP_SERVERS: Record<string, RegistryEntry>;
  getInternalMCPServer(
    auth: object,
    server: { internalMCPServerName: string; mcpServerId: string },
    context: object,
  ): Promise<McpServer>;
};

const RUN_CONTEXT = {
  agentConfiguration: { sId: "agent_sample", name: "Sample agent" },
  conversation: { sId: "conv_sample", title: "Sample conversation", projectId: null },
  agentMessage: { sId: "msg_sample" },
  step: 0,
};

async function connect(workspace: Workspace, serverName: string, token: string | undefined): Promise<McpClient> {
  const auth = workspace.Authenticator.forTests();
  const identity = { internalMCPServerName: serverName, mcpServerId: `ims_${serverName}` };
  const server = await workspace.getInternalMCPServer(auth, identity, { runContext: RUN_CONTEXT });
  const [clientSide, serverSide] = workspace.InMemoryTransport.createLinkedPair();
  if (token !== undefined) {
    const send = clientSide.send.bind(clientSide);
    const authInfo = { token, clientId: "sample", scopes: [] };
    clientSide.send = (message, options) => send(message, { ...options, authInfo });
  }
  const client = new workspace.Client({ name: "replica-harness", version: "1.0.0" });
  await server.connect(serverSide);
  await client.connect(clientSide);
  return client;
}

function declaredTools({ metadata, tools, tools_stakes }: RegistryEntry): string[] {
  const named = metadata?.tools ?? tools;
  return named ? named.map(({ name }) => name) : Object.keys(tools_stakes ?? {});
}

async function listAll(workspace: Workspace): Promise<Record<string, BootedListing>> {
  const listings: Record<string, BootedListing> = {};
  for (const [serverName, entry] of Object.entries(workspace.INTERNAL_MCP_SERVERS)) {
    try {
      const client = await connect(workspace, serverName, undefined);
      const { tools } = await client.listTools();
      await client.close();
      listings[serverName] = { declared: declaredTools(entry), tools };
    } catch (cause) {
      throw new Error(`${serverName}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }
  return listings;
}

async function answer(workspace: Workspace, connected: Connect, request: Request): Promise<unknown> {
  if (request.op === "listAll") return listAll(workspace);
  const client = await connected(request.server);
  if (request.op === "listTools") return (await client.listTools()).tools;
  return client.callTool({ name: request.name, arguments: request.args });
}

type Connect = (server: string) => Promise<McpClient>;

/** Boots a server when it is first asked for. */
function connectOnce(workspace: Workspace, token: string | undefined): Connect {
  const clients = new Map<string, Promise<McpClient>>();
  return (server) => {
    const client = clients.get(server) ?? connect(workspace, server, token);
    clients.set(server, client);
    return client;
  };
}

function failure(error: unknown): Response & { error: object } {
  const code = error instanceof Error && "code" in error && typeof error.code === "number" ? { code: error.code } : {};
  return { id: 0, error: { message: error instanceof Error ? error.message : String(error), ...code } };
}

/**
 * Answers the parent's requests over Node's message channel until the parent disconnects.
 *
 * @param workspace - the bundled workspace and the SDK it resolves
 * @param serverName - the server to boot first; without it each is booted when it is first asked for
 * @param token - becomes `extra.authInfo.token` in every request; undefined sends no auth info
 */
export async function serve(workspace: Workspace, serverName?: string, token?: string): Promise<void> {
  const reply = (response: Response) => process.send?.(response);
  process.once("disconnect", () => process.exit(0));
  try {
    const connected = connectOnce(workspace, token);
    if (serverName !== undefined) await connected(serverName);
    process.on("message", (request: Request) => {
      Promise.resolve()
        .then(() => answer(workspace, connected, request))
        .then((value) => reply({ id: request.id, value }))
        .catch((error: unknown) => reply({ ...failure(error), id: request.id }));
    });
    reply({ id: 0, value: null });
  } catch (error) {
    reply(failure(error));
  }
}
