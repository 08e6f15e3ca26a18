import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { readCurl } from "../../../src/model/curl/index.ts";

const URL = "https://api.acme.example/items";

function problemsOf(curl: string): string[] {
  try {
    readCurl(curl);
  } catch (error) {
    if (error instanceof UserError) return error.details.map((detail) => detail.message);
    throw error;
  }
  throw new Error("It was accepted.");
}

describe("what is read", () => {
  test.each<[string, object, RegExp?]>([
    [`curl -u me:pass ${URL}`, { method: "GET", path: URL }, /: --user\./],
    [`curl -ume:pass ${URL}`, { method: "GET", path: URL }, /: --user\./],
    [`curl --oauth2-bearer abc ${URL}`, { path: URL }, /: --oauth2-bearer\./],
    [`curl -b cookies.txt -b 'a=b' ${URL}`, { path: URL }, /: --cookie\./],
    [`curl --cert a.pem:pass --key k.pem ${URL}`, { path: URL }, /: --cert, --key\./],
    [`curl -n ${URL}`, { path: URL }, /: --netrc\./],
    [`curl --url ${URL} -G -d a=1 --data-urlencode b@c=2`, { method: "GET", query: ["a"] }, /no parameter/],
    [`curl ${URL} --url-query +a=%20 --url-query b=x@y`, { query: ["a", "b"] }],
    [`curl ${URL} --json '{"a":1}' --json ',"b":2}'`.replace("1}", "1"), { method: "POST", body: ["a", "b"] }],
    [`curl ${URL} -d $'{"a":"it\\'s"}'`, { body: ["a"] }],
    [`curl ${URL} -d "{\\"a\\":\\"$(cat "my file")\\",\\"b\\":\\"\`date "+%s"\`\\"}"`, { body: ["a", "b"] }],
    [
      `curl -H "Authorization: Bearer $(gcloud auth print "a b")" ${URL}/$(cat id)`,
      { path: `${URL}/{itemId}` },
      /Authorization/,
    ],
    [`curl ^\r\n  -H ^"A: b^" ^\r\n  ${URL}`, { path: URL }, /: A\./],
    [`curl \`\r\n  -H "A: b" \`\n  "${URL}/$env:ITEM_ID"`, { path: `${URL}/{itemId}` }, /: A\./],
    [`curl ${URL}/%ITEM_ID% -H "Authorization: Bearer %TOKEN%"`, { path: `${URL}/{itemId}` }],
  ])("%s", (curl, request, note = /./) => {
    const { tool, notes } = readCurl(curl);
    expect(tool.request).toMatchObject(request);
    expect(notes.join("\n")).toMatch(note);
  });
});

describe("what is refused names the option and says what to do, all at once", () => {
  test.each([
    [`curl ${URL} -d @body.json`, ["the body is in a file (--data @…), which is not read; write it out"]],
    [
      `curl ${URL} --data-binary @-`,
      ["the body is on standard input (--data-binary @-), which is not read; write it out"],
    ],
    [`curl ${URL} --data-urlencode note@file`, ["the body is in a file (--data-urlencode @…)"]],
    [`curl ${URL} --url-query @file`, ["the query is in a file"]],
    [`curl ${URL} -d "$(cat body.json)"`, ["the body is what a command prints, and no command is run; write it out"]],
    [`curl ${URL} -d \`cat body.json\``, ["the body is what a command prints"]],
    [`curl ${URL} -d "$BODY"`, ["the body is a variable; write out what it holds"]],
    [`curl $(echo -X POST) ${URL}`, ["the text has $(…) or `…` where options or a URL stand"]],
    [`curl $OPTIONS ${URL}`, ["a variable of the shell stands for options or a URL"]],
    [`curl "https://$(host)/items"`, ["the host of the URL has a variable part; write the host out"]],
    [`curl "$(cat url`, ["a quote or $( is opened and never closed"]],
    [`curl ${URL} -F a=@b --form-string c=d`, ["-F is a multipart form", "--form-string is a multipart form"]],
    [
      `curl -T file ${URL}`,
      ["-T is the upload of a file, which a tool cannot send; describe the tool without --request"],
    ],
    [`curl --request-target /x ${URL}`, ["--request-target is a target that is not the URL's; write it into the URL"]],
    [`curl ${URL} --next ${URL}`, ["--next is a second request; give the requests one at a time", "there are 2 URLs"]],
    [`curl -K file --variable a=b ${URL}`, ["-K is options in a file", "--variable is variables of curl"]],
    ["curl -X TRACE ftp://a.example -d @file", ["not http or https", "not one of GET", "in a file"]],
  ])("%s", (curl, expected) => {
    expect(problemsOf(curl)).toEqual(expected.map((part) => expect.stringContaining(part)));
  });

  test("never what may be a credential", () => {
    expect(problemsOf(`curl --abcdefghjklmnpq ${URL}`)).toEqual([expect.stringMatching(/^an option is no option/)]);
  });
});
