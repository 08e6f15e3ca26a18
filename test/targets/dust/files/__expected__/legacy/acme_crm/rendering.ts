import type {
  CreateItemResponse,
  GetItemResponse,
  ListItemsResponse,
} from "@app/lib/actions/mcp_internal_actions/servers/acme_crm/types";

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

export function renderListItems(response: ListItemsResponse): string {
  return listText(
    { one: "item", many: "items" },
    response.items.map((item) => ({
      id: item.id,
      name: item.name,
      status: item.status,
    }))
  );
}

export function renderGetItem(response: GetItemResponse): string {
  return recordText("Found item.", {
    id: response.item.id,
    name: response.item.name,
    owner: response.item.owner && {
      email: response.item.owner.email,
    },
  });
}

export function renderCreateItem(response: CreateItemResponse): string {
  return recordText("Created item.", {
    id: response.item.id,
    name: response.item.name,
  });
}

export function renderDeleteItem(): string {
  return "Deleted item.";
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
