import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request that the vendor received. `body` is the raw text. */
export interface Received {
  method: string;
  path: string;
  query: Record<string, string[]>;
  headers: IncomingMessage["headers"];
  body: string;
}

/** What the vendor answers: a JSON value, or a whole answer. `delay` is in milliseconds. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  text?: string;
  delay?: number;
}

/** A vendor's API on the local machine, for as long as a test needs it. */
export interface Vendor {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  requests: Received[];
  /** Answers every request from now on. */
  answer(with_: (request: Received) => Answer): void;
  close(): Promise<void>;
}

/** Starts a vendor that answers 501 until it is told what to say. */
export async function startVendor(): Promise<Vendor> {
  const requests: Received[] = [];
  let respond: (request: Received) => Answer = () => ({ status: 501, text: "not told what to answer" });
  const server = createServer((incoming, response) => {
    void receive(incoming).then((request) => {
      requests.push(request);
      send(response, respond(request));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer: (with_) => {
      respond = with_;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function receive(incoming: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? "/", "http://localhost");
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) query[name] = [...(query[name] ?? []), value];
  return {
    method: incoming.method ?? "",
    path: url.pathname,
    query,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, json, text, delay = 0 }: Answer): void {
  const body = json === undefined ? (text ?? "") : JSON.stringify(json);
  const type: Record<string, string> = json === undefined ? {} : { "content-type": "application/json" };
  setTimeout(() => {
    response.writeHead(status, { ...type, ...headers });
    response.end(body);
  }, delay).unref();
}
