import type { ToolRequest } from "../../files/request.ts";

/** A request relative to a base URL; null when it leads elsewhere. A relative path stays as it is. */
export function belowBase(request: ToolRequest, baseUrl: string): ToolRequest | null {
  const address = splitAddress(request.path);
  if (!address) return request;
  const base = splitAddress(baseUrl);
  if (!base || address.origin !== base.origin) return null;
  const path = base.path.replace(/\/+$/, "");
  if (address.path !== path && !address.path.startsWith(`${path}/`)) return null;
  return { ...request, path: address.path.slice(path.length) };
}

/** The origin of a whole URL, `https://api.example`, and what follows it as it is written; null for a relative path. */
export function splitAddress(url: string): { origin: string; path: string } | null {
  const [, host, path = ""] = /^(https?:\/\/[^/{}?#]+)(.*)$/is.exec(url) ?? [];
  return host === undefined || !URL.canParse(host) ? null : { origin: new URL(host).origin, path };
}
