import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { parseIntegration } from "../../../src/model/problems/parse.ts";
import { memoryRepo } from "../../../src/repo/memory.ts";
import { targets } from "../../../src/targets/index.ts";
import { settleConflicts } from "../../../src/workflow/propose.ts";
import { recogniseAll } from "../../../src/workflow/recognise.ts";
import { nextSteps, propose, type Scaffolding } from "../../../src/workflow/scaffold.ts";
import { fixtureFiles } from "../../support/fixture-host.ts";
import { type OAuthBase, type OAuthOptions, oauthFiles } from "../../support/oauth-replica.ts";

type Files = Record<string, string>;

const AUTH = {
  kind: "oauth",
  provider: "acme_crm",
  authorizationUrl: "https://acme.example/authorize",
  tokenUrl: "https://acme.example/token",
  pkce: true,
};
const CLIENT = [
  { key: "client_id", label: "Client ID" },
  { key: "client_secret", label: "Client secret", secret: true },
];

/** What a run drafts for a spec with this `auth`: with a server, or for the target `dust-oauth` alone. */
function scaffolding(files: Files, auth: Record<string, unknown>, alone: boolean): Scaffolding {
  const repo = memoryRepo(files);
  const known = recogniseAll(targets, repo);
  const [first] = recogniseAll(targets, repo, alone ? "dust-oauth" : "dust");
  const spec = parseIntegration({ name: "acme_crm", description: "Search Acme CRM.", auth: { ...AUTH, ...auth } });
  return { ...first, spec, layout: undefined, known };
}

async function drafted(files: Files, auth: Record<string, unknown> = {}, alone = true) {
  const proposal = await propose(scaffolding(files, auth, alone), null, () => {});
  return { ...proposal, paths: proposal.changes.map(({ path }) => path) };
}

async function refusal(auth: Record<string, unknown>, files = oauthFiles("dust-arrays")): Promise<UserError> {
  const error = await drafted(files, auth).catch((reason: unknown) => reason);
  if (error instanceof UserError) return error;
  throw error;
}

const CORE = ["core/src/lib.rs", "core/src/oauth/connection.rs", "core/src/oauth/providers/acme_crm.rs"];
const FRONT = ["front/lib/api/oauth.ts", "front/lib/api/oauth/providers/acme_crm.ts", "front/types/oauth/lib.ts"];
const CONFIG = "front/lib/api/config.ts";

describe.each<[OAuthBase, OAuthOptions]>([
  ["dust-arrays", {}],
  ["dust-records", {}],
  ["dust-records", { form: "older" }],
])("%s %j", (base, options) => {
  test("a provider is a plan over both programs, and once written there is nothing to do", async () => {
    const files = oauthFiles(base, options);
    const { changes, paths } = await drafted(files);
    const older = options.form === "older";
    const expected = [...CORE, ...FRONT, CONFIG].map((path) =>
      older && path === CORE[0] ? "core/src/oauth/providers/mod.rs" : path,
    );
    expect(paths).toEqual([...expected, ...(older ? ["front/lib/utils/pkce.ts"] : [])].sort());
    const written = Object.fromEntries(changes.map(({ path, after }) => [path, after ?? ""]));
    const again = await drafted({ ...files, ...written });
    expect(again.paths).toEqual([]);
    expect(again.unchanged).toEqual(expect.arrayContaining(paths.filter((path) => !path.endsWith("pkce.ts"))));
  });
});

test("customers' clients add credentials to the core, and no getter to the front", async () => {
  const { paths } = await drafted(oauthFiles("dust-arrays"), { credentialInputs: CLIENT });
  expect(paths).toEqual([...CORE, ...FRONT, "core/src/oauth/credential.rs"].sort());
});

test("a server whose provider is missing comes with it, in one plan", async () => {
  const { paths } = await drafted(oauthFiles("dust-arrays"), {}, false);
  expect(paths).toEqual(expect.arrayContaining([...CORE, ...FRONT, CONFIG]));
  expect(paths.some((path) => path.includes("/servers/acme_crm/"))).toBe(true);
});

test("what is left to do names the variables and the redirect URI", () => {
  const steps = (auth: Record<string, unknown>) =>
    nextSteps(scaffolding(oauthFiles("dust-arrays"), auth, true)).join("\n");
  expect(steps({})).toContain("https://dust.tt/oauth/acme_crm/finalize");
  expect(steps({})).toContain("OAUTH_ACME_CRM_CLIENT_SECRET");
  expect(steps({ credentialInputs: CLIENT })).not.toContain("OAUTH_ACME_CRM");
});

test("what is left to do names inputs that nothing reads yet", () => {
  const steps = (credentialInputs: unknown[]) =>
    nextSteps(scaffolding(oauthFiles("dust-arrays"), { credentialInputs }, true)).join("\n");
  const more = [
    { key: "region", label: "Region" },
    { key: "api_key", label: "API key", secret: true },
  ];
  expect(steps([...CLIENT, ...more])).toContain("Read region and api_key where");
  expect(steps(CLIENT)).not.toContain("Read ");
});

test("what was written is type-checked, by hand where the checkout has no compiler", () => {
  const compiler = { "node_modules/.bin/tsc": "" };
  const checked = (files: Files) => {
    const made = scaffolding(files, {}, true);
    return { commands: made.target.verify?.(made.host), steps: nextSteps(made).join("\n") };
  };
  const { commands, steps } = checked({ ...oauthFiles("dust-arrays"), ...compiler });
  expect(commands).toMatchObject([{ file: "node_modules/.bin/tsc", args: ["--noEmit"], cwd: "front" }]);
  expect(steps).not.toContain("Type-check");
  expect(checked(oauthFiles("dust-arrays"))).toMatchObject({
    commands: [],
    steps: expect.stringContaining("Type-check, in front/: "),
  });
});

test("without its URLs a provider is refused, with a near one that there is", async () => {
  const { exitCode, hint, details } = await refusal({
    provider: "hubspott",
    authorizationUrl: undefined,
    tokenUrl: undefined,
  });
  expect(exitCode).toBe(2);
  expect(hint).toContain('Did you mean "hubspot"?');
  expect(details).toHaveLength(2);
});

test("names that cannot be, or are there in another spelling, are refused", async () => {
  for (const provider of ["utils", "match"]) expect(await refusal({ provider })).toMatchObject({ exitCode: 2 });
  expect(await refusal({ provider: "git_hub" })).toMatchObject({
    exitCode: 4,
    message: expect.stringContaining('"github"'),
  });
});

test("a credential of that name which needs other keys is a conflict", async () => {
  expect(await refusal({ provider: "snowflake", credentialInputs: CLIENT })).toMatchObject({
    exitCode: 4,
    code: "name-taken",
    message: expect.stringContaining('"username", "account", "role", "warehouse"'),
  });
  const { conflicts } = await drafted(oauthFiles("dust-arrays"), { provider: "snowflake" });
  expect(conflicts).toEqual([]);
});

test("a provider that is there is no edit but a conflict", async () => {
  const { conflicts } = await drafted(oauthFiles("dust-arrays"), { provider: "jira" });
  expect(conflicts).toEqual(["core/src/oauth/providers/jira.rs", "front/lib/api/oauth/providers/jira.ts"]);
});

test("a provider whose strategy has a class of another name is a conflict too, which cannot be overwritten", async () => {
  const proposal = await drafted(oauthFiles("dust-arrays"), { provider: "servicenow", credentialInputs: CLIENT });
  expect(proposal.conflicts).toEqual([
    "core/src/oauth/providers/servicenow.rs",
    "front/lib/api/oauth/providers/servicenow.ts",
  ]);
  await expect(settleConflicts(proposal, undefined, null)).rejects.toMatchObject({ exitCode: 4, code: "file-differs" });
  await expect(settleConflicts(proposal, "skip", null)).resolves.toMatchObject({ changes: [], findings: [] });
  await expect(settleConflicts(proposal, "overwrite", null)).rejects.toMatchObject({
    exitCode: 4,
    details: [{ message: expect.stringContaining("ServiceNowOAuthProvider"), at: expect.stringMatching(/oauth\.ts:/) }],
  });
});

test("a core that wants something else is refused before anything is drafted", async () => {
  const files = oauthFiles("dust-arrays");
  const path = "core/src/oauth/connection.rs";
  const text = (files[path] ?? "").replace("    pub code: String,\n", "");
  expect(await refusal({}, { ...files, [path]: text })).toMatchObject({ exitCode: 5, code: "core-unfit" });
});

test("a checkout without the OAuth part is not recognised as one", () => {
  expect(() => recogniseAll(targets, memoryRepo(fixtureFiles("dust-arrays")), "dust-oauth")).toThrow(UserError);
});
