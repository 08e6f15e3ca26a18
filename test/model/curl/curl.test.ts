import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EXIT, UserError } from "../../../src/errors.ts";
import { readCurl } from "../../../src/model/curl/index.ts";
import { parseTools } from "../../../src/model/problems/parse.ts";

/** The tool of an example with its defaults; the test fails when it is no legal one. */
function toolOf(curl: string, name?: string) {
  const [tool] = parseTools(readCurl(curl, name).tool);
  if (!tool) throw new Error("no tool");
  return tool;
}

/** The parameters, each as `name:type`, with a ? for those that may be left out. */
function paramsOf(curl: string): string[] {
  return toolOf(curl).params.map(
    ({ name, type, items, required }) => `${name}:${items ? `${items.type}[]` : type}${required ? "" : "?"}`,
  );
}

function problemsOf(curl: string): string[] {
  try {
    readCurl(curl);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error).toMatchObject({ code: "curl-invalid", exitCode: EXIT.usage });
    return error.details.map((detail) => detail.message);
  }
  throw new Error("It was accepted.");
}

const BASE = "https://api.acme.example/v1";

describe("the request", () => {
  test.each([
    [`curl ${BASE}/items`, "GET", `${BASE}/items`],
    [`curl -XDELETE ${BASE}/items/12`, "DELETE", `${BASE}/items/{itemId}`],
    [`curl --request=patch --url '${BASE}/items/12' -d '{"a":1}'`, "PATCH", `${BASE}/items/{itemId}`],
    [`curl ${BASE}/items -d a=1`, "POST", `${BASE}/items`],
    [`curl -sSLX PUT ${BASE}/items/1 --json '{"a":1}'`, "PUT", `${BASE}/items/{itemId}`],
    [`$ curl "$BASE_URL/items/{id}"`, "GET", "/items/{itemId}"],
    [`curl '{{baseUrl}}/items'`, "GET", "/items"],
    [`FOO=1 curl.exe api.acme.example/items`, "GET", "https://api.acme.example/items"],
    [`curl http://localhost:3000/`, "GET", "http://localhost:3000/"],
    [`curl https://API.acme.example#part`, "GET", "https://api.acme.example"],
  ])("%s", (curl, method, path) => {
    expect(toolOf(curl).request).toMatchObject({ method, path });
  });
});

describe("ids in the path", () => {
  test.each([
    ["items/123", "items/{itemId}", ["itemId:integer"]],
    ["items/3f2504e0-4f89-11d3-9a0c-0305e82c3301", "items/{itemId}", ["itemId:string"]],
    [
      "customers/cus_NffrFeUfNV2Hib/cards/card_1MvoiELkdIwHu7ix",
      "customers/{customerId}/cards/{cardId}",
      ["customerId:string", "cardId:string"],
    ],
    ["issues/PROJ-123", "issues/{issueId}", ["issueId:string"]],
    ["line-items/5.json", "line-items/{lineItemId}.json", ["lineItemId:integer"]],
    [
      "repos/OWNER/REPO/issues/ISSUE_NUMBER",
      "repos/{owner}/{repo}/issues/{issueNumber}",
      ["owner:string", "repo:string", "issueNumber:string"],
    ],
    ["companies/:id", "companies/{companyId}", ["companyId:string"]],
    [
      "people/<person-id>/statuses/$STATUS_ID",
      "people/{personId}/statuses/{statusId}",
      ["personId:string", "statusId:string"],
    ],
    ["items/{item_id}:archive", "items/{item_id}:archive", ["item_id:string"]],
    ["items/1/items/2", "items/{itemId}/items/{itemId2}", ["itemId:integer", "itemId2:integer"]],
    ["items/${ID}", "items/{itemId}", ["itemId:string"]],
    ["users/someone@acme.example", "users/{userId}", ["userId:string"]],
    ["list-items/oauth2/me", "list-items/oauth2/me", []],
    ["2024-01/products", "2024-01/products", []],
    ["rest/api/3/issue/{issueIdOrKey}", "rest/api/3/issue/{issueIdOrKey}", ["issueIdOrKey:string"]],
  ])("%s", (path, written, params) => {
    const curl = `curl '${BASE}/${path}'`;
    expect(toolOf(curl).request).toMatchObject({ path: `${BASE}/${written}` });
    expect(paramsOf(curl)).toEqual(params);
  });

  test("a version at the start is none", () => {
    expect(toolOf("curl https://a.example/3.0/lists/57afe96172/members").request).toMatchObject({
      path: "https://a.example/3.0/lists/{listId}/members",
    });
    expect(paramsOf("curl https://a.example/2/tweets")).toEqual([]);
  });
});

describe("the query", () => {
  test("gives typed parameters that may be left out, and lists", () => {
    const query = "limit=10&ratio=0.5&open=true&q=a%20b&zip=00123&tag=a&tag=b&n=1&n=2&after=$CURSOR";
    expect(paramsOf(`curl '${BASE}/items?${query}'`)).toEqual([
      "limit:integer?",
      "ratio:number?",
      "open:boolean?",
      "q:string?",
      "zip:string?",
      "tag:string[]?",
      "n:integer[]?",
      "after:string?",
    ]);
  });

  test("is also what --get and --url-query say", () => {
    const curl = `curl -G ${BASE}/items -d limit=3 --data-urlencode 'q=a&b' --url-query page=1`;
    expect(toolOf(curl).request).toMatchObject({ method: "GET", query: ["page", "limit", "q"] });
  });

  test("what cannot be the name of a parameter is left out and named", () => {
    const { tool, notes } = readCurl(`curl '${BASE}/items?filter[status]=open&page-size=1&class=a&ok=1'`);
    expect(tool.request).toMatchObject({ query: ["ok"] });
    expect(notes.join("\n")).toContain("filter[status], page-size, class");
  });
});

describe("the body", () => {
  test("of JSON gives types, lists and objects", () => {
    const body = {
      name: "x",
      count: 2,
      price: 1.5,
      ok: true,
      due: null,
      tags: ["a"],
      mixed: [1, 2.5],
      owner: { email: "e" },
      rows: [{ a: 1 }, { a: 2, b: "x" }],
    };
    const tool = toolOf(`curl ${BASE}/items -d '${JSON.stringify(body)}'`);
    expect(tool.params).toMatchObject([
      { name: "name", type: "string", required: true },
      { name: "count", type: "integer" },
      { name: "price", type: "number" },
      { name: "ok", type: "boolean" },
      { name: "due", type: "string", required: false },
      { name: "tags", type: "array", items: { type: "string" } },
      { name: "mixed", type: "array", items: { type: "number" } },
      { name: "owner", type: "object", fields: [{ name: "email", type: "string" }] },
      {
        name: "rows",
        type: "array",
        items: {
          type: "object",
          fields: [
            { name: "a", type: "integer", required: true },
            { name: "b", type: "string", required: false },
          ],
        },
      },
    ]);
    expect(tool.request).toMatchObject({ method: "POST", body: Object.keys(body), bodyType: "json" });
  });

  test("that is one object in another says where the parameters go", () => {
    const curl = `curl -X PATCH ${BASE}/items/1 --json '{"data":{"attributes":{"name":"a"}}}'`;
    expect(toolOf(curl).request).toMatchObject({ body: ["name"], bodyAt: "data.attributes" });
    expect(paramsOf(curl)).toEqual(["itemId:integer", "name:string?"]);
  });

  test("that is a form", () => {
    const curl = `curl ${BASE}/charges -d amount=2000 -d currency=usd --data-urlencode 'description=a & b'`;
    expect(toolOf(curl).request).toMatchObject({
      bodyType: "form",
      body: ["amount", "currency", "description"],
    });
    expect(paramsOf(curl)).toEqual(["amount:integer", "currency:string", "description:string"]);
  });

  test("of GraphQL keeps the operation and types its variables", () => {
    const body = {
      query: "query Issues($first: Int) { issues(first: $first) { id } }",
      variables: { first: 5, odd: 1 },
    };
    const tool = toolOf(`curl https://a.example/graphql --json '${JSON.stringify(body)}'`);
    expect(tool).toMatchObject({
      name: "list_issues",
      params: [{ name: "first", type: "integer" }],
      request: { graphql: body.query, variables: ["first"], path: "https://a.example/graphql" },
    });
  });

  test("keys that the query or the path have already give way", () => {
    const curl = `curl -X PUT '${BASE}/items/1?dry=true' --json '{"itemId":1,"dry":true,"name":"a"}'`;
    expect(toolOf(curl).request).toMatchObject({
      path: `${BASE}/items/{itemIdInPath}`,
      query: ["dry"],
      body: ["itemId", "name"],
    });
  });

  test("with variables in the place of values is read", () => {
    expect(paramsOf(`curl ${BASE}/items -d '{"name": $NAME, "n": {{n}}, "s": "<s>"}'`)).toEqual([
      "name:string",
      "n:string",
      "s:string",
    ]);
  });
});

describe("the name and the sentence", () => {
  test.each([
    ["GET", "items", "list_items", "List items."],
    ["GET", "items/1", "get_item", "Get an item."],
    ["POST", "items", "create_item", "Create an item."],
    ["PUT", "items/1", "update_item", "Update an item."],
    ["DELETE", "categories/1", "delete_category", "Delete a category."],
    ["POST", "items/1/archive", "archive_item", "Archive an item."],
    ["POST", "items/search", "search_items", "Search items."],
    ["GET", "search/issues", "search_issues", "Search issues."],
    ["GET", "lists/1/members", "list_members", "List members."],
    ["POST", "chat.postMessage", "post_chat_message", "Post a chat message."],
    ["GET", "conversations.list", "list_conversations", "List conversations."],
    ["GET", "getReport", "get_report", "Get a report."],
    ["GET", "users/me", "get_me", "Get me."],
    ["GET", "databases/{databaseId}", "get_database", "Get a database."],
    ["GET", "Items('x')", "get_item", "Get an item."],
  ])("%s %s is %s", (method, path, name, description) => {
    expect(toolOf(`curl -X ${method} https://a.example/api/v1/${path}`)).toMatchObject({ name, description });
  });

  test.each([
    ["mutation IssueDelete($id: String!) { issueDelete(id: $id) { success } }", "delete_issue", "Delete an issue."],
    ["mutation IssueCreate { issueCreate { success } }", "create_issue", "Create an issue."],
    ["mutation OrderCancel { orderCancel { success } }", "cancel_order", "Cancel an order."],
    ["mutation ProjectUpdateCreate { a }", "create_project_update", "Create a project update."],
    ["mutation CreateComment { a }", "create_comment", "Create a comment."],
    ["mutation DeleteUpdate { a }", "delete_update", "Delete an update."],
    ['mutation { first: issueArchive(id: "BLA-1") { success } }', "archive_issue", "Archive an issue."],
    ["{ issues { nodes { id } } }", "list_issues", "List issues."],
    ["query($n: In = { a: { b: 1 } }) @live(x: {}) { team(id: $n) { id } }", "get_team", "Get a team."],
    ["fragment F on Team { id } query { team { ...F } }", "get_team", "Get a team."],
    ["{ ...F } fragment F on Query { team { id } }", "run_query", "Run a query."],
    ["# mutation\nquery { teams { id } }", "list_teams", "List teams."],
  ])("of GraphQL: %s is %s", (query, name, description) => {
    const body = JSON.stringify({ query, variables: { id: "x", n: { a: 1 } } });
    expect(toolOf(`curl https://a.example/graphql --json '${body}'`)).toMatchObject({ name, description });
  });

  test("a name that was given is kept", () => {
    expect(toolOf(`curl ${BASE}/items`, "find_items")).toMatchObject({
      name: "find_items",
      description: "Find items.",
    });
  });
});

describe("what cannot be a tool is refused, all at once", () => {
  test.each([
    ["wget https://a.example", ["does not begin with curl"]],
    ["curl", ["no URL"]],
    ["curl 'https://a.example", ["never closed"]],
    ["curl https://a.example https://b.example", ["2 URLs"]],
    ["curl ftp://a.example/x", ["not http or https"]],
    ["curl https://{tenant}.a.example/x", ["variable part"]],
    ["curl -X HEAD https://a.example", ["not one of GET"]],
    [
      "curl -F a=@b -I --bogus https://a.example -T c",
      ["-F is a multipart", "-I is a HEAD", "--bogus is no option", "-T is the upload"],
    ],
    ["curl https://a.example -d @body.json", ["in a file"]],
    ["curl https://a.example --json '[1]'", ["is a list"]],
    ["curl https://a.example -H 'Content-Type: application/json' -d '{\"a\":'", ["no JSON object"]],
    ["curl https://a.example -H 'Content-Type: text/xml' -d '<a/>'", ["neither JSON"]],
    ["curl https://a.example -d justtext", ["neither JSON nor a form"]],
    ["curl -X GET https://a.example --json '{\"a\":1}'", ["no body"]],
    ["curl https://a.example -X", ["-X has no value"]],
    ["curl https://a.example --next https://b.example", ["second request", "2 URLs"]],
  ])("%s", (curl, expected) => {
    const problems = problemsOf(curl);
    expect(problems).toHaveLength(expected.length);
    expected.forEach((part, index) => {
      expect(problems[index]).toContain(part);
    });
  });
});

describe("secrets", () => {
  const PLACES: ((secret: string) => string)[] = [
    (secret) => `-H 'Authorization: Bearer ${secret}'`,
    (secret) => `-H "X-Api-Key: ${secret}"`,
    (secret) => `-H 'PRIVATE-TOKEN:${secret}'`,
    (secret) => `-H '${secret}'`,
    (secret) => `-u ${secret}:${secret}`,
    (secret) => `-u${secret}`,
    (secret) => `--user=user:${secret}`,
    (secret) => `-b 'session=${secret}'`,
    (secret) => `-H 'Cookie: a=${secret}'`,
    (secret) => `--oauth2-bearer ${secret}`,
    (secret) => `-A ${secret}`,
    (secret) => `--url-query api_key=${secret}`,
    (secret) => `--url-query ${secret}`,
    (secret) => `--json '{"name":"${secret}","client_secret":"${secret}","list":["${secret}"]}'`,
    (secret) => `-d 'password=${secret}&token=${secret}&note=${secret}'`,
    (secret) => `-d ${secret}`,
    (secret) => `-F a=${secret}`,
    (secret) => `--unknown=${secret}`,
  ];
  const URLS: ((secret: string) => string)[] = [
    (secret) => `https://user:${secret}@api.acme.example/v1/items/12`,
    (secret) => `${BASE}/items?access_token=${secret}&api_key=${secret}&key=${secret}&token=${secret}`,
    (secret) => `${BASE}/items?note=${secret}&appKey=${secret}&sig=${secret}#${secret}`,
    (secret) => `${BASE}/hooks/sk-${secret}`,
    () => `${BASE}/items`,
  ];
  const secretText = fc.stringMatching(/^[A-Za-z0-9]{3}[0-9]{3}[A-Za-z0-9]{10,30}$/);

  test("property: wherever one stands, it is in nothing that is read, said or refused", () => {
    fc.assert(
      fc.property(secretText, fc.constantFrom(...URLS), fc.subarray(PLACES), (secret, url, places) => {
        const curl = `curl '${url(secret)}' ${places.map((place) => place(secret)).join(" ")}`;
        let text: string;
        try {
          text = JSON.stringify(readCurl(curl));
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          text = JSON.stringify([error.message, error.hint, error.details]);
        }
        expect(text).not.toContain(secret);
      }),
      { numRuns: 1000 },
    );
  });

  test("what carried one is named, and no parameter", () => {
    const { tool, notes } = readCurl(
      `curl -u a:b '${BASE}/items?api_key=x&page_token=y' -H 'X-Api-Key: z' -H 'X-Custom: 1' -H 'Accept: */*'`,
    );
    expect(tool.request).toMatchObject({ query: ["page_token"] });
    expect(notes[0]).toMatch(/: --user, the header X-Api-Key, the parameter api_key\.$/);
    expect(notes[1]).toMatch(/: X-Custom\.$/);
  });
});
