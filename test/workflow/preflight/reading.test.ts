import { describe, expect, test } from "vitest";
import { resourceMetadata, serverMetadata } from "../../../src/model/oauth/metadata.ts";
import { readChallenge } from "../../../src/workflow/preflight/challenge.ts";
import { customOf } from "../../../src/workflow/preflight/customs.ts";
import { providerName } from "../../../src/workflow/preflight/provider-name.ts";
import {
  describedBy,
  isSameUrl,
  possibleIssuers,
  resourceUrls,
  serverUrls,
} from "../../../src/workflow/preflight/well-known.ts";

const hrefs = (urls: URL[]) => urls.map(({ href }) => href);

describe("well-known places", () => {
  test("of an issuer without a path: two", () => {
    expect(serverUrls(new URL("https://a.example/"))).toEqual([
      "https://a.example/.well-known/oauth-authorization-server",
      "https://a.example/.well-known/openid-configuration",
    ]);
  });

  test("of an issuer with a path: before it and behind it", () => {
    expect(serverUrls(new URL("https://a.example:8443/t/1/"))).toEqual([
      "https://a.example:8443/.well-known/oauth-authorization-server/t/1",
      "https://a.example:8443/t/1/.well-known/openid-configuration",
      "https://a.example:8443/.well-known/openid-configuration/t/1",
      "https://a.example:8443/t/1/.well-known/oauth-authorization-server",
    ]);
  });

  test("of a resource: before its path, then of its host", () => {
    expect(resourceUrls(new URL("https://a.example/mcp"))).toEqual([
      "https://a.example/.well-known/oauth-protected-resource/mcp",
      "https://a.example/.well-known/oauth-protected-resource",
    ]);
    expect(resourceUrls(new URL("https://a.example"))).toHaveLength(1);
  });

  test("the issuers that a URL may belong to, at most six", () => {
    expect(hrefs(possibleIssuers(new URL("https://a.example/oauth2/default/v1/authorize")))).toEqual([
      "https://a.example/oauth2/default/v1/authorize",
      "https://a.example/oauth2/default/v1",
      "https://a.example/oauth2/default",
      "https://a.example/oauth2",
      "https://a.example/",
    ]);
    expect(hrefs(possibleIssuers(new URL("https://a.example/1/2/3/4/5/6/7")))).toHaveLength(6);
    expect(hrefs(possibleIssuers(new URL("https://a.example/")))).toEqual(["https://a.example/"]);
  });

  test.each([
    ["https://a.example/.well-known/openid-configuration", "https://a.example/"],
    ["https://a.example/t/.well-known/openid-configuration", "https://a.example/t"],
    ["https://a.example/.well-known/oauth-authorization-server/t", "https://a.example/t"],
    ["https://a.example/.well-known/oauth-protected-resource/mcp", "https://a.example/mcp"],
    ["https://a.example/mcp", undefined],
  ])("%s is about %s", (url, about) => {
    expect(describedBy(new URL(url))?.href).toBe(about);
  });

  test.each([
    ["https://a.example", "https://A.example/", true],
    ["https://a.example/t", "https://a.example/t/", true],
    ["https://a.example/t", "https://a.example/T", false],
    ["https://a.example", "http://a.example", false],
    ["https://a.example/{tenant}/v2", "https://a.example/common/v2", false],
    ["no url", "no url", true],
  ])("%s and %s: %s", (one, other, same) => {
    expect(isSameUrl(one, other)).toBe(same);
  });
});

describe("a challenge", () => {
  const url = "https://a.example/.well-known/oauth-protected-resource";
  test.each<[header: string, metadata: string | null, scope: string | null]>([
    ["Bearer", null, null],
    ["", null, null],
    [`Bearer resource_metadata="${url}"`, url, null],
    [`bearer realm="a, b", Resource_Metadata="${url}", scope="x y"`, url, "x y"],
    [`Bearer error="invalid_token",error_description="say \\"please\\"",resource_metadata=${url}`, url, null],
    [`Basic realm="x", Bearer resource_metadata="${url}"`, url, null],
    [`DPoP algs="ES256", scope="no", Bearer scope="yes"`, null, "yes"],
    [`Basic resource_metadata="https://other.example"`, null, null],
    [`Bearer scope="first", Bearer scope="second"`, null, "first"],
    [`Bearer scope="unclosed`, null, null],
    [`Bearer ${'=,"'.repeat(3000)}`, null, null],
  ])("%s", (header, metadata, scope) => {
    expect(readChallenge(header)).toEqual({ resourceMetadata: metadata, scope });
  });
});

describe("metadata of strangers", () => {
  test("a field of a wrong type is left out, an entry that is no word is dropped", () => {
    const read = serverMetadata({
      issuer: 7,
      token_endpoint: "https://a.example/token",
      scopes_supported: ["read", 1, null, "two words", 'a"b', "\u001b[31m", "x".repeat(201)],
      code_challenge_methods_supported: "S256",
    });
    expect(read).toEqual({ token_endpoint: "https://a.example/token", scopes_supported: ["read"] });
  });

  test.each([null, [], "text", 1, {}, { issuer: "https://a.example" }, { authorization_endpoint: [] }])(
    "%j is none",
    (value) => {
      expect([serverMetadata(value), resourceMetadata(value)]).toEqual([undefined, undefined]);
    },
  );

  test("of a resource", () => {
    const read = resourceMetadata({ resource: "https://a.example", authorization_servers: ["https://b.example", 1] });
    expect(read).toEqual({ resource: "https://a.example", authorization_servers: ["https://b.example"] });
  });
});

test.each([
  ["https://mcp.acme.example/mcp", "acme"],
  ["https://acme.co.uk", "acme"],
  ["https://api.acme-crm.com.au", "acme_crm"],
  ["https://t.co", "t"],
  ["https://co.uk", "co"],
  ["https://example.", "example"],
  ["https://1password.example", "password"],
  ["https://127.0.0.1", undefined],
  ["https://[::1]", undefined],
  ["https://www.import.example", "import_oauth"],
])("the provider of %s is %s", (url, name) => {
  expect(providerName(new URL(url))).toBe(name);
});

test.each([
  ["https://accounts.google.com/o/oauth2/v2/auth", { access_type: "offline", prompt: "consent" }],
  ["https://auth.atlassian.com/authorize", { audience: "api.atlassian.com", prompt: "consent" }],
  ["https://www.dropbox.com/oauth2/authorize", { token_access_type: "offline" }],
  ["https://accounts.google.com.vendor.example/auth", undefined],
  ["https://constructor/", undefined],
])("%s wants %j", (url, params) => {
  expect(customOf(new URL(url))?.params).toEqual(params);
});
