import { isIP } from "node:net";
import { suggestName } from "../../model/identifier.ts";
import { bareHost } from "../../model/web/url.ts";

// Second levels below which a country's registry gives names away.
const SHARED_SECOND_LEVELS = new Set(["co", "com", "org", "net", "gov", "gob", "ac", "edu", "or", "ne"]);

/** A name for the provider, made of the registered name in a host: `mcp.acme.co.uk` → `acme`; undefined when there is none. */
export function providerName(url: URL): string | undefined {
  const host = bareHost(url).replace(/\.$/, "");
  if (isIP(host) !== 0) return undefined;
  const labels = host.split(".");
  const top = labels.pop() ?? "";
  if (top.length === 2 && labels.length > 1 && SHARED_SECOND_LEVELS.has(labels.at(-1) ?? "")) labels.pop();
  return suggestName("provider", labels.pop() ?? top);
}
