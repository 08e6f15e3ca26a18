import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Replica } from "./replica.ts";
import type { Exchange, ExchangeAnswer } from "./rust.ts";

type Outcome<T> = { isOk(): boolean; value?: T; error?: { code: string; message: string } };
type Auth = { user(): { sId: string } | null };

/** A connection as the front sees it. */
export type FrontConnection = { connection_id: string; metadata: Record<string, string>; status: string };

/** The workspace's own OAuth functions, loaded into this process; they read its environment when they are called. */
export type OAuthFront = {
  Authenticator: { forTests(): Auth };
  MCPServerConnectionResource: {
    makeNew(
      auth: Auth,
      blob: { mcpServerId: string; connectionType: "workspace" | "personal"; connectionId: string },
    ): unknown;
  };
  /** The value is the address that a person is sent to. */
  createConnectionAndGetSetupUrl(
    auth: Auth,
    provider: string,
    useCase: string,
    extraConfig: Record<string, string>,
  ): Promise<Outcome<string>>;
  finalizeConnection(provider: string, query: Record<string, string>): Promise<Outcome<FrontConnection>>;
};

const ENTRY = `export { createConnectionAndGetSetupUrl, finalizeConnection } from "@app/lib/api/oauth";
export { Authenticator } from "@app/lib/auth";
export { MCPServerConnectionResource } from "@app/lib/resources/mcp_server_connection_resource";
`;

/**
 * Bundles the front's OAuth functions beside the copy and loads them. They need the environment variables `OAUTH_API`,
 * `DUST_APP_URL`, `DUST_OAUTH_REDIRECT_BASE_URL` and those of the provider.
 *
 * @throws Error when an import cannot be resolved
 */
export async function loadOAuthFront(replica: Replica): Promise<OAuthFront> {
  const outfile = join(mkdtempSync(join(dirname(replica.root), "front-")), "oauth.mjs");
  await build({
    stdin: { contents: ENTRY, resolveDir: replica.path("front"), sourcefile: "entry.ts", loader: "ts" },
    tsconfig: replica.path("front/tsconfig.json"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "silent",
    outfile,
  });
  return (await import(pathToFileURL(outfile).href)) as OAuthFront;
}

/** A connection as the service keeps it: nothing is sealed here. */
export type StoredConnection = {
  connection_id: string;
  created: number;
  provider: string;
  status: "pending" | "finalized";
  metadata: Record<string, unknown>;
  redirect_uri: string | null;
  credential?: Record<string, string>;
  access_token?: string;
  access_token_expiry?: number | null;
  refresh_token?: string | null;
};

/** The service that keeps connections, with the built core behind it. */
export type CoreService = {
  /** For `OAUTH_API`. */
  url: string;
  connections: Map<string, StoredConnection>;
  /** Bodies of all requests that create connections, as text: to look for secrets in their metadata. */
  created: string[];
  /** Refreshes the tokens of a connection now. */
  refresh(connectionId: string): Promise<ExchangeAnswer>;
  close(): Promise<void>;
};

type Body = {
  provider: string;
  metadata: Record<string, unknown>;
  redirect_uri?: string;
  code?: string;
  related_credential?: { content: Record<string, string> };
};
type Reply = { response?: unknown; error: { code: string; message: string } | null };

class Connections {
  readonly all = new Map<string, StoredConnection>();
  readonly #exchange: Exchange;
  readonly #env: Record<string, string>;

  constructor(exchange: Exchange, env: Record<string, string>) {
    this.#exchange = exchange;
    this.#env = env;
  }

  create({ provider, metadata, redirect_uri, related_credential }: Body): Reply {
    const connection_id = `con_${this.all.size + 1}`;
    const content = related_credential?.content;
    const reused = this.all.get(content?.["from_connection_id"] ?? "")?.credential;
    const credential = reused ?? content;
    this.all.set(connection_id, {
      connection_id,
      created: Date.now(),
      provider,
      status: "pending",
      metadata,
      redirect_uri: redirect_uri ?? null,
      ...(credential ? { credential } : {}),
    });
    return this.show(connection_id);
  }

  show(id: string): Reply {
    const found = this.all.get(id);
    if (!found) return { error: { code: "connection_not_found", message: `There is no ${id}.` } };
    const { connection_id, created, provider, status, metadata, redirect_uri } = found;
    return {
      response: { connection: { connection_id, created, provider, status, metadata, redirect_uri } },
      error: null,
    };
  }

  async run(id: string, operation: "finalize" | "refresh", more: { code?: string; redirect_uri?: string }) {
    const stored = this.all.get(id);
    if (!stored) throw new Error(`There is no ${id}.`);
    const { provider, metadata, credential, access_token, refresh_token } = stored;
    const answer = await this.#exchange(
      {
        operation,
        provider,
        metadata,
        ...(credential ? { credential } : {}),
        ...(access_token ? { access_token } : {}),
        ...(refresh_token ? { refresh_token } : {}),
        ...more,
      },
      this.#env,
    );
    if (answer.result) {
      const { metadata, access_token, access_token_expiry, refresh_token } = answer.result;
      Object.assign(stored, { metadata, access_token, access_token_expiry, refresh_token, status: "finalized" });
    }
    return answer;
  }

  async finalize(id: string, { code = "", redirect_uri = "" }: Body): Promise<Reply> {
    const { error } = await this.run(id, "finalize", { code, redirect_uri });
    return error ? { error: { code: error.kind, message: error.message } } : this.show(id);
  }
}

async function reply(connections: Connections, method: string, path: string, text: string): Promise<Reply> {
  const [, id = "", what] = /^\/connections(?:\/(\w+)\/(\w+))?$/.exec(path) ?? [];
  const body: Body = JSON.parse(text || "{}");
  if (method === "POST" && id === "") return connections.create(body);
  if (method === "POST" && what === "finalize") return connections.finalize(id, body);
  if (what === "metadata") return connections.show(id);
  return { error: { code: "not_found", message: `There is no ${method} ${path}.` } };
}

/**
 * Starts the service that the front asks for connections; it keeps them in memory and lets the built core talk to the token
 * endpoints.
 *
 * @param env - the core's environment: client ids and secrets, and the proxy that leads to the authorization server
 */
export async function startCore(exchange: Exchange, env: Record<string, string>): Promise<CoreService> {
  const connections = new Connections(exchange, env);
  const created: string[] = [];
  const http = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    if (incoming.url === "/connections") created.push(text);
    const failed = (error: unknown): Reply => ({ error: { code: "internal", message: String(error) } });
    const answer = await reply(connections, incoming.method ?? "", incoming.url ?? "", text).catch(failed);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    connections: connections.all,
    created,
    refresh: (id) => connections.run(id, "refresh", {}),
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}

/** What makes the core send its requests to a local server instead of the hosts it means, as plain HTTP. */
export function proxyTo(server: { host: string; port: number }): Record<string, string> {
  return {
    PROXY_HOST: server.host,
    PROXY_PORT: String(server.port),
    PROXY_USER_NAME: "user",
    PROXY_USER_PASSWORD: "password",
    UNTRUSTED_EGRESS_PROXY: `http://${server.host}:${server.port}`,
  };
}
