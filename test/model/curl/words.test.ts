import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shellWords } from "../../../src/model/curl/command/words.ts";

/** What bash makes of the words of a command. */
function throughBash(text: string): string[] {
  const output = execFileSync("bash", ["-c", `print() { printf '%s\\0' "$@"; }; print ${text}`], { encoding: "utf8" });
  return output.split("\0").slice(0, -1);
}

describe("words are those of a shell", () => {
  test.each([
    `curl -d 'a "b" \\n' "c 'd' \\" \\\\ \\n" e\\ f`,
    `curl $'it\\'s\\t\\x41\\u00e9\\101\\n' 'a'"b"c`,
    `curl \\\n  -H 'A: b' \\\n  --data-raw '{"a":1}' x`,
    `curl '' "" a''b`,
    `curl "a\\\nb"`,
    `curl 'a\nb' "c\nd"`,
    "curl --flag=value -sSL https://a.example/b#c",
  ])("%j", (text) => {
    expect(shellWords(text)).toEqual(throughBash(text));
  });

  test("property: whatever is quoted comes back", () => {
    const word = fc.string({ unit: fc.constantFrom(..."ab '\"\\${}()!&|;<>*?#~^\t\n=é🙂"), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), fc.boolean(), (words, double) => {
        const single = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
        const quoted = words.map((text) => (double ? `"${text.replace(/["\\$`]/g, "\\$&")}"` : single(text)));
        fc.pre(!/\^"|\^[ \t]*\n|`[ \t]*\n/.test(quoted.join(" ")));
        expect(shellWords(["curl", ...quoted].join(" "))).toEqual(["curl", ...words]);
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  ["curl a | jq .", ["curl", "a"]],
  ["curl a > out.json", ["curl", "a"]],
  ["curl a 2>/dev/null", ["curl", "a"]],
  ["curl a && echo b", ["curl", "a"]],
  ["curl a\necho b", ["curl", "a"]],
  ["curl a # why", ["curl", "a"]],
])("the command ends with %j", (text, words) => {
  expect(shellWords(text)).toEqual(words);
});

test.each([
  [
    "variables stay",
    `curl "$BASE/items/\${ID}" -H "T: $(cat token file)"`,
    ["curl", "$BASE/items/${ID}", "-H", "T: $(cat token file)"],
  ],
  ["an ampersand that nobody quoted", "curl https://a.example/?a=1&b=2", ["curl", "https://a.example/?a=1&b=2"]],
  ["a placeholder in angle brackets", "curl https://a.example/items/<id>", ["curl", "https://a.example/items/<id>"]],
  ["cmd", 'curl ^"https://a.example/^" ^\r\n  -H ^"A: b^"', ["curl", "https://a.example/", "-H", "A: b"]],
  ["cmd without escapes", 'curl "https://a.example/" ^\r\n  -H "A: b"', ["curl", "https://a.example/", "-H", "A: b"]],
  ["PowerShell", "curl https://a.example/ `\r\n  -H 'A: b'", ["curl", "https://a.example/", "-H", "A: b"]],
])("%s", (_, text, words) => {
  expect(shellWords(text)).toEqual(words);
});

test.each(["curl 'a", 'curl "a', "curl $'a"])("%j is not closed", (text) => {
  expect(shellWords(text)).toBeUndefined();
});
