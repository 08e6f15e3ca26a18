import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PreflightDocument } from "../../src/model/oauth/preflight-document.ts";
import { preflightText } from "../../src/ui/report/preflight-text.ts";
import { mcpNew } from "../support/cli.ts";
import { PACKAGE } from "../support/source-graph.ts";

type Said = { status?: number; headers?: Record<string, string>; body?: string | Buffer; never?: true };

const OAUTH = "/.well-known/oauth-authorization-server";
const OPENID = "/.well-known/openid-configuration";
const json = (value: unknown): Said => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

/** A vendor whose MCP server names three issuers that are of no use, each in its own way, and is its own issuer at last. */
function vendorAt(origin: string): Record<string, Said> {
  const challenge = `Bearer realm="mcp", resource_metadata="${origin}/meta"`;
  return {
    "/mcp": { status: 401, headers: { "www-authenticate": challenge } },
    "/meta": json({
      resource: `${origin}/mcp`,
      authorization_servers: [`${origin}/loop`, `${origin}/large`, `${origin}/odd`],
      scopes_supported: ["crm.read"],
    }),
    [`${OAUTH}/loop`]: { status: 302, headers: { location: `${OAUTH}/loop` } },
    [`/loop${OPENID}`]: { status: 307, headers: { location: "ftp://vendor.example/" } },
    [`${OAUTH}/large`]: { body: `"${"x".repeat(300 << 10)}"` },
    [`/large${OPENID}`]: { headers: { "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(16 << 20, " ")) },
    [`${OAUTH}/odd`]: { headers: { "content-type": "text/html" }, body: "<p>Log in</p>" },
    [OPENID]: { never: true },
    [OAUTH]: json({
      issuer: origin,
      authorization_endpoint: `${origin}/authorize`,
      token_endpoint: `${origin}/token`,
      code_challenge_methods_supported: ["S256"],
    }),
  };
}

let server: Server;
let origin: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const { status = 200, headers = {}, body = "", never } = vendorAt(origin)[request.url ?? ""] ?? { status: 404 };
    response.writeHead(status, headers);
    if (never) response.write("{");
    else response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test("without --allow-local, a local address is refused in JSON, and nobody is asked", async () => {
  const before = asked.length;
  const { exitCode, stdout } = await mcpNew(PACKAGE, ["oauth-preflight", origin.replace("http:", "https:"), "--json"]);
  expect([exitCode, JSON.parse(stdout).error.code, asked.length]).toEqual([2, "url-refused", before]);
});

test("with it, the declaration is found behind everything that a server can do wrong, within the limits", async () => {
  const { exitCode, stdout, stderr } = await mcpNew(PACKAGE, [
    "oauth-preflight",
    `${origin}/mcp`,
    "--allow-local",
    "--json",
  ]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  const document: PreflightDocument = JSON.parse(stdout);
  expect(document.auth).toEqual({
    kind: "oauth",
    authorizationUrl: `${origin}/authorize`,
    tokenUrl: `${origin}/token`,
    scope: "crm.read",
    pkce: true,
    tokenAuth: "basic",
  });
  const outcomes = Object.fromEntries(document.tried.map(({ url, outcome }) => [url.replace(origin, ""), outcome]));
  expect(outcomes).toMatchObject({
    "/mcp": "status 401, a challenge",
    "/meta": "JSON, metadata of a protected resource",
    [`${OAUTH}/loop`]: "redirected more than 3 times",
    [`/loop${OPENID}`]: expect.stringMatching(/^redirected, but the URL begins with "ftp:"/),
    [`${OAUTH}/large`]: "the answer is larger than 256 KiB",
    [`/large${OPENID}`]: "the answer is larger than 256 KiB",
    [`${OAUTH}/odd`]: "the answer is not JSON",
    [OPENID]: expect.stringMatching(/^not answered within (5 s|10 s for all documents)$/),
    [OAUTH]: "JSON, metadata of an authorization server",
  });
  expect(preflightText(document)).toContain(`"tokenUrl": "${origin}/token"`);
});

test("where nothing tells about OAuth, it ends with 5 and says what was tried", async () => {
  const nobody = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => nobody.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${(nobody.address() as AddressInfo).port}/`;
    const { exitCode, stdout, stderr } = await mcpNew(PACKAGE, ["oauth-preflight", url, "--allow-local"]);
    expect([exitCode, stdout]).toEqual([5, ""]);
    expect(stderr.match(/: status 404$/gm)).toHaveLength(4);
  } finally {
    nobody.close();
  }
});
