import fc from "fast-check";
import { expect, test } from "vitest";
import type { IntegrationSpec } from "../../../../src/model/integration-spec.ts";
import { Draft } from "../../../../src/plan/draft.ts";
import { formatDraft, ownPrettier } from "../../../../src/plan/format.ts";
import { scaffoldServer } from "../../../../src/targets/dust/scaffold.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import type { ReplicaName } from "../../../support/replica.ts";
import type { Files } from "../drafting.ts";
import { specOf } from "../drafting.ts";
import { added, drafted } from "./adding.ts";
import { withWholeUrl } from "./generated-site.ts";
import { toolsArbitrary } from "./tool-arbitrary.ts";

async function scaffolded(files: Files, spec: IntegrationSpec): Promise<Files> {
  const host = hostOf(files);
  const draft = new Draft(host.repo);
  scaffoldServer(draft, host, spec);
  await formatDraft(draft, ownPrettier("/nonexistent"));
  return { ...files, ...Object.fromEntries(draft.changes().map(({ path, after }) => [path, after])) };
}

const choices = fc.record({
  tools: toolsArbitrary(),
  layout: fc.constantFrom<ReplicaName>("dust-arrays", "dust-records", "dust-legacy"),
  auth: fc.constantFrom(
    { kind: "none" },
    { kind: "bearer" },
    { kind: "oauth", provider: "acme_crm", useCases: ["personal_actions"] },
  ),
  start: fc.nat({ max: 4 }),
  once: fc.boolean(),
});

/** The own files of the server: only they can differ. */
function ownFiles(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => path.includes("/acme_crm/")));
}

test("adding to a scaffolded server is scaffolding it with that tool from the start", {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(choices, async ({ tools, layout, auth, start, once }) => {
      const files = fixtureFiles(layout);
      const base = {
        ...specOf({ auth }),
        api: { baseUrl: "https://api.example", headers: {}, authHeader: { name: "Authorization", scheme: "Bearer" } },
      };
      const whole = await scaffolded(files, { ...base, tools });
      const from = start % tools.length;
      let grown = await scaffolded(files, { ...base, tools: tools.slice(0, from) });
      const rest = tools.slice(from).map((tool) => withWholeUrl(tool, { ...base, icon: "" }));
      for (const group of once ? [rest] : rest.map((tool) => [tool]))
        grown = (await added(grown, "acme_crm", ...group)).files;
      expect(ownFiles(grown)).toEqual(ownFiles(whole));
      expect(grown).toEqual(whole);
      expect(drafted(grown, "acme_crm", ...tools).changes()).toEqual([]);
    }),
    { numRuns: 12 },
  );
});
