import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIntegration } from "../../../src/model/problems/parse.ts";
import { memoryRepo } from "../../../src/repo/memory.ts";
import { runRules } from "../../../src/rules/run.ts";
import { readServers } from "../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../src/targets/dust/rules/index.ts";
import { targets } from "../../../src/targets/index.ts";
import { recognise } from "../../../src/workflow/recognise.ts";
import { propose } from "../../../src/workflow/scaffold.ts";
import { fixtureFiles, hostOf } from "../../support/fixture-host.ts";
import type { ReplicaName } from "../../support/replica.ts";

const HOSTS: ReplicaName[] = ["dust-arrays", "dust-records", "dust-legacy", "dust-mixed"];

/** What a random spec is made of; `good` ones have nothing that a rule has an opinion on. */
const specs = (good: boolean) => {
  const auth = fc.constantFrom(
    { kind: "none" },
    { kind: "bearer" },
    { kind: "oauth", provider: "github", useCases: ["personal_actions"] },
    { kind: "oauth", provider: "acme_crm", useCases: ["platform_actions", "personal_actions"], scope: "crm.read" },
  );
  const gates = [null, { featureFlag: "acme_crm_tool" }, { featureFlag: "acme_crm_tool", preview: true }];
  return fc.record(
    {
      name: fc.constantFrom("acme_crm", "zz_notes", "a1"),
      description: fc.constantFrom("Search and update records.", "Notes, for everyone."),
      auth,
      availability: good ? fc.constant("manual") : fc.constantFrom("manual", "auto", "auto_hidden_builder"),
      allowMultipleInstances: good ? fc.constant(true) : fc.boolean(),
      gate: fc.constantFrom(...gates),
      documentationUrl: fc.constantFrom(null, "https://docs.example/acme"),
      api: fc.constant({ baseUrl: "https://api.acme.example/v1" }),
      tools: fc.uniqueArray(tools(good), { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
    },
    { requiredKeys: ["name", "description", "auth", "api", "tools"] },
  );
};

const GOOD = ["List records of a workspace.", "Get one. Returns its `name`.", "Use with care: removes a record."];
const ODD = [...GOOD, "The records of a workspace.", "Get one record. Use find_records to find its id."];
const PARAM = { name: "recordId", type: "string", description: "Id of a record.", required: true };
const QUERY = { name: "query", type: "string", description: "Search query.", required: false };
const FIELDS = [
  { name: "id", type: "string" },
  { name: "name", type: "string", nullable: true },
];

const tools = (good: boolean) =>
  fc
    .tuple(
      fc.constantFrom("list_records", "get_record", "search", "create_record", "delete_record", "close"),
      fc.constantFrom(...(good ? GOOD : ODD)),
      fc.constantFrom("GET", "POST", "DELETE"),
      fc.constantFrom("list", "one", "none"),
      fc.constantFrom(undefined, "never_ask", "low", "high"),
      fc.boolean(),
    )
    // A tool that lists by DELETE is no good spec.
    .map((parts) => [...parts, good && /^(list|get|search)/.test(parts[0]) ? "GET" : parts[2]] as const)
    .map(([name, description, , kind, stake, isOpen, method]) => ({
      name,
      description,
      params: method === "GET" ? [PARAM, QUERY] : [PARAM],
      ...(good || stake === undefined ? {} : { stake }),
      ...(good || isOpen
        ? { request: { method, path: "/records/{recordId}", ...(method === "GET" ? { query: ["query"] } : {}) } }
        : {}),
      ...(good || isOpen ? { result: kind === "none" ? { kind } : { kind, at: "", fields: FIELDS } } : {}),
    }));

/** What `provider` says of a spec, and what a check of all servers says afterwards: rule, server and fingerprint. */
async function sayings(name: ReplicaName, raw: Record<string, unknown>) {
  const files = fixtureFiles(name);
  const { target, host } = recognise(targets, memoryRepo(files));
  const { findings, changes } = await propose(
    { target, host, spec: parseIntegration(raw), layout: undefined, known: [] },
    null,
    () => {},
  );
  const after = hostOf({ ...files, ...Object.fromEntries(changes.map(({ path, after }) => [path, after ?? ""])) });
  const all = readServers(after);
  const shown = (list: typeof findings) => list.map((each) => `${each.rule} ${each.server} ${each.fingerprint}`).sort();
  return { said: shown(findings), checked: shown(runRules(rules, all, all, after).findings) };
}

describe.each(HOSTS)("%s: a check after provider", (name) => {
  test("finds nothing at all for a complete spec", async () => {
    await fc.assert(
      fc.asyncProperty(specs(true), async (raw) => {
        expect(await sayings(name, raw)).toEqual({ said: [], checked: [] });
      }),
      { numRuns: 10 },
    );
  });

  test("finds nothing that provider did not say before it wrote", async () => {
    const rulesSaid = new Set<string>();
    await fc.assert(
      fc.asyncProperty(specs(false), async (raw) => {
        const { said, checked } = await sayings(name, raw);
        for (const each of said) rulesSaid.add(each.split(" ", 1).join(""));
        expect(checked).toEqual(said);
      }),
      { numRuns: 20, seed: 7 },
    );
    expect([...rulesSaid].sort()).toEqual([
      "dust/availability-visible",
      "dust/description-names-tools",
      "dust/description-verb",
      "dust/handler-stub",
      "dust/oauth-allows-instances",
      "dust/stake-fits-verb",
    ]);
  });
});
