type Files = Record<string, string>;

const PROVIDERS = "front/lib/api/oauth/providers/";
const SETUP_PAGE = "front/pages/w/[wId]/oauth/[provider]/setup";
const WIDTH = 80;

const UTILS = `import config from "@app/lib/api/config";
import type { OAuthProvider } from "@app/types/oauth/lib";
import type { ParsedUrlQuery } from "querystring";

export function finalizeUriForProvider(provider: OAuthProvider): string {
  return \`\${config.getOAuthRedirectBaseUrl()}/oauth/\${provider}/finalize\`;
}

export function getStringFromQuery(
  query: ParsedUrlQuery,
  key: string
): string | null {
  const value = query[key];
  return typeof value === "string" ? value : null;
}
`;

const CODE_CHALLENGE = `
function makeCodeChallenge() {
  const verifier = randomBytes(32).toString("base64url");
  return {
    code_verifier: verifier,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  };
}
`;

/** Replaces the first `from`. Throws when there is none. */
function swap(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, () => to);
  if (changed === text) throw new Error(`The sample has no ${from}`);
  return changed;
}

function edit(files: Files, path: string, ...swaps: (readonly [from: string | RegExp, to: string])[]): void {
  const text = files[path];
  if (text === undefined) throw new Error(`The sample has no ${path}`);
  files[path] = swaps.reduce((sofar, [from, to]) => swap(sofar, from, to), text);
}

/** `lines` on one line when that fits the width at `indent`, else as they are. */
function fitted(indent: string, lines: string, one: string): string {
  return indent.length + one.length <= WIDTH ? `${indent}${one}` : `${indent}${lines}`;
}

function finalizeByName(text: string): string {
  return text
    .replace(/finalizeUriForProvider\(\{\s*provider(?:: ([\w.]+|"\w+"))?,[^}]*\}\)/g, (_, name) => {
      return `finalizeUriForProvider(${name ?? "provider"})`;
    })
    .replace(
      /^( *)([\w.]+\()\n\s+("redirect_uri"),\n\s+(finalizeUri\S+\))\n\s+\);/gm,
      (whole, indent, call, key, uri) => fitted(indent, whole.trimStart(), `${call}${key}, ${uri});`),
    );
}

function setupPageImport(text: string): string {
  return text.replace(/^import type \{([^}]*)\} from "@app\/types\/oauth\/lib";\n/m, (whole, list: string) => {
    const names = list.split(",").flatMap((name) => name.trim() || []);
    if (!names.includes("ExtraConfigType")) return whole;
    const others = names.filter((name) => name !== "ExtraConfigType");
    const from = '} from "@app/types/oauth/lib";';
    const kept = fitted(
      "",
      `import type {\n${others.map((name) => `  ${name},\n`).join("")}${from}`,
      `import type { ${others.join(", ")} ${from}`,
    );
    const page = `import type { ExtraConfigType } from "@app/${SETUP_PAGE.slice("front/".length)}";\n`;
    return others.length > 0 ? `${page}${kept}\n` : page;
  });
}

function credentialWithoutResult(text: string): string {
  if (!text.includes("async getRelatedCredential(")) return text;
  return text
    .replace(/^import .*(?:OAuthError|"@app\/types\/shared\/result").*\n/gm, "")
    .replace("Promise<Result<RelatedCredential, OAuthError> | undefined>", "Promise<RelatedCredential>")
    .replace("return new Err(id.error);", "throw new Error(id.error.message);")
    .replace(/return new Ok\((\{[^;]*\})\);/g, "return $1;")
    .replace(/ {4}if \(!client_secret\) \{\n.*\n {4}\}\n/, "");
}

function ownCodeChallenge(text: string): string {
  const helper = 'import { getPKCEConfig } from "@app/lib/utils/pkce";\n';
  if (!text.includes(helper)) return text;
  return text
    .replace(helper, "")
    .replace(/^(import type \{ ParsedUrlQuery.*\n)/m, 'import { createHash, randomBytes } from "crypto";\n$1')
    .replace(/\n(?=export class )/, () => `${CODE_CHALLENGE}\n`)
    .replaceAll("await getPKCEConfig()", "makeCodeChallenge()")
    .replaceAll("...(makeCodeChallenge())", "...makeCodeChallenge()");
}

function olderFront(files: Files): void {
  for (const path of Object.keys(files).filter((each) => each.startsWith(PROVIDERS))) {
    files[path] = setupPageImport(finalizeByName(ownCodeChallenge(credentialWithoutResult(files[path] ?? ""))));
  }
  delete files["front/lib/utils/pkce.ts"];
  files["front/lib/api/oauth/utils.ts"] = UTILS;
  files[`${SETUP_PAGE}.ts`] = "export type ExtraConfigType = Record<string, string>;\n";
  edit(
    files,
    "front/types/oauth/lib.ts",
    ["export type ExtraConfigType = Record<string, string>;\n\n", ""],
    ["  redirect_uri?: string | null;\n", ""],
  );
  edit(
    files,
    `${PROVIDERS}base_oauth_stragegy_provider.ts`,
    ['import type { OAuthError } from "@app/lib/api/oauth";\n', ""],
    ["Promise<Result<RelatedCredential, OAuthError> | undefined>", "Promise<RelatedCredential>"],
    ["  isCallbackQueryValid?: (query: ParsedUrlQuery) => boolean;\n\n", ""],
  );
  edit(
    files,
    "front/lib/api/oauth.ts",
    ["const credential = await", "relatedCredential = await"],
    [/ {4}if \(credential\?[\s\S]*?(?= {4}if \(relatedCredential && )/, ""],
    ["if (relatedCredential && !strategy", "if (!strategy"],
    [/ {2}if \(strategy\.isCallbackQueryValid[\s\S]*?\n {2}\}\n/, ""],
    ["    redirectUri: finalizeUriForProvider({ provider, connection: null }),\n", ""],
  );
  files["front/lib/api/oauth.ts"] = setupPageImport(finalizeByName(files["front/lib/api/oauth.ts"] ?? ""));
}

function olderCore(files: Files): void {
  const lib = files["core/src/lib.rs"] ?? "";
  const providers = [...lib.matchAll(/^ {8}(pub mod \w+;)$/gm)].map(([, line]) => `${line}\n`);
  files["core/src/lib.rs"] = swap(lib, /pub mod oauth \{[\s\S]*\n\}\n/, "pub mod oauth;\n");
  files["core/src/oauth/mod.rs"] = [...lib.matchAll(/^ {4}(pub mod (?!proxy)\w+)(?:;| \{)$/gm)]
    .map(([, line]) => `${line};\n`)
    .join("");
  files["core/src/oauth/providers/mod.rs"] = providers.join("");
}

/**
 * The OAuth part as an earlier version of the host has it: `finalizeUriForProvider("p")`, `ExtraConfigType` from the page
 * that sets connections up, related credentials without a result, connections without an address of their own, no helper
 * for PKCE, and modules of the core declared in `mod.rs`.
 *
 * @param files - the newest form, by path
 * @returns all files of the older form; the argument stays as it is
 */
export function olderForm(files: Files): Files {
  const older = { ...files };
  olderFront(older);
  olderCore(older);
  return older;
}
