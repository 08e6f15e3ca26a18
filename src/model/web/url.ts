import { isIP } from "node:net";
import { showValue } from "../value-text.ts";
import { specialAddress } from "./address.ts";

/** A URL that may be asked, or a sentence that says why it may not. */
export type JudgedUrl = { url: URL; refusal?: undefined } | { url?: undefined; refusal: string };

/** `allowLocal`: http and addresses that are not public are let through. `base`: what a relative `text` is relative to. */
export interface UrlPolicy {
  allowLocal: boolean;
  base?: URL;
}

const MAX_LENGTH = 2048;

/**
 * The URL that `text` is, without its fragment, unless its form alone forbids to ask it: not https, a user or password in it,
 * or a host that names this machine or an address that is not public, in whatever notation. Names are not resolved here.
 */
export function judgeUrl(text: string, { allowLocal, base }: UrlPolicy): JudgedUrl {
  if (text.length > MAX_LENGTH) return { refusal: `the URL has more than ${MAX_LENGTH} characters` };
  const url = URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
  if (url === undefined) return { refusal: `${showValue(text)} is not a URL` };
  url.hash = "";
  const refusal = formFault(url, allowLocal) ?? (allowLocal ? undefined : hostFault(url, text, base));
  return refusal === undefined ? { url } : { refusal };
}

function formFault(url: URL, allowLocal: boolean): string | undefined {
  if (url.username !== "" || url.password !== "") return "the URL holds a user or password, which is never sent";
  if (url.protocol === "https:" || (allowLocal && url.protocol === "http:")) return undefined;
  return `the URL begins with ${showValue(url.protocol)}; only https: is asked`;
}

function hostFault(url: URL, text: string, base: URL | undefined): string | undefined {
  const host = bareHost(url);
  if (/(^|\.)localhost\.?$/.test(host)) return `${host} is this machine`;
  if (isIP(host) === 0) return undefined;
  const special = specialAddress(host);
  if (special !== null) return `${host} is no public address (${special})`;
  const isInherited = base !== undefined && base.hostname === url.hostname;
  const [, written] = /^\s*[^/\\]*[/\\]{2}([^/\\?#:]*)/.exec(text) ?? [];
  if (isIP(host) === 4 && !isInherited && written !== host) return `${host} is not written as four decimal numbers`;
  return undefined;
}

/** The host of a URL, an IPv6 address without its brackets. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}
