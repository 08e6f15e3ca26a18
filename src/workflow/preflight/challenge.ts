/** What a 401 tells about the way in: the URL of the resource's metadata (RFC 9728) and the scopes it wants. */
export interface Challenge {
  resourceMetadata: string | null;
  scope: string | null;
}

const PARAMETER = /([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/y;

/** Reads the header `WWW-Authenticate`: the parameters of its `Bearer` challenges, the first of a name counts. */
export function readChallenge(header: string): Challenge {
  const found = new Map<string, string>();
  let scheme = "";
  let at = 0;
  while (at < header.length) {
    PARAMETER.lastIndex = at;
    const parameter = PARAMETER.exec(header);
    const step = parameter?.[0] ?? /^(?:[^\s,]+|[\s,]+)/.exec(header.slice(at))?.[0] ?? "";
    if (parameter === null) scheme = /^[\s,]/.test(step) ? scheme : step.toLowerCase();
    else if (scheme === "bearer") remember(found, parameter);
    at += Math.max(1, step.length);
  }
  return { resourceMetadata: found.get("resource_metadata") ?? null, scope: found.get("scope") ?? null };
}

function remember(found: Map<string, string>, [, name = "", quoted, bare]: RegExpExecArray): void {
  const key = name.toLowerCase();
  if (!found.has(key)) found.set(key, quoted?.replace(/\\(.)/g, "$1") ?? bare ?? "");
}
