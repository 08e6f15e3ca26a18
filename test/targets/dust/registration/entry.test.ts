import { describe, expect, test } from "vitest";
import { EXIT } from "../../../../src/errors.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import { entryOf, layouts, replaced, replacedIn, tree } from "../drafting.ts";

const entry = (middle: string, rest = "") => `acme_crm: {
    id: 1048,
${middle}
    tools_arguments_requiring_approval: undefined,
    tools_retry_policies: undefined,
    timeoutMs: undefined,
    metadata: ACME_CRM_SERVER,${rest}
  }`;

const OPEN = `    availability: "manual",
    allowMultipleInstances: false,
    isRestricted: undefined,
    isPreview: false,`;

describe.each(layouts)("the entry of a new server in $name", ({ name }) => {
  const files = fixtureFiles(name);
  const of = (more: Record<string, unknown>) => entryOf(tree(files, more));

  test("without a gate", () => {
    expect(of({})).toBe(entry(OPEN));
  });

  test("behind a feature flag", () => {
    expect(of({ gate: { featureFlag: "acme_crm_tool" } })).toBe(
      entry(`    availability: "manual",
    allowMultipleInstances: false,
    isRestricted: ({ featureFlags }) => {
      return !featureFlags.includes("acme_crm_tool");
    },
    isPreview: false,`),
    );
  });

  test("behind a setting of the plan, at the top or nested", () => {
    expect(of({ gate: { plan: "isByok" } })).toContain("    isRestricted: ({ plan }) => !plan.isByok,\n");
    expect(of({ gate: { plan: "isSalesforceAllowed" } })).toContain(
      "    isRestricted: ({ plan }) => !plan.limits.connections.isSalesforceAllowed,\n",
    );
  });

  test("behind a plan or a feature flag", () => {
    expect(of({ gate: { plan: "isSalesforceAllowed", featureFlag: "acme_crm_tool" } })).toContain(
      `    isRestricted: ({ plan, featureFlags }) => {
      const isInPlan = plan.limits.connections.isSalesforceAllowed;
      const hasFeatureFlag = featureFlags.includes("acme_crm_tool");
      return !isInPlan && !hasFeatureFlag;
    },
`,
    );
  });

  test("as a preview, with a bearer token, for every instance", () => {
    const more = {
      gate: { featureFlag: "acme_crm_tool", preview: true },
      auth: { kind: "bearer" },
      availability: "auto",
      allowMultipleInstances: true,
    };
    expect(of(more)).toBe(
      entry(`    availability: "auto",
    allowMultipleInstances: true,
    isRestricted: ({ featureFlags }) => {
      return !featureFlags.includes("acme_crm_tool");
    },
    isPreview: true,
    requiresBearerToken: true,`),
    );
  });

  test("refuses a plan setting that does not exist, with the ones that do", () => {
    expect(() => tree(files, { gate: { plan: "isAcmeCrmAllowed" } })).toThrow(
      expect.objectContaining({
        exitCode: EXIT.usage,
        message: expect.stringContaining("isAcmeCrmAllowed"),
        hint: expect.stringMatching(/isByok, isSalesforceAllowed/),
      }),
    );
  });

  test("leaves out what only some of the other entries have", () => {
    for (const gone of [
      / {4}timeoutMs: undefined,\n(?= {4}metadata: GITHUB)/,
      / {4}timeoutMs: undefined,\n(?= {4}metadata: ASHBY)/,
    ]) {
      const some = tree(replaced(name, PATHS.constants, gone, ""));
      expect(entryOf(some)).not.toContain("timeoutMs");
      expect(entryOf(some)).toContain("tools_retry_policies: undefined");
    }
  });
});

test("a checkout without plans offers feature flags instead", () => {
  const { [PATHS.plan]: _, ...files } = fixtureFiles("dust-arrays");
  expect(() => tree(files, { gate: { plan: "isByok" } })).toThrow(
    expect.objectContaining({ exitCode: EXIT.usage, hint: "Use gate.featureFlag instead." }),
  );
});

describe("an entry that is there already", () => {
  const files = tree(fixtureFiles("dust-arrays"), {
    gate: { plan: "isSalesforceAllowed", featureFlag: "acme_crm_tool" },
  });
  const again = (tree_: typeof files) =>
    tree(tree_, { gate: { plan: "isSalesforceAllowed", featureFlag: "acme_crm_tool" } });

  test("stays when it says the same, however it is formatted", () => {
    expect(again(files)).toEqual(files);
    const wrapped = replacedIn(
      files,
      PATHS.constants,
      "return !isInPlan && !hasFeatureFlag;\n    },\n    isPreview: false,\n    tools_arguments_requiring_approval: undefined,\n    tools_retry_policies: undefined,\n    timeoutMs: undefined,\n    metadata: ACME_CRM_SERVER,",
      "return (\n        !isInPlan &&\n        !hasFeatureFlag\n      )\n    },\n    isPreview: false, tools_arguments_requiring_approval: undefined,\n    tools_retry_policies: undefined,\n    timeoutMs: undefined,\n    metadata: ACME_CRM_SERVER",
    );
    expect(again(wrapped)).toEqual(wrapped);
    const single = replacedIn(
      files,
      PATHS.constants,
      'featureFlags.includes("acme_crm_tool")',
      "featureFlags.includes('acme_crm_tool')",
    );
    expect(again(single)).toEqual(single);
  });

  test.each([
    [
      "another availability",
      'availability: "manual",\n    allowMultipleInstances: false,\n    isRestricted: ({ plan, featureFlags }) => {\n      const isInPlan = plan.limits.connections.isSalesforceAllowed;\n      const hasFeatureFlag = featureFlags.includes("acme_crm_tool")',
      'availability: "auto",\n    allowMultipleInstances: false,\n    isRestricted: ({ plan, featureFlags }) => {\n      const isInPlan = plan.limits.connections.isSalesforceAllowed;\n      const hasFeatureFlag = featureFlags.includes("acme_crm_tool")',
    ],
    ["another flag", 'includes("acme_crm_tool")', 'includes("salesforce_tool")'],
    ["other metadata", "metadata: ACME_CRM_SERVER", "metadata: GITHUB_SERVER"],
  ])("is a conflict with %s, with its place", (_, from, to) => {
    const changed = replacedIn(files, PATHS.constants, from, to);
    const at = (changed[PATHS.constants] ?? "")
      .slice(0, (changed[PATHS.constants] ?? "").indexOf("  acme_crm: {"))
      .split("\n").length;
    expect(() => again(changed)).toThrow(
      expect.objectContaining({
        exitCode: EXIT.conflict,
        message: expect.stringContaining(`entry at ${PATHS.constants}:${at}:3`),
        details: [expect.objectContaining({ message: expect.stringContaining("would be") })],
      }),
    );
  });
});
