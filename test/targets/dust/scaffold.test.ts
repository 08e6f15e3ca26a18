import { describe, expect, test } from "vitest";
import { EXIT } from "../../../src/errors.ts";
import { Draft } from "../../../src/plan/draft.ts";
import { choices } from "../../../src/targets/dust/choices.ts";
import { nextSteps } from "../../../src/targets/dust/next-steps.ts";
import { PATHS } from "../../../src/targets/dust/paths.ts";
import { scaffoldServer } from "../../../src/targets/dust/scaffold.ts";
import { fixtureFiles, hostOf } from "../../support/fixture-host.ts";
import { type Files, layouts, replaced, scaffolded, specOf, textOf, tree } from "./drafting.ts";

const files = fixtureFiles("dust-arrays");

/** Expects an error of that exit code whose message, hint and details together match. */
function refused(exitCode: number, pattern: RegExp, more: Record<string, unknown>, from: Files = files): void {
  try {
    tree(from, more);
  } catch (error) {
    expect(error).toMatchObject({ exitCode });
    const { message, hint, details } = Object(error);
    expect(JSON.stringify({ message, hint, details })).toMatch(pattern);
    return;
  }
  throw new Error("it was not refused");
}

const withZod = (path: string, zod: object): Files => ({ ...files, [path]: JSON.stringify(zod) });

describe("a checkout that cannot take the server", () => {
  test.each([
    ["installed for the front end", withZod("front/node_modules/zod/package.json", { version: "4.0.1" }), "4.0.1"],
    ["installed at the root", withZod("node_modules/zod/package.json", { version: "4.1.0" }), "4.1.0"],
    ["asked for by the front end", withZod("front/package.json", { dependencies: { zod: "^4.0.0" } }), "\\^4.0.0"],
    ["asked for in development", withZod("front/package.json", { devDependencies: { zod: "~4.2" } }), "~4.2"],
  ])("zod 4, %s", (_, tree_, version) => {
    refused(EXIT.hostNotRecognised, new RegExp(`zod ${version} \\(.*package\\.json\\)`), {}, tree_);
  });

  test("what is installed counts, not what is asked for", () => {
    const both = {
      ...withZod("front/package.json", { dependencies: { zod: "^4.0.0" } }),
      "node_modules/zod/package.json": '{"version":"3.25.0"}',
    };
    expect(scaffolded(both).changes.length).toBeGreaterThan(3);
    expect(
      scaffolded(withZod("front/package.json", { dependencies: { zod: "workspace:*" } })).changes.length,
    ).toBeGreaterThan(3);
  });

  test.each(layouts)("another layout than that of $name", ({ name }) => {
    const host = hostOf(fixtureFiles(name));
    const draft = new Draft(host.repo);
    const other = name === "dust-arrays" ? "records" : "arrays";
    expect(() => scaffoldServer(draft, host, specOf(), other)).toThrow(
      expect.objectContaining({
        exitCode: EXIT.hostNotRecognised,
        message: expect.stringContaining(`layout "${other}"`),
      }),
    );
    expect(draft.recorded()).toEqual([]);
    scaffoldServer(draft, host, specOf(), host.layout);
    expect(draft.changes().length).toBeGreaterThan(3);
  });
});

describe("a name that is taken", () => {
  test.each(["valtown", "val__town", "run_a_gent"])("%s is another spelling", (name) => {
    refused(EXIT.conflict, /same name in another spelling/, { name });
  });

  test("a folder of either era that no registry knows", () => {
    refused(EXIT.conflict, /servers\/acme_crm exists/, {}, { ...files, [`${PATHS.servers}/acme_crm/notes.md`]: "x" });
    refused(EXIT.conflict, /servers\/AcmeCrm exists/, {}, { ...files, [`${PATHS.servers}/AcmeCrm/index.ts`]: "" });
    refused(
      EXIT.conflict,
      /servers\/acme_crm\.ts exists/,
      {},
      { ...files, [`${PATHS.legacyServers}/acme_crm.ts`]: "" },
    );
  });
});

describe("a spec that this checkout cannot take", () => {
  test("names the icon, the provider and the use case, all at once", () => {
    const more = { icon: "GithubLogos", auth: { kind: "oauth", provider: "githob", useCases: ["personal_actions"] } };
    refused(
      EXIT.usage,
      /2 problems.*GithubLogos.*Did you mean.*GithubLogo.*githob.*has to be added.*Did you mean \\"github/,
      more,
    );
  });

  test("without a near name lists what there is", () => {
    refused(EXIT.usage, /It has: [^"]*, …/, { icon: "Zzzzzzzzzzzzzzzz" });
  });

  test("a list that cannot be worked out refuses nothing", () => {
    const unknown = replaced(
      "dust-arrays",
      PATHS.icons,
      /INTERNAL_ALLOWED_ICONS = \[/,
      "INTERNAL_ALLOWED_ICONS = [...MORE_ICONS, ",
    );
    expect(tree(unknown, { icon: "FutureLogo" })[`${PATHS.servers}/acme_crm/metadata.ts`]).toContain("FutureLogo");
  });

  test("a list of icons or providers that is not there", () => {
    const without = (path: string, name: RegExp) => replaced("dust-arrays", path, name, "OTHER =");
    const refused = expect.objectContaining({ code: "list-not-readable", exitCode: EXIT.hostNotRecognised });
    expect(() => tree(without(PATHS.icons, /INTERNAL_ALLOWED_ICONS =/))).toThrow(refused);
    const auth = { kind: "oauth", provider: "acme_crm" } as const;
    expect(() => tree(without(PATHS.oauthProviders, /OAUTH_PROVIDERS =/), { auth })).toThrow(refused);
  });

  const name = "an_integration_with_a_name_of_forty_chars";
  const tool = (tail: string) => ({ name: `${"t".repeat(50)}_${tail}`, description: "Do it.", params: [] });

  test("two tools that are one after Dust's prefix is cut", () => {
    const long = { name: "t".repeat(64), description: "Do it.", params: [] };
    const twin = { ...long, name: `${"t".repeat(63)}u` };
    expect(
      scaffolded(files, { name: name.slice(0, 40), tools: [tool("a"), tool("b")] }).changes.length,
    ).toBeGreaterThan(3);
    expect(scaffolded(files, { tools: [long, twin] }).changes.length).toBeGreaterThan(3);
  });
});

describe("an icon that the spec does not name", () => {
  const icon = (from: Files) => /icon: "(\w+)"/.exec(textOf(tree(from), `${PATHS.servers}/acme_crm/metadata.ts`))?.[1];

  test("is the neutral one, else the first of its kind", () => {
    expect(icon(files)).toBe("ActionDocumentTextIcon");
    expect(icon(replaced("dust-arrays", PATHS.icons, /^\s*"ActionDocumentTextIcon",\n/m, ""))).toMatch(/^Action/);
    const none = { ...files, [PATHS.icons]: 'export const INTERNAL_ALLOWED_ICONS = ["GithubLogo"] as const;\n' };
    expect(icon(none)).toBe("GithubLogo");
  });
});

describe("what prompts offer", () => {
  const offered = choices(hostOf(files));

  test("is what the checkout has", () => {
    expect(offered.icons).toContain("GithubLogo");
    expect(offered.defaultIcon).toBe("ActionDocumentTextIcon");
    expect(offered.providers).toEqual(expect.arrayContaining(["acme_crm", "github"]));
    expect(offered.featureFlags).toContain("salesforce_tool");
  });

  test("says what is wrong with a name", () => {
    expect(offered.nameProblem("acme_crm")).toBeUndefined();
    expect(offered.nameProblem("github")).toContain('"github" exists');
    expect(offered.nameProblem("valtown")).toContain("another spelling");
  });
});

describe("what is left to do", () => {
  const steps = (more: Record<string, unknown>, from: Files = files) => nextSteps(hostOf(from), specOf(more));

  test("names the snapshot, the redirect URI, the flag, the icon and the views only where they are needed", () => {
    const all = steps({
      auth: { kind: "oauth", provider: "acme_crm" },
      gate: { featureFlag: "acme_crm_tool" },
      availability: "auto",
    });
    const words = [
      /mcp_servers_metadata\.test\.ts/,
      /\/oauth\/acme_crm\/finalize/,
      /acme_crm_tool/,
      /designer/,
      /views/,
      /^Type-check, in front\/: npm run type-check$/,
      /by hand/,
    ];
    expect(all.map((step, index) => words[index]?.test(step))).toEqual(words.map(() => true));
    const { [PATHS.metadataSnapshot]: _, ...less } = files;
    const { "front/package.json": _package, ...bare } = less;
    expect(steps({ icon: "GithubLogo" }, bare)[0]).toBe("Type-check, in front/: npx tsgo --noEmit");
    const compiler = { "front/node_modules/.bin/tsgo": "" };
    expect(steps({ icon: "GithubLogo" }, { ...less, ...compiler })).toEqual([expect.stringContaining("by hand")]);
  });

  test("is what the checkout's time asks for: no registry that came later, its own script", () => {
    const legacy = fixtureFiles("dust-legacy");
    const more = { auth: { kind: "bearer" }, icon: "GithubLogo", gate: { featureFlag: "new_tool" } };
    expect(steps(more, legacy)).toEqual([
      expect.stringContaining("metadata snapshot"),
      expect.stringContaining('"new_tool"'),
      "Type-check, in front/: npm run type-check",
      expect.stringContaining("by hand"),
    ]);
    const { [PATHS.featureFlags]: _, ...flagless } = legacy;
    expect(steps(more, flagless)).toContainEqual(expect.stringContaining('Add the feature flag "new_tool" where'));
  });

  test("notes what had no effect", () => {
    const auth = { kind: "oauth", provider: "acme_crm", tokenUrl: "https://acme.example/token", pkce: true };
    expect(steps({ auth, instructions: "Be kind." }).at(-1)).toMatch(/auth\.tokenUrl, auth\.pkce, instructions/);
    expect(steps({ auth, instructions: "Be kind." }, fixtureFiles("dust-records")).at(-1)).not.toMatch(
      /, instructions/,
    );
  });

  test("a checkout whose lint rule warns of instructions gets none, and a note", () => {
    const records = fixtureFiles("dust-records");
    const metadata = `${PATHS.servers}/acme_crm/metadata.ts`;
    const written = (from: Files) =>
      /instructions: .*/.exec(textOf(tree(from, { instructions: "Be kind." }), metadata))?.[0];
    expect(written(records)).toBe('instructions: "Be kind.",');
    const linted = { ...records, ".grit/patterns/noMcpServerInstructions.grit": "engine biome(1.0)\n" };
    expect(written(linted)).toBe("instructions: null,");
    expect(steps({ instructions: "Be kind." }, linted).at(-1)).toMatch(/instructions \(\.grit\/.* warns of/);
    expect(steps({ instructions: null }, linted).at(-1)).not.toContain("Note:");
  });
});
