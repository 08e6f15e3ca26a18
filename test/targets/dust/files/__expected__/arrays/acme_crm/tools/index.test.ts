import type {
  ToolHandlerExtra,
  ToolHandlerResult,
} from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { TOOLS } from "@app/lib/api/actions/servers/acme_crm/tools";
import { untrustedFetch } from "@app/lib/egress/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";

vi.mock("@app/lib/egress/server", () => ({ untrustedFetch: vi.fn() }));

const fetchMock = vi.mocked(untrustedFetch);
const TOKEN = "token-of-the-test";
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
  tool: "list_items",
  args: { query: "a & b", limit: 1 },
  method: "GET",
  url: "https://api.acme.example/v1/items?query=a+%26+b&limit=1",
  body: null,
  answer: {
    items: [{ id: "sample text", name: "sample text", status: "sample text" }],
  },
  shows: [
    "Found 1 item.",
    "id: sample text",
    "name: sample text",
    "status: sample text",
  ],
};

const CASES: Case[] = [
  FIRST,
  {
    tool: "get_item",
    args: { itemId: "a/b 1" },
    method: "GET",
    url: "https://api.acme.example/v1/items/a%2Fb%201",
    body: null,
    answer: {
      item: {
        id: "sample text",
        name: "sample text",
        owner: { email: "sample text" },
      },
    },
    shows: ["Found item.", "id: sample text", "name: sample text"],
  },
  {
    tool: "create_item",
    args: { name: "a & b", priority: "low", tags: ["a & b"] },
    method: "POST",
    url: "https://api.acme.example/v1/items",
    body: { item: { name: "a & b", priority: "low", tags: ["a & b"] } },
    answer: { item: { id: "sample text", name: "sample text" } },
    shows: ["Created item.", "id: sample text", "name: sample text"],
  },
  {
    tool: "delete_item",
    args: { itemId: "a/b 1" },
    method: "DELETE",
    url: "https://api.acme.example/v1/items/a%2Fb%201",
    body: null,
    answer: null,
    shows: ["Deleted item."],
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
  args: Record<string, unknown>,
  token: string | null = TOKEN
): Promise<ToolHandlerResult> {
  const tool = TOOLS.find((candidate) => candidate.name === name);
  if (!tool) {
    throw new Error(`There is no tool ${name}.`);
  }
  const extra = {
    authInfo: token ? { token, clientId: "test", scopes: [] } : undefined,
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

describe("acme_crm", () => {
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
      expect(request.headers.get("Authorization")).toBe(`Bearer ${TOKEN}`);
      expect(request.url + request.text + text).not.toContain(TOKEN);
      for (const shown of shows) {
        expect(text).toContain(shown);
      }
    }
  );

  it.each(CASES)("$tool needs a connection", async ({ tool, args }) => {
    const error = errorOf(await call(tool, args, null));

    expect(error).toContain("is not connected");
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it.each([
    [400, "Check the arguments"],
    [401, "Reconnect Acme CRM, or ask an administrator to do so."],
    [
      403,
      "Check the permissions of the connected account. Reconnect Acme CRM, or ask an administrator to do so.",
    ],
    [404, "Check the id"],
    [429, "try again in 7 seconds"],
    [500, "Try again later"],
  ])("explains HTTP %i", async (status, advice) => {
    respond(status, RAW_BODY, { "Retry-After": "7" });

    const error = errorOf(await call(FIRST.tool, FIRST.args));

    expect(error).toContain(`HTTP ${status}`);
    expect(error).toContain(advice);
    expect(error).not.toContain(RAW_BODY);
    expect(error).not.toContain(TOKEN);
  });

  it("hides what a failed connection reports", async () => {
    fetchMock.mockRejectedValue(new TypeError(`invalid header ${TOKEN}`));

    const error = errorOf(await call(FIRST.tool, FIRST.args));

    expect(error).toContain("could not be reached");
    expect(error).not.toContain(TOKEN);
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
});
