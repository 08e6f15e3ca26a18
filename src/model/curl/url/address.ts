import { curlInvalid } from "../command/call.ts";
import { isOpaque } from "../word/opaque.ts";
import { hasPlaceholder } from "./placeholder.ts";

/** A URL in its parts, as they are written. `base` is `https://host:port`, empty for a URL below a variable or a bare path. */
export interface CurlUrl {
  base: string;
  path: string;
  query: string[];
  /** Whether it named a user or password, which are dropped. */
  hasUser: boolean;
  /** Whether the scheme was left out and https is assumed. */
  assumed: boolean;
}

/** Takes a URL apart. Throws UserError "curl-invalid" (exit 2) for one whose host is not known; never echoes it. */
export function readUrl(text: string): CurlUrl {
  const [whole = ""] = text.trim().split("#", 1);
  const mark = whole.indexOf("?");
  const address = mark < 0 ? whole : whole.slice(0, mark);
  const query = mark < 0 ? [] : whole.slice(mark + 1).split(/&(?:amp;)?/);
  return { ...readAddress(address), query: query.filter((pair) => pair !== "") };
}

function readAddress(address: string): Omit<CurlUrl, "query"> {
  const below = /^(?:\{\{[^{}]*\}\}|\{[^{}]*\}|\$\{[^{}]*\}|\$\w+|<[^<>]*>)?(\/.*)$/.exec(address)?.[1];
  if (below !== undefined) return { base: "", path: below, hasUser: false, assumed: false };
  const [, scheme, authority = "", path = ""] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/]*)(.*)$/is.exec(address) ?? [];
  if (scheme !== undefined && !/^https?$/i.test(scheme))
    throw curlInvalid([{ message: "the URL is not http or https" }]);
  const at = authority.lastIndexOf("@");
  const host = authority.slice(at + 1);
  if (hasPlaceholder(host)) {
    throw curlInvalid([{ message: "the host of the URL has a variable part; write the host out" }]);
  }
  if (!isHost(host, scheme !== undefined && !address.includes("@"))) {
    throw curlInvalid([{ message: "the URL has no host" }]);
  }
  if (host.split(".").some(isOpaque)) {
    const message =
      "the host of the URL has a part that looks like an id or a key; write {{baseUrl}} for scheme and host, and the tool calls the base URL of its server";
    throw curlInvalid([{ message }]);
  }
  const base = `${(scheme ?? "https").toLowerCase()}://${host.toLowerCase()}`;
  return { base, path, hasUser: at >= 0, assumed: scheme === undefined };
}

/** `bare`: a name without a dot is one. */
function isHost(host: string, bare: boolean): boolean {
  if (!/^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?$/i.test(host)) return false;
  return bare || /^(?:localhost(?::\d+)?$|\[)|\./i.test(host);
}

/** The pairs of a query string or form, decoded, in order; `value` is undefined where there is no equals sign. */
export function readPairs(texts: readonly string[]): { name: string; value: string | undefined }[] {
  return texts.map((text) => {
    const equals = text.indexOf("=");
    if (equals < 0) return { name: decoded(text), value: undefined };
    return { name: decoded(text.slice(0, equals)), value: decoded(text.slice(equals + 1)) };
  });
}

/** A text without percent-encoding and with spaces for plus signs; as it is where the encoding is broken. */
export function decoded(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
