import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryRepo } from "../../../src/repo/memory.ts";
import type { Repo } from "../../../src/repo/repo.ts";
import type { Host, Target } from "../../../src/targets/target.ts";
import { describeFailure } from "../../../src/ui/report/failure.ts";
import { proposeWork } from "../../../src/workflow/propose.ts";
import { addTools } from "../../../src/workflow/tools/add.ts";
import { gatherToolsOf } from "../../../src/workflow/tools/gather.ts";
import { replayTools } from "../../../src/workflow/tools/replay.ts";

const at = { path: "acme.json", line: 1, column: 1, endLine: 1, endColumn: 1 };
const hostOf = (repo: Repo): Host => {
  return { target: "t", repo, layouts: [], evidence: [], numbered: [], elsewhere: [] };
};

/** A target that writes everything it is told about a tool into a file. */
const target: Target = {
  id: "t",
  title: "T",
  rules: [],
  detect: hostOf,
  read: () => [{ target: "t", name: "acme", layout: null, directory: null, at }],
  addTool: (draft, _host, _to, tool) => draft.create("acme.json", JSON.stringify(tool)),
};

/** All that a run would show or write: the plan's texts, what is said on the way, the command that repeats it; or its failure. */
async function everythingOf(curl: string): Promise<string> {
  const input = { name: undefined, spec: undefined, curl, fields: {}, set: [] };
  try {
    const { tools, raw, notes } = await gatherToolsOf(input, null);
    const host = hostOf(memoryRepo({}));
    const { changes } = await proposeWork(target, host, addTools(target, host, "acme", tools), null, () => {});
    expect(changes).toHaveLength(1);
    return JSON.stringify([changes, notes, replayTools("acme", raw)]);
  } catch (error) {
    return JSON.stringify(describeFailure(error, true));
  }
}

const CARRIERS: ((secret: string) => string)[] = [
  (secret) => `-H 'Authorization: Bearer ${secret}'`,
  (secret) => `-H 'authorization:Basic ${secret}'`,
  (secret) => `-H "X-Auth-Token: ${secret}"`,
  (secret) => `-u 'me:${secret}'`,
  (secret) => `-b 'sid=${secret}'`,
  (secret) => `-H 'Cookie: sid=${secret}'`,
  (secret) => `--oauth2-bearer=${secret}`,
  (secret) => `--url-query 'apiKey=${secret}'`,
];
const URLS: ((secret: string) => string)[] = [
  (secret) => `https://me:${secret}@api.acme.example/items/{id}`,
  (secret) => `https://api.acme.example/items?api_key=${secret}&key=${secret}`,
  (secret) => `https://api.acme.example/items?access_token=${secret}&token=${secret}&q=a`,
  () => "https://api.acme.example/items/12",
];

test("property: no credential of an example is in the plan, in what is said, or in the replay", async () => {
  const secret = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9]{12,40}$/),
    fc.stringMatching(/^[a-z0-9]{16,30}$/).map((text) => `sk-${text}`),
    fc.stringMatching(/^[A-Za-z0-9]{20,36}$/).map((text) => `ghp_${text}`),
    fc.stringMatching(/^[A-Za-z0-9]{20,40}$/).map((text) => `eyJ${text}.eyJ${text}`),
  );
  const run = fc.record({ secret, url: fc.constantFrom(...URLS), carriers: fc.subarray(CARRIERS), body: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(run, async ({ secret: each, url, carriers, body }) => {
      const data = body ? `--json '{"name":"x","password":"${each}"}'` : "";
      const curl = `curl '${url(each)}' ${carriers.map((carrier) => carrier(each)).join(" ")} ${data}`;
      const everything = await everythingOf(curl);
      expect(everything).not.toContain(each);
      expect(everything).toContain("acme.example");
    }),
    { numRuns: 150 },
  );
});

/** Lower case without signs, so that a name made of a secret is found too. */
const squash = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
const pieces = (secret: string) =>
  Array.from({ length: squash(secret).length - 7 }, (_, at) => squash(secret).slice(at, at + 8));

const POSITIONS: Record<string, (secret: string) => { url?: string; words?: string; body?: object }> = {
  "path step": (secret) => ({ url: `/items/${secret}/parts` }),
  "last step": (secret) => ({ url: `/services/${secret}` }),
  "encoded step": (secret) => ({ url: `/items/%${secret.charCodeAt(0).toString(16)}${secret.slice(1)}` }),
  "step with a placeholder": (secret) => ({ url: `/items/${secret}{id}` }),
  placeholder: (secret) => ({ url: `/items/{${secret}}` }),
  key: (secret) => ({ url: `/Items('${secret}')` }),
  matrix: (secret) => ({ url: `/items;token=${secret}/parts;${secret}` }),
  "query name": (secret) => ({ url: `/items?${secret}=1&${secret}` }),
  "query value": (secret) => ({ url: `/items?q=${secret}&api_key=${secret}` }),
  fragment: (secret) => ({ url: `/items#${secret}` }),
  header: (secret) => ({ words: `-H 'X-Acme: ${secret}' -H '${secret}: 1' -H '${secret}'` }),
  cookie: (secret) => ({ words: `-b 'a=${secret}' --cookie-jar=${secret}` }),
  user: (secret) => ({ words: `-u 'me:${secret}' --proxy-user ${secret} --oauth2-bearer ${secret}` }),
  certificate: (secret) => ({ words: `--cert 'a.pem:${secret}' --key ${secret} --pass ${secret}` }),
  environment: (secret) => ({ words: `-H "A: $(echo ${secret})" -H "B: \`echo ${secret}\`"` }),
  pipe: (secret) => ({ words: `-o ${secret} | grep ${secret}` }),
  "body deep": (secret) => ({ body: { a: { b: [{ c: secret, list: [secret] }] }, text: secret } }),
  "body key": (secret) => ({ body: { a: { [secret]: { [`${secret}b`]: 1 } }, [secret]: true } }),
  "only key": (secret) => ({ body: { [secret]: { [secret]: { a: 1 } } } }),
  form: (secret) => ({ words: `-d 'note=${secret}&${secret}=1' --data-urlencode 'token=${secret}'` }),
  "bare body": (secret) => ({ words: `-d '${secret}'` }),
  multipart: (secret) => ({ words: `-F 'file=@${secret}' -F a=${secret}` }),
  graphql: (secret) => ({
    body: {
      query: `query Items($q: String = "${secret}") { a(token: "${secret}", in: {list: ["${secret}"]}) { b } } # ${secret}`,
      variables: { q: secret, [secret]: 1 },
    },
  }),
  "graphql name": (secret) => ({ body: { query: `{ a(by: ${secret.replace(/[^A-Za-z0-9]/g, "")}) { b } }` } }),
  "unknown option": (secret) => ({ words: `--${secret} -${secret} --unknown=${secret}` }),
  method: (secret) => ({ words: `-X ${secret}` }),
};

/** Every sign as likely as another, as in credentials: what a generator or a shrinker prefers looks like words. */
const signs = (alphabet: string, length: number) => {
  const sign = fc.nat({ max: alphabet.length - 1 }).map((at) => alphabet.charAt(at));
  return fc.noShrink(fc.noBias(fc.array(sign, { minLength: length, maxLength: 40 }).map((all) => all.join(""))));
};
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const BOTH = LETTERS + LETTERS.toUpperCase();
const secretText = fc.oneof(
  signs(BOTH, 20),
  signs(`${BOTH}0123456789`, 18),
  signs(LETTERS, 24),
  signs(LETTERS.toUpperCase(), 24),
  signs(`${BOTH}0123456789_-`, 20),
  signs("0123456789abcdef", 20),
  signs(LETTERS, 24).map((text) => text.replace(/.{4}(?=.)/g, "$&-")),
);

test("property: no eight signs of a secret are in anything that is written, said or repeated, wherever it stands", async () => {
  const positions = fc.subarray(Object.keys(POSITIONS), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(secretText, positions, async (secret, names) => {
      const parts = names.map((name) => POSITIONS[name]?.(secret) ?? {});
      const url = parts.findLast((part) => part.url)?.url ?? "/items/12";
      const body = parts.findLast((part) => part.body)?.body;
      const data = body ? `--json '${JSON.stringify(body)}'` : "";
      // A pipe ends the command.
      const words = parts
        .map((part) => part.words ?? "")
        .sort((a, b) => Number(a.includes("|")) - Number(b.includes("|")));
      const everything = squash(await everythingOf(`curl "https://api.acme.example${url}" ${data} ${words.join(" ")}`));
      expect(pieces(secret).filter((piece) => everything.includes(piece))).toEqual([]);
    }),
    { numRuns: 600 },
  );
});
