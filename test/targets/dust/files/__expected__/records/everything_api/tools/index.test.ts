import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";

import type {
  ToolHandlerExtra,
  ToolHandlerResult,
} from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { TOOLS } from "@app/lib/api/actions/servers/everything_api/tools";
import { untrustedFetch } from "@app/lib/egress/server";

vi.mock("@app/lib/egress/server", () => ({ untrustedFetch: vi.fn() }));

const fetchMock = vi.mocked(untrustedFetch);
const RAW_BODY = "text of a response body";

type Case = {
  tool: string;
  args: Record<string, unknown>;
  method: string;
  url: string;
  body: unknown;
  answer: unknown;
  shows: string[];
};

const FIRST: Case = {
  tool: "search_open_categories",
  args: { cursor: "a & b", labels: ["a & b"] },
  method: "GET",
  url: "https://api.everything.example/v2/categories?expand=all&page-size=50&cursor=a+%26+b&labels=a+%26+b",
  body: null,
  answer: {
    data: {
      rows: [
        {
          id: 7,
          "display-name": "sample text",
          owner: { email: "sample text" },
          lines: [{ sku: "sample text", parts: [{ count: 1.5 }] }],
          tags: ["sample text"],
          state: "open",
        },
      ],
      meta: { next: "cursor-2" },
    },
  },
  shows: [
    "Found 1 open category.",
    "id: 7",
    "display-name: sample text",
    "state: open",
    'call search_open_categories again with cursor "cursor-2"',
  ],
};

const CASES: Case[] = [
  FIRST,
  {
    tool: "send",
    args: { roomId: 1, extra: "a & b", urgent: true },
    method: "POST",
    url: "https://api.everything.example/v2/rooms/1/messages",
    body: [
      ["source", "dust"],
      ["extra", "a & b"],
      ["urgent", "true"],
    ],
    answer: null,
    shows: ["Sent."],
  },
  {
    tool: "create_order",
    args: {
      customer: { name: "a & b", address: { zip: "a & b" } },
      amounts: [0.5],
      kind: "rush",
      flags: ["a"],
    },
    method: "PUT",
    url: "https://api.everything.example/v2/orders",
    body: {
      order: {
        details: {
          by: "api",
          customer: { name: "a & b", address: { zip: "a & b" } },
          amounts: [0.5],
          kind: "rush",
          flags: ["a"],
        },
        channel: "api",
        nested: { on: true, none: null, list: [1, "x"] },
      },
      "dry-run": false,
    },
    answer: { id: "sample text" },
    shows: ["Created order.", "id: sample text"],
  },
  {
    tool: "query_nodes",
    args: { first: 1, after: "a & b" },
    method: "POST",
    url: "https://api.everything.example/v2/graphql",
    body: {
      query: expect.any(String),
      variables: { first: 1, after: "a & b" },
    },
    answer: {
      data: {
        nodes: {
          items: [{ id: "sample text" }],
          pageInfo: { endCursor: "cursor-2" },
        },
      },
    },
    shows: [
      "Found 1 node.",
      "id: sample text",
      'call query_nodes again with after "cursor-2"',
    ],
  },
  {
    tool: "archive_node",
    args: { id: "a & b" },
    method: "POST",
    url: "https://api.everything.example/v2/",
    body: { query: expect.any(String), variables: { id: "a & b" } },
    answer: { data: {} },
    shows: ["Archived node."],
  },
  {
    tool: "ping",
    args: {},
    method: "GET",
    url: "https://api.everything.example/v2/ping",
    body: null,
    answer: { data: { ok: true, ratio: 1.5 } },
    shows: ["Pinged.", "ok: true", "ratio: 1.5"],
  },
];

function respond(
  status: number,
  body: unknown,
  headers?: Record<string, string>
) {
  fetchMock.mockImplementation(
    async () =>
      new Response(body === null ? null : JSON.stringify(body), {
        status,
        headers,
      })
  );
}

function lastRequest() {
  const [url, init] = fetchMock.mock.lastCall ?? [];
  const headers = new Headers(init?.headers);
  const text = typeof init?.body === "string" ? init.body : null;
  return { url: String(url), method: init?.method, headers, text };
}

function parsedBody({
  headers,
  text,
}: ReturnType<typeof lastRequest>): unknown {
  if (text === null) {
    return null;
  }
  return headers.get("Content-Type")?.includes("json")
    ? JSON.parse(text)
    : [...new URLSearchParams(text)];
}

async function call(
  name: string,
  args: Record<string, unknown>
): Promise<ToolHandlerResult> {
  const tool = TOOLS.find((candidate) => candidate.name === name);
  if (!tool) {
    throw new Error(`There is no tool ${name}.`);
  }
  const extra = {
    signal: new AbortController().signal,
  } as ToolHandlerExtra;
  return tool.handler(z.object(tool.schema).parse(args), extra);
}

function textOf(result: ToolHandlerResult): string {
  if (result.isErr()) {
    throw result.error;
  }
  const [block] = result.value;
  return block?.type === "text" ? block.text : "";
}

function errorOf(result: ToolHandlerResult): string {
  return result.isErr() ? result.error.message : "no error";
}

describe("everything_api", () => {
  afterEach(() => {
    fetchMock.mockReset();
  });

  it.each(CASES)(
    "$tool sends its request and shows the answer",
    async ({ tool, args, method, url, body, answer, shows }) => {
      respond(answer === null ? 204 : 200, answer);

      const text = textOf(await call(tool, args));

      const request = lastRequest();
      expect(request.method).toBe(method);
      expect(request.url).toBe(url);
      expect(parsedBody(request)).toEqual(body);
      for (const shown of shows) {
        expect(text).toContain(shown);
      }
    }
  );

  it.each([
    [400, "Check the arguments"],
    [401, 'Everything "API" refuses calls without credentials.'],
    [403, 'Everything "API" refuses calls without credentials.'],
    [404, "Check the id"],
    [429, "try again in 7 seconds"],
    [500, "Try again later"],
  ])("explains HTTP %i", async (status, advice) => {
    respond(status, RAW_BODY, { "Retry-After": "7" });

    const error = errorOf(await call(FIRST.tool, FIRST.args));

    expect(error).toContain(`HTTP ${status}`);
    expect(error).toContain(advice);
    expect(error).not.toContain(RAW_BODY);
  });

  it("hides what a failed connection reports", async () => {
    fetchMock.mockRejectedValue(new TypeError(RAW_BODY));

    const error = errorOf(await call(FIRST.tool, FIRST.args));

    expect(error).toContain("could not be reached");
    expect(error).not.toContain(RAW_BODY);
  });

  it.each(CASES.filter(({ answer }) => answer !== null))(
    "$tool refuses a response of another shape",
    async ({ tool, args }) => {
      respond(200, RAW_BODY);

      const error = errorOf(await call(tool, args));

      expect(error).toContain(`unexpected response for ${tool}`);
      expect(error).not.toContain(RAW_BODY);
    }
  );

  it.each([["plan_trip", { goal: "a & b" }]])(
    "%s is not implemented yet",
    async (tool, args) => {
      expect(errorOf(await call(tool, args))).toContain(
        "is not implemented yet"
      );
    }
  );
});
