import { describe, expect, test } from "vitest";
import { Sources } from "../../../../src/edit/sources.ts";
import { UserError } from "../../../../src/errors.ts";
import { ownPrettier } from "../../../../src/plan/format.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { ALIASES } from "../../../../src/targets/_shared/front-modules.ts";
import type { ProviderDeclaration } from "../../../../src/targets/dust-oauth/declaration.ts";
import { frontFiles } from "../../../../src/targets/dust-oauth/front/files.ts";
import { readForms } from "../../../../src/targets/dust-oauth/front/forms.ts";
import { refuseUnfitDeclaration } from "../../../../src/targets/dust-oauth/front/refuse.ts";
import { oauthFiles } from "../../../support/oauth-replica.ts";
import { declared, ownClient } from "./declarations.ts";

type Files = Record<string, string>;

const OAUTH = "front/lib/api/oauth/";
const INTERFACE = `${OAUTH}providers/base_oauth_stragegy_provider.ts`;
const CONNECTIONS = `${OAUTH}mcp_server_connection_auth.ts`;

const sourcesOf = (files: Files) => new Sources(memoryRepo(files), ALIASES);
const generate = (declaration: ProviderDeclaration, files: Files, template?: (name: string) => string | null) =>
  frontFiles(declaration, { sources: sourcesOf(files), ...(template ? { template } : {}) });

function changed(path: string, from: string | RegExp, to: string, files = oauthFiles("dust-arrays")): Files {
  const text = files[path] ?? "";
  const next = text.replace(from, () => to);
  if (next === text) throw new Error(`${path} has no ${from}`);
  return { ...files, [path]: next };
}

function refusal(act: () => unknown): UserError {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const REVIEWED = [
  declared({ pkce: true, authorizationParams: { prompt: "consent" }, scopes: { personal_actions: "me" } }),
  declared({ provider: "acme_client", title: "Acme Client", pkce: true, credentialInputs: ownClient }),
];

test.each([
  ["dust-arrays", "newest"],
  ["dust-records", "older"],
] as const)("what is generated into %s of the %s form is what the reviewed files say", async (base, form) => {
  const files = oauthFiles(base, { form });
  const prettier = ownPrettier("/");
  for (const declaration of REVIEWED) {
    for (const { path, text } of generate(declaration, files)) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      await expect(await prettier.format(path, text)).toMatchFileSnapshot(`./__expected__/front/${form}/${name}`);
    }
  }
});

test("the helper for PKCE comes only with a provider that needs it, into a checkout that has none", () => {
  const paths = (pkce: boolean, form: "newest" | "older") =>
    generate(declared({ pkce }), oauthFiles("dust-arrays", { form })).map(({ path }) => path);
  const strategy = `${OAUTH}providers/acme_crm.ts`;
  expect(paths(true, "older")).toEqual([strategy, "front/lib/utils/pkce.ts"]);
  expect([paths(true, "newest"), paths(false, "older")]).toEqual([[strategy], [strategy]]);
});

test("a template of the checkout's own replaces the built-in one", () => {
  const own = (name: string) =>
    name === "dust-oauth/front/provider.ts" ? "export const a = {{json className}};" : null;
  const [file] = generate(declared(), oauthFiles("dust-arrays"), own);
  expect(file?.text).toBe('export const a = "AcmeCrmOAuthProvider";\n');
});

describe("forms", () => {
  test("both forms of the sample", () => {
    const newest = readForms(sourcesOf(oauthFiles("dust-arrays")));
    expect(newest).toMatchObject({
      finalizeUri: { takes: "object", useCase: false },
      related: "result",
      pkce: true,
      importStyle: "one-block",
      modules: { ExtraConfigType: "@app/types/oauth/lib", ParsedUrlQuery: "querystring" },
    });
    const older = readForms(sourcesOf(oauthFiles("dust-records", { form: "older" })));
    expect(older).toMatchObject({
      finalizeUri: { takes: "name" },
      related: "plain",
      pkce: false,
      importStyle: "packages-first",
      modules: { ExtraConfigType: "@app/pages/w/[wId]/oauth/[provider]/setup" },
    });
  });

  test("a use case that the address demands is given", () => {
    const files = changed(`${OAUTH}utils.ts`, "useCase?: OAuthUseCase", "useCase: OAuthUseCase");
    expect(generate(declared(), files)[0]?.text).toContain('({ provider: "acme_crm", connection, useCase })');
  });

  test("a type that is not exported is not named", () => {
    const files = changed(INTERFACE, "export type RelatedCredential", "type RelatedCredential");
    const text = generate(declared({ credentialInputs: ownClient }), files)[0]?.text;
    expect(text).not.toContain("RelatedCredential }");
    expect(text).toContain("return new Ok({ content, metadata });");
  });

  test.each<[string, Files, string]>([
    [
      "a member more",
      changed(INTERFACE, "  isCallbackQueryValid?", "  isCallbackQueryValid"),
      "also `isCallbackQueryValid`",
    ],
    ["no interface", changed(INTERFACE, "interface BaseOAuthStrategyProvider", "interface Other"), "no such interface"],
    [
      "no import of a type",
      changed(INTERFACE, "import type { ParsedUrlQuery }", "import type { P }"),
      "`ParsedUrlQuery`",
    ],
    [
      "another argument",
      changed(`${OAUTH}utils.ts`, "connection: OAuthConnectionType | null", "id: string"),
      "looked for",
    ],
    [
      "no function",
      changed(`${OAUTH}utils.ts`, "function finalizeUriForProvider", "function uriFor"),
      "no such function",
    ],
    ["no file", { ...oauthFiles("dust-arrays"), [INTERFACE]: "export {" }, "has syntax errors"],
  ])("a form that is not known is refused with its place: %s", (_, files, message) => {
    const error = refusal(() => readForms(sourcesOf(files)));
    expect(error).toMatchObject({ exitCode: 5, message: expect.stringContaining(message) });
  });
});

describe("what this checkout cannot do is refused", () => {
  test("a workspace's connection that no strategy may demand", () => {
    const files = changed(INTERFACE, "  requiresWorkspaceConnectionForPersonalAuth?: boolean;\n", "");
    const error = refusal(() => generate(declared({ requiresWorkspaceConnection: true }), files));
    expect(error).toMatchObject({ exitCode: 5, hint: expect.stringContaining("auth.requiresWorkspaceConnection") });
    expect(generate(declared(), files)[0]?.text).not.toContain("requiresWorkspace");
  });

  test("personal connections with a customer's client where nothing finds the workspace's", () => {
    const { [CONNECTIONS]: _, ...files } = oauthFiles("dust-arrays");
    const error = refusal(() => generate(declared({ credentialInputs: ownClient }), files));
    expect(error).toMatchObject({ exitCode: 5, message: expect.stringContaining(CONNECTIONS) });
    const own = declared({ credentialInputs: ownClient, useCases: ["platform_actions"] });
    expect(generate(own, files)).toHaveLength(1);
  });
});

test("a declaration that no strategy can be made of is refused, all problems at once", () => {
  const input = (key: string, secret = false) => ({ key, label: key, secret });
  const inputs = [input("token", true), input("region"), input("region"), input("use_case")];
  const unfit = declared({ authorizationParams: { state: "x", prompt: "y" }, credentialInputs: inputs });
  const error = refusal(() => refuseUnfitDeclaration(unfit));
  expect(error.exitCode).toBe(2);
  expect(error.details.map(({ message }) => message)).toEqual([
    "auth.authorizationParams.state: is set by the flow itself",
    'auth.credentialInputs.0.key: "token" is secret, and secrets are kept with a client of the customer: "client_id" is missing',
    'auth.credentialInputs.2.key: "region" is there twice',
    'auth.credentialInputs.3.key: "use_case" is kept of every connection by the host',
  ]);
  const secretId = declared({ credentialInputs: [input("client_id", true)] });
  expect(refusal(() => refuseUnfitDeclaration(secretId)).details).toHaveLength(1);
  expect(() => refuseUnfitDeclaration(declared({ credentialInputs: [...ownClient, input("region")] }))).not.toThrow();
});
