import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { EXIT, type UserError } from "../../../src/errors.ts";
import type { PreflightDocument } from "../../../src/model/oauth/preflight-document.ts";
import { authSchema } from "../../../src/model/spec/auth.ts";
import { memoryRepo } from "../../../src/repo/memory.ts";
import type { Host, Target } from "../../../src/targets/target.ts";
import { preflightText } from "../../../src/ui/report/preflight-text.ts";
import { preflight } from "../../../src/workflow/preflight/index.ts";
import { gather } from "../../../src/workflow/spec/gather.ts";
import { type Served, serving, VENDORS } from "./vendors.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../../schema/oauth-preflight.schema.json", import.meta.url), "utf8"),
);
const matchesSchema = new Ajv2020({ strict: true, formats: { uri: true } }).compile(schema);

const ENDPOINTS = { authorization_endpoint: "https://a.example/authorize", token_endpoint: "https://a.example/token" };
const METADATA = "https://a.example/.well-known/oauth-authorization-server";

async function failureOf(input: string, served: Served, allowLocal = false): Promise<UserError> {
  return preflight(input, allowLocal, serving(served)).then(
    () => expect.fail("nothing was refused"),
    (error: UserError) => error,
  );
}

/** The arguments of a command line of ours, as a POSIX shell would split it; only quotes that `quote` writes. */
function wordsIn(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

const host: Host = { target: "p", repo: memoryRepo({}), layouts: [], evidence: [], numbered: [], elsewhere: [] };
const target: Target = { id: "p", title: "P", kind: "provider", rules: [], detect: () => host };

/** The section `auth` that the command line of a replay says, and nobody can be asked for more. */
async function authOfReplay({ replay }: PreflightDocument): Promise<unknown> {
  const words = wordsIn(replay);
  const after = (flag: string) => words.flatMap((word, index) => (word === flag ? [words[index + 1] ?? ""] : []));
  const [oauth] = after("--oauth");
  const [scope] = after("--scope");
  const name = words[words.indexOf("provider") + 1];
  const input = { name, fields: { oauth, scope }, set: after("--set") };
  return (await gather(input, null, { target, host })).raw["auth"];
}

describe.each(VENDORS)("%s", (_, input, served, expected) => {
  test("is learned as far as it says", async () => {
    const document = await preflight(input, false, serving(served));
    const { auth, unknown, warnings } = document;
    expect({
      auth,
      unknown: unknown.map(({ field }) => field),
      warnings: warnings.map(({ code }) => code),
    }).toEqual(expected);
    expect(matchesSchema(document), JSON.stringify(matchesSchema.errors)).toBe(true);
    expect(authSchema.safeParse(auth).error).toBeUndefined();
    expect(await authOfReplay(document)).toEqual(auth);
  });

  test("every document that is named was tried, every field has a source, and the text says all of it", async () => {
    const document = await preflight(input, false, serving(served));
    const { kind: _kind, ...fields } = document.auth;
    expect(new Set(document.sources.map(({ field }) => field))).toEqual(new Set(Object.keys(fields)));
    const tried = new Set(document.tried.map(({ url }) => url));
    for (const { document: url } of [...document.sources, ...document.warnings]) if (url) expect(tried).toContain(url);
    const text = preflightText(document);
    const said = [...document.unknown.map(({ why }) => why), ...document.warnings.map(({ message }) => message)];
    for (const each of [...said, document.replay, JSON.stringify(document.auth, null, 2)]) expect(text).toContain(each);
    expect(text.trimEnd().split("\n").at(-1)).toMatch(/fields learned from .*\. Nothing was written\.$/);
  });
});

test("a host that no name can be made of still has a replay that runs", async () => {
  const issuer = "http://127.0.0.1:7101";
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    scopes_supported: ["offline_access"],
  };
  const served = { [`${issuer}/.well-known/oauth-authorization-server`]: metadata };
  const document = await preflight(issuer, true, serving(served));
  expect(document.auth).toMatchObject({ scope: "offline_access" });
  expect(document.auth.provider).toBeUndefined();
  expect(await authOfReplay(document)).toEqual({ provider: "new_provider", ...document.auth });
});

describe("what is refused or not found", () => {
  test.each([
    "http://a.example",
    "https://u:p@a.example",
    "127.0.0.1",
    "localhost:8080/mcp",
    "https://[fd00::1]/",
    "",
    "a b",
  ])("the URL %j: exit 2, and nothing is asked", async (input) => {
    const asked: string[] = [];
    const failure = await preflight(input, false, async (url) => expect.fail(asked.push(url).toString())).catch(
      (each) => each,
    );
    expect(failure).toMatchObject({ code: "url-refused", exitCode: EXIT.usage });
    expect(asked).toEqual([]);
  });

  test("a host that resolves to a private address: exit 2", async () => {
    const failure = "a.example is at 10.0.0.1, no public address (private)";
    const refused = await failureOf("https://a.example/", { "https://a.example/": { failure, refused: true } });
    expect(refused).toMatchObject({
      code: "url-refused",
      exitCode: EXIT.usage,
      message: `The URL is not asked: ${failure}.`,
    });
  });

  test("nothing: exit 5, with all that was tried and what came of it", async () => {
    const failed = await failureOf("https://a.example/", {
      "https://a.example/": { failure: "the connection was refused" },
    });
    expect(failed).toMatchObject({ code: "metadata-not-found", exitCode: EXIT.hostNotRecognised });
    expect(failed.details).toEqual([
      { at: "https://a.example/", message: "the connection was refused" },
      { at: "https://a.example/.well-known/oauth-protected-resource", message: "status 404" },
      { at: METADATA, message: "status 404" },
      { at: "https://a.example/.well-known/openid-configuration", message: "status 404" },
    ]);
  });

  test("one endpoint only: exit 5", async () => {
    const served = { [METADATA]: { issuer: "https://a.example", token_endpoint: "https://a.example/token" } };
    const failed = await failureOf("https://a.example/", served);
    expect(failed.message).toMatch(/does not name both endpoints/);
    expect(failed.exitCode).toBe(EXIT.hostNotRecognised);
  });

  test.each([
    ["http://a.example/token", 'begins with "http:"'],
    ["https://10.0.0.1/token", "no public address"],
    ["https://localhost/token", "this machine"],
    ["/token", "not a URL"],
  ])("an endpoint %s: exit 5, and why", async (token_endpoint, why) => {
    const served = { [METADATA]: { issuer: "https://a.example", ...ENDPOINTS, token_endpoint } };
    const failed = await failureOf("https://a.example/", served);
    expect(failed.exitCode).toBe(EXIT.hostNotRecognised);
    expect(failed.details[0]).toEqual({ at: METADATA, message: expect.stringContaining(why) });
  });

  test("with leave, http endpoints are learned with a warning each", async () => {
    const served = {
      [METADATA]: { issuer: "https://a.example", ...ENDPOINTS, token_endpoint: "http://127.0.0.1/token" },
    };
    const { auth, warnings } = await preflight("https://a.example/", true, serving(served));
    expect(auth.tokenUrl).toBe("http://127.0.0.1/token");
    expect(warnings.map(({ code }) => code)).toContain("http-endpoint");
  });

  test("a vendor that names issuer after issuer is asked for a bounded number of documents", async () => {
    let count = 0;
    const failed = await preflight("https://a.example/1/2/3/4/5/6/7/8", false, async (url) => {
      count += 1;
      const json = {
        resource: url,
        authorization_servers: Array.from({ length: 100 }, (_, at) => `https://${at}.example/t`),
      };
      return { url, status: 200, json, challenge: null, failure: null, refused: false };
    }).catch((error: UserError) => error);
    expect(failed).toMatchObject({ code: "metadata-not-found" });
    expect(count).toBeLessThanOrEqual(40);
  });
});

test("what a stranger writes reaches a terminal harmlessly", async () => {
  const control = "\u001b]0;owned\u0007\u009b2J\u202e";
  const served = {
    "https://a.example/": { challenge: `Bearer scope="read ${control}"` },
    "https://a.example/.well-known/oauth-protected-resource": { resource: `https://a.example/${control}` },
    [METADATA]: {
      issuer: `https://b.example/${control}`,
      authorization_endpoint: `https://a.example/authorize?x=';rm -rf ~;'${control}`,
      token_endpoint: "https://a.example/token",
      token_endpoint_auth_methods_supported: [control],
      code_challenge_methods_supported: [control],
      scopes_supported: [control],
    },
  };
  const text = preflightText(await preflight("https://a.example/", false, serving(served)));
  expect(text).not.toMatch(/[^\P{C}\n]/u);
  const replay = /npx mcp-new .*/.exec(text)?.[0] ?? "";
  expect(replay.replaceAll(/'[^']*'/g, "")).not.toMatch(/[;~]/);
});
