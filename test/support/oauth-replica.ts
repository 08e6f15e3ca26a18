import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fixtureFiles } from "./fixture-host.ts";
import { olderForm } from "./older-oauth.ts";
import { copyReplica, type Replica } from "./replica.ts";

export { olderForm } from "./older-oauth.ts";

/** The workspaces that the OAuth part can be laid over. */
export type OAuthBase = "dust-arrays" | "dust-records";

/** How the OAuth part is written: as the host has it today, or as {@link olderForm} says. */
export type OAuthForm = "newest" | "older";

const FIXTURES = fileURLToPath(new URL("../fixtures/", import.meta.url));

function filesOf(fixture: string): Record<string, string> {
  const root = join(FIXTURES, fixture);
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(root.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")];
    }),
  );
}

/** Packages first and a blank line behind them, as the formatter of the workspace `dust-records` has it. */
function packagesFirst(text: string): string {
  const packages = /^import (?:type )?\{[^}]*\} from "(?!@app\/|\.)[^"]*";\n/gm;
  const found = text.match(packages);
  if (!found || !/^import [^;]* from "@app\//m.test(text)) return text;
  return `${found.join("")}\n${text.replace(packages, "")}`;
}

const ACME = "acme_crm";

/** The core's list of imported providers with one more in front, wrapped at 100 columns. */
function withImport(connection: string, item: string): string {
  return connection.replace(/(?<= {4}providers::\{\n)[^}]*(?= {4}\},)/, (list) => {
    const items = [item, ...list.split(",").flatMap((each) => each.trim() || [])].map((each) => `${each},`);
    const lines: string[] = [];
    for (const each of items) {
      const last = lines.at(-1);
      if (last !== undefined && last.length + 1 + each.length <= 100 - 8) lines[lines.length - 1] = `${last} ${each}`;
      else lines.push(each);
    }
    return lines.map((line) => `        ${line}\n`).join("");
  });
}

/** A provider `acme_crm` registered by hand, as a careful colleague would. Only for the newest form. */
function registered(files: Record<string, string>): Record<string, string> {
  const edits: [path: string, before: string, added: string][] = [
    ["core/src/lib.rs", "        pub mod freshservice;", `        pub mod ${ACME};\n`],
    ["core/src/oauth/connection.rs", "    Freshservice,", "    AcmeCrm,\n"],
    [
      "core/src/oauth/connection.rs",
      "        ConnectionProvider::Freshservice => ",
      "        ConnectionProvider::AcmeCrm => Box::new(AcmeCrmConnectionProvider::new()),\n",
    ],
    ["front/types/oauth/lib.ts", '  "freshservice",', `  "${ACME}",\n`],
    ["front/types/oauth/lib.ts", '  freshservice: "', `  ${ACME}: "Acme CRM",\n`],
    ["front/types/oauth/lib.ts", '    case "github":', `    case "${ACME}":\n`],
    [
      "front/lib/api/oauth.ts",
      "import type {\n  BaseOAuthStrategyProvider,",
      `import { AcmeCrmOAuthProvider } from "@app/lib/api/oauth/providers/${ACME}";\n`,
    ],
    ["front/lib/api/oauth.ts", "  freshservice: new", `  ${ACME}: new AcmeCrmOAuthProvider(),\n`],
    [
      "front/lib/api/config.ts",
      "  getOAuthFreshserviceClientId",
      '  getOAuthAcmeCrmClientId: (): string => {\n    return EnvironmentConfig.getEnvVariable("OAUTH_ACME_CRM_CLIENT_ID");\n  },\n',
    ],
  ];
  const all = { ...files, ...filesOf("dust-oauth-by-hand") };
  for (const [path, before, added] of edits) {
    const text = all[path] ?? "";
    if (!text.includes(before)) throw new Error(`${path} has no ${before}`);
    all[path] = text.replace(before, () => added + before);
  }
  const connection = "core/src/oauth/connection.rs";
  all[connection] = withImport(all[connection] ?? "", "acme_crm::AcmeCrmConnectionProvider");
  return all;
}

/** What of the OAuth part is wanted. `byHand` adds the provider `acme_crm`, registered in all places; newest form only. */
export type OAuthOptions = { form?: OAuthForm; byHand?: boolean };

/** The files of the OAuth part alone, in the style of `base`; by path from the root of the workspace. */
export function oauthOverlay(
  base: OAuthBase,
  { form = "newest", byHand = false }: OAuthOptions = {},
): Record<string, string> {
  const newest = filesOf("dust-oauth");
  const formed = form === "older" ? olderForm(newest) : byHand ? registered(newest) : newest;
  if (base === "dust-arrays") return formed;
  return Object.fromEntries(
    Object.entries(formed).map(([path, text]) => [path, path.endsWith(".ts") ? packagesFirst(text) : text]),
  );
}

/** Every text file of a workspace with the OAuth part laid over it, by path; for a repository in memory. */
export function oauthFiles(base: OAuthBase, options: OAuthOptions = {}): Record<string, string> {
  return { ...fixtureFiles(base), ...oauthOverlay(base, options) };
}

/**
 * Copies a workspace to a fresh temporary folder and lays the OAuth part over it.
 *
 * @returns the copy; it is no git repository until `initGit`
 */
export function copyOAuthReplica(base: OAuthBase, options: OAuthOptions = {}): Replica {
  const replica = copyReplica(base);
  for (const [path, text] of Object.entries(oauthOverlay(base, options))) replica.write(path, text);
  return replica;
}
