/** What an option of curl is to a tool. `name` is the long one, without dashes; `value`: it takes an argument; `means` of a refused one says why. */
export interface CurlOption {
  name: string;
  value: boolean;
  role: Role;
  means?: string;
}

/** `secret` carries a credential and is dropped; `ignored` concerns the terminal or the connection. */
export type Role = "method" | "header" | "data" | "url" | "query" | "get" | "secret" | "ignored" | "refused";

const list = (text: string): string[] => text.trim().split(/\s+/);

/** Names with the letter of the short form, if there is one: `request/X`. */
const VALUES: Partial<Record<Role, string[]>> = {
  method: list("request/X"),
  header: list("header/H"),
  data: list("data/d data-ascii data-raw data-binary data-urlencode json"),
  url: list("url"),
  query: list("url-query"),
  secret: list(`
    user/u cookie/b cookie-jar/c oauth2-bearer proxy-user/U cert/E key pass cert-type key-type login-options aws-sigv4
    proxy-header tlsuser tlspassword delegation service-name netrc-file
  `),
  ignored: list(`
    user-agent/A referer/e output/o write-out/w max-time/m connect-timeout retry retry-delay retry-max-time proxy/x
    cacert capath resolve connect-to interface dump-header/D limit-rate range/r time-cond/z continue-at/C speed-time/y
    speed-limit/Y stderr trace trace-ascii ciphers tls13-ciphers dns-servers unix-socket abstract-unix-socket max-redirs
    proto proto-redir proto-default tls-max noproxy preproxy socks4 socks4a socks5 socks5-hostname keepalive-time
    local-port max-filesize output-dir parallel-max rate curves happy-eyeballs-timeout-ms expect100-timeout doh-url
  `),
};

const SWITCHES: Partial<Record<Role, string[]>> = {
  get: list("get/G"),
  ignored: list(`
    insecure/k location/L silent/s show-error/S include/i show-headers verbose/v compressed fail/f fail-with-body
    fail-early globoff/g buffer/N keepalive progress-bar/# progress-meter http1.0/0 http1.1 http2 http2-prior-knowledge
    http3 http3-only http0.9 ipv4/4 ipv6/6 junk-session-cookies/j remote-name/O remote-header-name/J remote-name-all
    remote-time/R disable/q parallel/Z location-trusted ssl ssl-reqd tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 sslv2/2
    sslv3/3 tlsv1/1 raw path-as-is retry-connrefused retry-all-errors tcp-nodelay tcp-fastopen compressed-ssh styled-output
    create-dirs alpn npn sessionid post301 post302 post303 tr-encoding xattr crlf use-ascii/B suppress-connect-headers
    trace-time trace-ids cert-status doh-insecure ca-native
  `),
  secret: list("netrc/n netrc-optional basic digest ntlm negotiate anyauth proxy-basic proxy-digest"),
};

const BY_HAND = "which a tool cannot send; describe the tool without --request and write its handler";
const REFUSED: [names: string, value: boolean, means: string][] = [
  ["form/F form-string", true, `a multipart form, ${BY_HAND}`],
  ["upload-file/T", true, `the upload of a file, ${BY_HAND}`],
  ["head/I", false, "a HEAD request, which answers nothing that a tool could show; give the GET request"],
  ["next/:", false, "a second request; give the requests one at a time"],
  ["config/K", true, "options in a file, which is not read; write them out"],
  ["request-target", true, "a target that is not the URL's; write it into the URL"],
  ["variable expand-data expand-url expand-header", true, "variables of curl; write the values out"],
];

const BY_NAME = new Map<string, CurlOption>();

function know(names: string[], option: Omit<CurlOption, "name">): void {
  for (const entry of names) {
    const [name = "", letter] = entry.split("/");
    BY_NAME.set(`--${name}`, { name, ...option });
    if (letter !== undefined) BY_NAME.set(`-${letter}`, { name, ...option });
  }
}

const ROLES: Role[] = ["method", "header", "data", "url", "query", "get", "secret", "ignored"];
for (const role of ROLES) know(VALUES[role] ?? [], { value: true, role });
for (const role of ROLES) know(SWITCHES[role] ?? [], { value: false, role });
for (const [names, value, means] of REFUSED) know(list(names), { value, role: "refused", means });

/** The option of a long name (`--header`) or a letter (`-H`); a switch also with `--no-`. Undefined for one that is not known. */
export function curlOption(name: string): CurlOption | undefined {
  const known = BY_NAME.get(name);
  if (known !== undefined || !name.startsWith("--no-")) return known;
  const positive = BY_NAME.get(`--${name.slice("--no-".length)}`);
  return positive?.value === false ? positive : undefined;
}
