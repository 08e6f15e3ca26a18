import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { readCurl } from "../../../src/model/curl/index.ts";
import { parseTools } from "../../../src/model/problems/parse.ts";

const BASE = "https://api.acme.example/v1";

/** The request of an example's tool, its parameters as `name:type`, and what is said about it. */
function read(curl: string) {
  const { tool, notes } = readCurl(curl);
  const [parsed] = parseTools(tool);
  const params = parsed?.params.map(({ name, type }) => `${name}:${type}`);
  return { name: parsed?.name, request: parsed?.request, params, notes: notes.join("\n") };
}

const post = (query: string, more: object = {}) =>
  read(`curl ${BASE}/graphql --json '${JSON.stringify({ query, ...more }).replaceAll("'", "'\\''")}'`);

describe("values in a GraphQL operation become variables", () => {
  test.each<[string, string, string[]]>([
    [
      'mutation { login(token: "sk_live_abcdef12", note: """a "b" c""") { id } }',
      "mutation($token: String!, $note: String!) { login(token: $token, note: $note) { id } }",
      ["token:string", "note:string"],
    ],
    [
      'query Items($first: Int = 10, $q: String = "private words") { items(first: $first, q: $q, orgId: "o-1") { id } }',
      "query Items($first: Int = 10, $q: String , $orgId: ID!) { items(first: $first, q: $q, orgId: $orgId) { id } }",
      ["orgId:string"],
    ],
    [
      '{ boards(ids: [1234567890, 1234567891], limit: 5) { name items(where: {name: "x", tags: ["a" "b"]}) { id } } }',
      "query($ids: [ID!]!, $name: String!, $tags: [String!]!) { boards(ids: $ids, limit: 5) { name items(where: {name: $name, tags: $tags}) { id } } }",
      ["ids:array", "name:string", "tags:array"],
    ],
    [
      'query Two @live { a: item(id: "x") { id } b: item(id: "y", size: 123456) { ...F } } # key: abc\nfragment F on Item { note(text: "z") }',
      "query Two($id: ID!, $id2: ID!, $size: Int!, $text: String!) @live { a: item(id: $id) { id } b: item(id: $id2, size: $size) { ...F } } \nfragment F on Item { note(text: $text) }",
      ["id:string", "id2:string", "size:integer", "text:string"],
    ],
    ["query Items() { items }", "query Items() { items }", []],
  ])("%s", (query, text, params) => {
    expect(post(query)).toMatchObject({ request: { graphql: text }, params });
  });

  test("names that its variables have already are left to them", () => {
    const query = 'query Q($id: ID!) { item(id: $id) { notes(id: "n1", title: "secret words") { id } } }';
    expect(post(query, { variables: { id: "a", title: "unused" } })).toMatchObject({
      request: {
        graphql: expect.stringContaining("notes(id: $id2, title: $title2)"),
        variables: ["id", "id2", "title2"],
      },
      params: ["id:string", "id2:string", "title2:string"],
    });
  });

  test("they are named, because their types are a guess", () => {
    expect(post('{ items(q: "x") { id } }').notes).toContain("whose types are guessed: q.");
  });

  test.each([
    'query about "private words"',
    '{ items(q: "x") ',
    'query A { a(x: "1") } query B { b }',
    "{ items(q: <q>) }",
  ])("what is no operation, or several, is a parameter: %s", (query) => {
    expect(post(query)).toMatchObject({ request: { body: ["query"] }, params: ["query:string"] });
  });

  test("a name that looks like a credential is refused", () => {
    expect(() => post("{ items(by: AbC12dEf34GhI56) { id } }")).toThrow(UserError);
  });
});

describe("the path keeps words alone", () => {
  test.each<[string, string]>([
    ["https://hooks.slack.com/services/T000/B000/AbCdEfGhIjKlMnOp", "/services/{serviceId}/{serviceId2}/{serviceId3}"],
    ["https://hooks.slack.com/services/TABC/BABC/abcdefghijklmnop", "/services/{serviceId}/{serviceId2}/{serviceId3}"],
    ["https://discord.com/api/webhooks/123/someword", "/api/webhooks/{webhookId}/{webhookId2}"],
    ["https://acme.webhook.office.com/webhookb2/word/IncomingWebhook/other", "/{id}/{id2}/{id3}/{id4}"],
    [`${BASE}/webhooks/12/deliveries`, "/v1/webhooks/{webhookId}/deliveries"],
    [`${BASE}/hooks/catch/word`, "/v1/hooks/catch/{catchId}"],
    ["https://maker.ifttt.com/trigger/done/with/key/word", "/trigger/done/with/key/{keyId}"],
    ["https://api.telegram.org/bot123456:AbCdEf/sendMessage", "/{id}/sendMessage"],
    [`${BASE}/items;token=abc;x=1/parts%3Btoken=abc`, "/v1/items/parts"],
    [`${BASE}/items/ABCDEFGHIJKLMNOP`, "/v1/items/{itemId}"],
    [`${BASE}/items/QWZK_XVBN`, "/v1/items/{itemId}"],
    [`${BASE}/items/qwertzxcvbnmlkjh`, "/v1/items/{itemId}"],
    [`${BASE}/items/%41%42cdefghijklmnop`, "/v1/items/{itemId}"],
    [`${BASE}/items/a-qwrtzxcvb-{id}`, "/v1/items/{itemId}"],
    [`${BASE}/items/{AbCdEfGhIjKl}`, "/v1/items/{itemId}"],
    [`${BASE}/items/%ITEM_NUMBER%`, "/v1/items/{itemNumber}"],
    [`${BASE}/Customers('ALFKI')/Orders(12)`, "/v1/Customers('{CustomerId}')/Orders({OrderId})"],
    [
      `${BASE}/custom_fields/pullRequests/searchByExternalId/v1beta1`,
      "/v1/custom_fields/pullRequests/searchByExternalId/v1beta1",
    ],
  ])("%s", (url, path) => {
    const { request } = read(`curl "${url}"`);
    expect(
      new URL(String(request && "path" in request ? request.path : "")).href.replaceAll(/%7B|%7D/g, (x) =>
        decodeURIComponent(x),
      ),
    ).toBe(new URL(url).origin + path);
  });

  test("what stands behind a semicolon is told, not shown", () => {
    expect(read(`curl '${BASE}/items;token=abc'`).notes).toContain("after a semicolon");
  });
});

describe("names that may be values are not repeated", () => {
  test.each([
    `curl '${BASE}/items?sk_live_abcdefgh=1&AbCdEfGhIjKl=2&qwrtzxcvbnm=3'`,
    `curl ${BASE}/items --json '{"AbCdEfGhIjKl":1,"x":{"qwrtzxcvbnm":{"y":1}}}'`,
    `curl ${BASE}/items --json '{"qwrtzxcvbnm":{"y":1}}'`,
    `curl ${BASE}/items -d 'AbCdEfGhIjKl=1&qwrtzxcvbnm=2'`,
    `curl ${BASE}/items -H 'X-AbCdEfGhIjKl: 1' -H 'qwrtzxcvbnm: 2'`,
  ])("%s", (curl) => {
    expect(JSON.stringify(read(curl))).not.toMatch(/abcdefgh|qwrtz/i);
  });

  test.each([
    ["curl https://k3jx92mfq1zz.acme.example/items", "looks like an id or a key; write {{baseUrl}}"],
    ["curl https://user:pa@ssw@rd/items", "no host"],
    ["curl https://user:pass/word@acme.example/items", "no host"],
    ["curl secretword", "no host"],
  ])("%s: the host is refused", (curl, message) => {
    expect(() => readCurl(curl)).toThrow(
      expect.objectContaining({ details: [{ message: expect.stringContaining(message) }] }),
    );
  });
});
