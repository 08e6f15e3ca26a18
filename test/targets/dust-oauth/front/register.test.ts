import { describe, expect, test } from "vitest";
import { Sources } from "../../../../src/edit/sources.ts";
import { assertInsertOnly } from "../../../../src/edit/splice.ts";
import { UserError } from "../../../../src/errors.ts";
import { Draft } from "../../../../src/plan/draft.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { ALIASES } from "../../../../src/targets/_shared/front-modules.ts";
import { registerFront } from "../../../../src/targets/dust-oauth/front/register.ts";
import { oauthFiles } from "../../../support/oauth-replica.ts";
import { addedLines } from "../../dust/drafting.ts";
import { declared, ownClient } from "./declarations.ts";

type Files = Record<string, string>;

const TYPES = "front/types/oauth/lib.ts";
const REGISTRY = "front/lib/api/oauth.ts";
const CONFIG = "front/lib/api/config.ts";

function registered(files: Files, declaration = declared()): Files {
  const draft = new Draft(memoryRepo(files));
  registerFront(draft, { sources: new Sources(draft, ALIASES) }, declaration);
  const changes = draft.changes();
  for (const { path, before, after } of changes) assertInsertOnly(path, before ?? "", after);
  return Object.fromEntries(changes.map(({ path, after }) => [path, after]));
}

function changed(path: string, from: string | RegExp, to: string, files = oauthFiles("dust-arrays")): Files {
  const text = files[path] ?? "";
  const next = text.replace(from, () => to);
  if (next === text) throw new Error(`${path} has no ${from}`);
  return { ...files, [path]: next };
}

/** The lines that are added to each file. */
function added(files: Files, declaration = declared()): Record<string, string[]> {
  const after = registered(files, declaration);
  return Object.fromEntries(Object.entries(after).map(([path, text]) => [path, addedLines(files[path] ?? "", text)]));
}

describe.each(["dust-arrays", "dust-records"] as const)("%s", (base) => {
  const files = oauthFiles(base);

  test("a provider of Dust's own client: every row once, and none at a second run", () => {
    expect(added(files)).toEqual({
      [TYPES]: ['"acme_crm",', 'acme_crm: "Acme CRM",', 'case "acme_crm":'],
      [REGISTRY]: [
        'import { AcmeCrmOAuthProvider } from "@app/lib/api/oauth/providers/acme_crm";',
        "acme_crm: new AcmeCrmOAuthProvider(),",
      ],
      [CONFIG]: [
        "getOAuthAcmeCrmClientId: (): string => {",
        'return EnvironmentConfig.getEnvVariable("OAUTH_ACME_CRM_CLIENT_ID");',
        "},",
      ],
    });
    expect(registered({ ...files, ...registered(files) })).toEqual({});
  });

  test("a provider of the customer's client: no getter, and what is asked for", () => {
    const input = { key: "acme_region", label: "Region", secret: false, help: "Such as eu." };
    const lines = added(files, declared({ credentialInputs: [...ownClient, input] }));
    expect(Object.keys(lines).sort()).toEqual([REGISTRY, TYPES].sort());
    expect(lines[TYPES]?.join("\n")).toContain(
      'case "acme_crm":\nreturn {\nclient_id: {\nlabel: "Client ID",\nvalue: undefined,\n},',
    );
    expect(lines[TYPES]).toEqual(expect.arrayContaining(['"acme_region",', 'helpMessage: "Such as eu.",']));
    expect(lines[TYPES]?.filter((line) => line === '"client_id",')).toEqual([]);
  });
});

test("each row stays that is there already, whatever it says", () => {
  const all = { ...oauthFiles("dust-arrays"), ...registered(oauthFiles("dust-arrays")) };
  const changes: [string, string, string][] = [
    [TYPES, 'acme_crm: "Acme CRM"', 'acme_crm: "Another"'],
    [TYPES, 'case "acme_crm":\n', 'case "acme_crm":\n      return {};\n'],
    [REGISTRY, "new AcmeCrmOAuthProvider()", "new JiraOAuthProvider()"],
    [CONFIG, "OAUTH_ACME_CRM_CLIENT_ID", "OAUTH_ACME_ID"],
  ];
  for (const [path, from, to] of changes) expect(registered(changed(path, from, to, all)), from).toEqual({});
  expect(added(changed(REGISTRY, /^ {2}acme_crm: .*\n/m, "", all))).toEqual({
    [REGISTRY]: ["acme_crm: new AcmeCrmOAuthProvider(),"],
  });
});

test("rows join sorted neighbours, and a comment stays with its case", () => {
  const files = changed(TYPES, '    case "jira":\n', '    // Jira asks for nothing.\n    case "jira":\n');
  const text = registered(files, declared({ provider: "intercom" }))[TYPES];
  expect(text).toContain('    case "intercom":\n    // Jira asks for nothing.\n    case "jira":\n');
  expect(text).toContain('  "hubspot",\n  "intercom",\n  "jira",\n');
  const last = registered(files, declared({ provider: "zulu" }));
  expect(last[TYPES]).toContain('    case "slack":\n    case "zulu":\n    case "slack_tools":\n      return null;\n');
  expect(last[REGISTRY]).toContain("  ukg_ready: new UkgReadyOAuthProvider(),\n  zulu: new ZuluOAuthProvider(),\n};");
});

test("a getter goes behind the last of its kind", () => {
  const after = '  getOther: (): string => {\n    return EnvironmentConfig.getEnvVariable("OTHER");\n  },\n};';
  const text = registered(changed(CONFIG, /^\};$/m, after))[CONFIG] ?? "";
  const order = ["getOAuthSlackToolsClientId", "getOAuthAcmeCrmClientId", "getOther"].map((name) => text.indexOf(name));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test("where no case returns null, the case comes with its own return", () => {
  const files = changed(TYPES, "      return null;\n    default:", "      return {};\n    default:");
  expect(registered(files)[TYPES]).toContain('    case "acme_crm":\n      return null;\n    default:');
});

test.each<[string, Files, string]>([
  ["no list", changed(TYPES, "const OAUTH_PROVIDERS =", "const OTHERS ="), "const OAUTH_PROVIDERS"],
  [
    "a list of another kind",
    changed(
      TYPES,
      "OAUTH_PROVIDER_NAMES: Record<OAuthProvider, string> = {",
      "OAUTH_PROVIDER_NAMES = names();\nconst x = {",
    ),
    "an object literal",
  ],
  ["no switch", changed(TYPES, "switch (provider) {", "switch (other) {"), "switch (provider)"],
  ["no function", changed(TYPES, "getProviderRequiredOAuthCredentialInputs", "inputs"), "no such function"],
  ["no registry", changed(REGISTRY, "const _PROVIDER_STRATEGIES:", "const STRATEGIES:"), "_PROVIDER_STRATEGIES"],
  ["no environment", changed(CONFIG, "import { EnvironmentConfig }", "import { Environment }"), "EnvironmentConfig"],
  ["a broken file", changed(CONFIG, "const config = {", "const config = {{"), "syntax errors"],
])("a form that is not known is refused with its place: %s", (_, files, message) => {
  const refused = () => registered(files);
  expect(refused).toThrow(UserError);
  expect(refused).toThrow(message);
});
