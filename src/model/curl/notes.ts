import { isCredentialName } from "../value-text.ts";
import type { CurlBody } from "./body.ts";
import type { CurlCall } from "./command/call.ts";
import { isSecretName } from "./secret.ts";
import type { CurlUrl } from "./url/address.ts";
import type { CurlPath } from "./url/path.ts";
import type { Fields } from "./value-type.ts";
import { shownName } from "./word/opaque.ts";

const OF_EVERY_CALL = new Set(
  "accept accept-encoding accept-language cache-control connection content-length content-type dnt host origin pragma priority referer te upgrade-insecure-requests user-agent".split(
    " ",
  ),
);

/** What was left out of an example or cannot be known from it, as sentences that hold no value of it. */
export function notesOf(read: {
  call: CurlCall;
  url: CurlUrl;
  path: CurlPath;
  query: Fields;
  body: CurlBody | undefined;
  twice: string[];
}): string[] {
  const { call, url, path, query, body, twice } = read;
  const headers = call.headers.map(headerName).filter((name) => name !== undefined);
  const secrets = [
    ...call.secrets,
    ...(url.hasUser ? ["the user in the URL"] : []),
    ...headers.filter(isSecretHeader).map((name) => `the header ${name}`),
    ...[...query.secret, ...(body?.secret ?? [])].map(
      (name) => `the parameter ${shownName(name) ?? "whose name may be one"}`,
    ),
  ];
  const others = headers.filter((name) => !isSecretHeader(name) && !isUsual(name));
  const unfit = [...query.unfit, ...(body?.unfit ?? []), ...twice].map((name) => shownName(name) ?? "a key");
  const values = body?.type === "graphql" ? body.values.map(({ name }) => name) : [];
  return [
    ...listed(
      "Credentials were left out, because a tool sends those of its server's connection, or none where it has none",
      secrets,
    ),
    ...listed("Headers were left out, because a tool has none of its own", others),
    ...listed("Left out, because it is no parameter that a tool can have", unfit),
    ...(path.hasMatrix
      ? ["Parameters after a semicolon in the path were left out, because a tool has none there."]
      : []),
    ...listed("Values of the GraphQL operation became parameters, whose types are guessed", values),
    ...(url.assumed ? ["The URL has no scheme: https is assumed."] : []),
    "The example does not say what the answer holds (give --set result=<json>), which parameters are required, or what they mean: check them.",
  ];
}

/** The value of a header of the call, by its lower-case name. */
export function headerValue({ headers }: CurlCall, name: string): string | undefined {
  const line = headers.find(
    (header) =>
      header
        .slice(0, Math.max(header.indexOf(":"), 0))
        .trim()
        .toLowerCase() === name,
  );
  return line?.slice(line.indexOf(":") + 1).trim();
}

function listed(sentence: string, names: string[]): string[] {
  return names.length === 0 ? [] : [`${sentence}: ${[...new Set(names)].join(", ")}.`];
}

/** The name of a header, if the line has one that may be shown. */
function headerName(line: string): string | undefined {
  const name = /^([A-Za-z][A-Za-z0-9-]{0,60})\s*[:;]/.exec(line)?.[1];
  return name === undefined ? undefined : shownName(name);
}

function isSecretHeader(name: string): boolean {
  return isCredentialName(name) || isSecretName(name) || /key$|auth/i.test(name);
}

function isUsual(name: string): boolean {
  return OF_EVERY_CALL.has(name.toLowerCase()) || /^(?:sec-|x-requested-with$)/i.test(name);
}
