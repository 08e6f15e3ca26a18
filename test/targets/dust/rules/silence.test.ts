import { describe, expect, test } from "vitest";
import { runRules } from "../../../../src/rules/run.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import noErrorLeak from "../../../../src/targets/dust/rules/no-error-leak.ts";
import noRawJson from "../../../../src/targets/dust/rules/no-raw-json.ts";
import responseValidated from "../../../../src/targets/dust/rules/response-validated.ts";
import { hostOf, mutated } from "../../../support/fixture-host.ts";

const RULES = [responseValidated, noRawJson, noErrorLeak].map((rule) => ({ ...rule, needs: [] }));
const HANDLERS = "front/lib/api/actions/servers/val_town/tools/index.ts";

/** What the three rules report when these statements stand in a handler of a server with a client, `token` and `extra`. */
function reportedIn(statements: string, helpers = ""): string[] {
  const handler = `const token = authInfo.token;\n${statements}\nconst val =`;
  const host = hostOf(
    mutated("dust-arrays", [
      [HANDLERS, "const val =", handler],
      [HANDLERS, "const handlers:", `${helpers}\n\nconst handlers:`],
    ]),
  );
  const all = readServers(host);
  return runRules(RULES, all, all, host).findings.map((each) => each.rule.replace("dust/", ""));
}

const answer = (text: string) => `return new Ok([{ type: "text" as const, text: ${text} }]);`;
const refuse = (text: string) => `return new Err(new MCPError(${text}));`;
const READ = "const response = await untrustedFetch(valId);\n";

/** One shape, in the innocent form that rules leave alone and in the one that they report. */
interface Pair {
  shape: string;
  innocent: string;
  guilty: string;
  helpers?: string;
}

const PICK = `const raw = (value: unknown) => JSON.stringify(value);
const pruned = (value: { id: string }) => JSON.stringify({ id: value.id });
const parseVal = (body: unknown) => ValSchema.safeParse(body);
const asVal = (body: unknown) => ({ data: body as Val });
const readAll = async (url: string): Promise<unknown> => (await untrustedFetch(url)).json();
const mask = (secret: string) => secret.length;
const same = (secret: string) => secret;`;

const dumps: Pair[] = [
  {
    shape: "an object written out",
    innocent: answer("JSON.stringify({ id: val2.value.id, name: val2.value.name }, null, 2)"),
    guilty: answer("JSON.stringify(val2.value, null, 2)"),
  },
  {
    shape: "a list of objects written out",
    innocent: answer("JSON.stringify(val2.value.map(({ id }) => ({ id })))"),
    guilty: answer("JSON.stringify(val2.value)"),
  },
  {
    shape: "a variable of picked fields",
    innocent: `const picked = pickFields(val2.value, ["id"]);\n${answer("JSON.stringify(picked)")}`,
    guilty: `const picked = val2.value;\n${answer("JSON.stringify(picked)")}`,
  },
  {
    shape: "fields named for JSON",
    innocent: answer('JSON.stringify(val2.value, ["id", "name"])'),
    guilty: answer("JSON.stringify(val2.value, null)"),
  },
  {
    shape: "a copy with a field less",
    innocent: answer("JSON.stringify({ ...val2.value, secret: undefined })"),
    guilty: answer("JSON.stringify({ val: val2.value }.val)"),
  },
  {
    shape: "a method of an SDK that is named like a tool",
    innocent: `const deleted = await sdk.delete_val(valId);\n${answer("JSON.stringify(deleted.value.id)")}`,
    guilty: `const deleted = await sdk.delete_val(valId);\n${answer("JSON.stringify(deleted.value)")}`,
  },
  {
    shape: "one field",
    innocent: answer("JSON.stringify(val2.value.name)"),
    guilty: answer("JSON.stringify(val2.data)"),
  },
  {
    shape: "a function that picks",
    innocent: answer("pruned(val2.value)"),
    guilty: answer("raw(val2.value)"),
    helpers: PICK,
  },
  {
    shape: "the rest of an object",
    innocent: `const { secret, ...rest } = val2.value;\n${answer("JSON.stringify(rest)")}`,
    guilty: `const { value } = val2;\n${answer("JSON.stringify(value)")}`,
  },
  {
    shape: "the body of a request",
    innocent: "await untrustedFetch(valId, { body: JSON.stringify(val2.value) });",
    guilty: answer("JSON.stringify(val2.value)"),
  },
  {
    shape: "the text of something that is no answer",
    innocent: 'await post({ type: "message", text: JSON.stringify(val2.value) });',
    guilty: 'await post({ type: "text", text: JSON.stringify(val2.value) });',
  },
  {
    shape: "arguments of the tool",
    innocent: answer("JSON.stringify(valId)"),
    guilty: `${READ}const body: unknown = await response.json();\n${answer("JSON.stringify(body)")}`,
  },
  {
    shape: "a lookup in a map of the handler's own",
    innocent: `const found = new Map([["a", { id: 1 }]]);\n${answer('JSON.stringify(found.get("a"))')}`,
    guilty: `const found = await sdk.get("a");\n${answer("JSON.stringify(found.data)")}`,
  },
];

const leaks: Pair[] = [
  {
    shape: "the message of an exception, normalized",
    innocent: `try { ${READ} } catch (e) { ${refuse("`Failed: ${normalizeError(e).message}`")} }`,
    guilty: `try { ${READ} } catch (e) { ${refuse("`Failed: ${e}`")} }`,
  },
  {
    shape: "the message of an exception",
    innocent: `try { ${READ} } catch (e) { ${refuse('e instanceof Error ? e.message : "unknown"')} }`,
    guilty: `try { ${READ} } catch (e) { ${refuse('e instanceof Error ? String(e) : "unknown"')} }`,
  },
  {
    shape: "an exception that may be no error",
    innocent: `try { ${READ} } catch (e) { ${refuse("`Failed: ${e instanceof Error ? e.message : String(e)}`")} }`,
    guilty: `try { ${READ} } catch (e) { ${refuse("`Failed: ${valId ? e : String(e)}`")} }`,
  },
  {
    shape: "the token of a page",
    innocent: "const end = await pageEnd({ page: { token: valId } });",
    guilty: "const end = await pageEnd({ page: { token } });",
    helpers: "const pageEnd = (list: any) => new Err(new MCPError(`No page ${list.page.token}.`));",
  },
  {
    shape: "an argument that is no JSON",
    innocent: `try { JSON.parse(valId); } catch (e) { ${refuse("`Invalid JSON: ${e}`")} }`,
    guilty: `try { await read(valId); } catch (e) { ${refuse("`Invalid JSON: ${e}`")} }`,
  },
  {
    shape: "the status",
    innocent: READ + refuse("`Refused: ${response.status} ${response.statusText}`"),
    guilty: READ + refuse("`Refused: ${response.status} ${await response.text()}`"),
  },
  {
    shape: "a field that a schema has checked",
    innocent: `${READ}const refused = ErrorSchema.safeParse(await response.json());\n${refuse("`Refused: ${refused.data.error}`")}`,
    guilty: `${READ}const refused: Record<string, unknown> = await response.json();\n${refuse("`Refused: ${refused.error}`")}`,
  },
  {
    shape: "the length of a text",
    innocent: `${READ}const text = await response.text();\n${refuse("`${text.length} characters`")}`,
    guilty: `${READ}const text = await response.text();\n${refuse("`${text} characters`")}`,
  },
  {
    shape: "a log line",
    innocent: `${READ}logger.error({ body: await response.text() }, "Refused");`,
    guilty: 'logger.error({ header: `Bearer ${token}` }, "Refused");',
  },
  {
    shape: "an answer that is a page",
    innocent: READ + answer("await response.text()"),
    guilty: READ + refuse("await response.text()"),
  },
  {
    shape: "whether there is a token",
    innocent: refuse('token ? "The token was refused." : "No token."'),
    guilty: refuse('token ? token : "No token."'),
  },
  {
    shape: "a count of a secret",
    innocent: refuse("`A token of ${mask(token)} characters.`"),
    guilty: refuse("`The token ${same(token)}.`"),
    helpers: PICK,
  },
  {
    shape: "a header",
    innocent: `await untrustedFetch(valId, { headers: { Authorization: \`Bearer \${token}\` } });`,
    guilty: answer("`Authorization: Bearer ${token}`"),
  },
  {
    shape: "the error of a result",
    innocent: refuse("`Val Town failed: ${val2.error.message}`"),
    guilty: `const body: Record<string, unknown> = await (await untrustedFetch(valId)).json();\n${refuse("`Val Town failed: ${body.message}`")}`,
  },
  {
    shape: "the cause of an error",
    innocent: `try { ${READ} } catch (e) { ${refuse('"Failed.", { cause: e }')} }`,
    guilty: `try { ${READ} } catch (e) { ${refuse("e")} }`,
  },
];

const checks: Pair[] = [
  {
    shape: "a schema in the same place",
    innocent: `${READ}const body = ValSchema.safeParse(await response.json());`,
    guilty: `${READ}const body = (await response.json()) as Val;`,
  },
  {
    shape: "a schema after a cast",
    innocent: `${READ}const body = (await response.json()) as Val;\nconst checked = ValSchema.parse(body);`,
    guilty: `${READ}const body = (await response.json()) as unknown as Val;`,
  },
  {
    shape: "a schema in a helper",
    innocent: `${READ}const body = await response.json();\nconst checked = parseVal(body);`,
    guilty: `${READ}const body: unknown = await response.json();\nconst checked = asVal(body);`,
    helpers: PICK,
  },
  {
    shape: "what a helper left open",
    innocent: `const body = await readAll(valId);\nconst checked = ValSchema.parse(body);`,
    guilty: `const body = await readAll(valId);\nconst checked = body as Val;`,
    helpers: PICK,
  },
  {
    shape: "JSON in a text",
    innocent: `${READ}const body = ValSchema.parse(JSON.parse(await response.text()));`,
    guilty: `${READ}const body = JSON.parse(await response.text()) as Val;`,
  },
  {
    shape: "JSON of an argument",
    innocent: "const body = JSON.parse(valId) as Val;",
    guilty: `${READ}const text = await response.text();\nconst body = JSON.parse(text) as Val;`,
  },
  {
    shape: "the reason in a text that may be JSON",
    innocent: `${READ}const text = await response.text();\nconst reason = JSON.parse(text).code;`,
    guilty: `${READ}const text = await response.text();\nconst reason = (JSON.parse(text) as Val).code;`,
  },
  {
    shape: "the types of an SDK",
    innocent: "const issue = (await octokit.request(valId)).data as Val;",
    guilty: `${READ}const issue = ((await response.json()) as { data: Val }).data;`,
  },
  {
    shape: "an answer of unknown type that is only looked at",
    innocent: `${READ}const body: unknown = await response.json();\nif (isVal(body)) { ${answer("body.name")} }`,
    guilty: `${READ}const body: unknown = await response.json();\n${answer("(body as Val).name")}`,
  },
  {
    shape: "a record of unknown values",
    innocent: `${READ}const body = (await response.json()) as Record<string, unknown>;`,
    guilty: `${READ}const body = (await response.json()) as Record<string, string>;`,
  },
  {
    shape: "a method type that only casts",
    innocent: "const found = await sdk.get<Val>(valId);",
    guilty: `const cast = async <T>(url: string): Promise<T> => (await (await untrustedFetch(url)).json()) as T;\nconst found = await cast<Val>(valId);`,
  },
];

const SETUP = "const val2 = await sdk.vals(valId);\n";

describe.each([
  ["no-raw-json", dumps],
  ["no-error-leak", leaks],
  ["response-validated", checks],
] as const)("dust/%s", (rule, pairs) => {
  test.each(pairs)("leaves $shape alone", ({ innocent, helpers }) => {
    expect(reportedIn(SETUP + innocent, helpers)).toEqual([]);
  });

  test.each(pairs)("reports the guilty twin of $shape", ({ guilty, helpers }) => {
    expect(reportedIn(SETUP + guilty, helpers)).toEqual([rule]);
  });
});
