import type {
  CreateOrderResponse,
  PingResponse,
  QueryNodesResponse,
  SearchOpenCategoriesResponse,
} from "@app/lib/actions/mcp_internal_actions/servers/everything_api/types";

type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | Value[]
  | { [name: string]: Value };

type Fields = Record<string, Value>;

const MAX_ITEMS = 100;

export function renderSearchOpenCategories(
  response: SearchOpenCategoriesResponse
): string {
  return (
    listText(
      { one: "open category", many: "open categories" },
      response.data.rows.map((item) => ({
        id: item.id,
        "display-name": item["display-name"],
        owner: item.owner && {
          email: item.owner.email,
        },
        lines: item.lines?.map((entry) => ({
          sku: entry.sku,
          parts: entry.parts.map((entry2) => ({
            count: entry2.count,
          })),
        })),
        tags: item.tags,
        state: item.state,
      }))
    ) +
    nextPageText("search_open_categories", "cursor", response.data.meta?.next)
  );
}

export function renderSendTool(): string {
  return "Sent.";
}

export function renderCreateOrder(response: CreateOrderResponse): string {
  return recordText("Created order.", {
    id: response.id,
  });
}

export function renderQueryNodes(response: QueryNodesResponse): string {
  return (
    listText(
      { one: "node", many: "nodes" },
      response.data.nodes.items.map((item) => ({
        id: item.id,
      }))
    ) +
    nextPageText(
      "query_nodes",
      "after",
      response.data.nodes.pageInfo?.endCursor
    )
  );
}

export function renderArchiveNode(): string {
  return "Archived node.";
}

export function renderPing(response: PingResponse): string {
  return recordText("Pinged.", {
    ok: response.data.ok,
    ratio: response.data.ratio,
  });
}

function listText(
  noun: { one: string; many: string },
  items: Fields[]
): string {
  if (items.length === 0) {
    return `No ${noun.many} found.`;
  }
  const lines = [
    `Found ${items.length} ${items.length === 1 ? noun.one : noun.many}.`,
    "",
    ...items
      .slice(0, MAX_ITEMS)
      .map((item) => `- ${fieldTexts(item).join("; ") || "none"}`),
  ];
  if (items.length > MAX_ITEMS) {
    lines.push("", `${items.length - MAX_ITEMS} more are not shown.`);
  }
  return lines.join("\n");
}

function nextPageText(
  tool: string,
  param: string,
  next: string | number | null | undefined
): string {
  if (next === null || next === undefined || next === "") {
    return "";
  }
  return `\n\nMore results: call ${tool} again with ${param} ${JSON.stringify(String(next))}.`;
}

function recordText(summary: string, fields: Fields): string {
  const texts = fieldTexts(fields).map((text) => `- ${text}`);
  return [summary, "", ...texts].join("\n");
}

function fieldTexts(fields: Fields): string[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}: ${valueText(value)}`);
}

// One line, so that no value breaks the list around it.
function valueText(value: Value): string {
  if (Array.isArray(value)) {
    return value.map(valueText).join(", ") || "none";
  }
  if (typeof value === "object" && value !== null) {
    return `(${fieldTexts(value).join("; ") || "none"})`;
  }
  return String(value).replace(/\s+/g, " ").trim() || "none";
}
