import fc from "fast-check";
import { expect, test } from "vitest";
import { checkInsertOnly } from "../../../../src/edit/splice.ts";
import { parse, syntaxErrors } from "../../../../src/edit/ts.ts";
import { type Fact, factValue } from "../../../../src/model/found.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { hostOf } from "../../../support/fixture-host.ts";
import { type Files, scaffolded, textOf } from "../drafting.ts";
import { checkout, filesOf } from "./registry-arbitrary.ts";

const spec = fc.record({
  name: fc.constantFrom("aaa", "acme_crm", "mmm", "zzz"),
  availability: fc.constantFrom("manual", "auto"),
  gate: fc.constantFrom(null, { featureFlag: "f" }, { featureFlag: "f", preview: true }),
});

/** The registries of a tree by value: the names, the entries with their ids, and the cases with their modules. */
function registered(files: Files) {
  const { listed, entries, cases, legacyIds } = hostOf(files).registry();
  const known = <T>(fact: Fact<T> | undefined) => factValue(fact) ?? "unknown";
  return {
    listed: listed.map(known),
    entries: entries.map(({ name, id, properties }) => [known(name), known(id), [...properties.keys()].join()]),
    cases: cases.map(({ name, module }) => [known(name), module]),
    legacy: legacyIds.map(known),
  };
}

/** The ids that the generated text holds, read without our reader. */
function idsIn(text: string): number[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g, "");
  const legacy = /LEGACY_INTERNAL_MCP_SERVER_IDS[^=]*=\s*\[([^\]]*)\]/.exec(bare)?.[1]?.match(/\d+/g) ?? [];
  return [...legacy, ...[...bare.matchAll(/id"?\]?:\s*\(?(\d+)/g)].map((match) => match[1])].map(Number);
}

const commentsOf = (text: string) => text.match(/\bc\d+/g) ?? [];

test("a new server only adds to a registry of any form, is read back, and the second run changes nothing", () => {
  fc.assert(
    fc.property(checkout, spec, (generated, more) => {
      const before = filesOf(generated);
      const { changes, files: after } = scaffolded(before, more);
      for (const change of changes.filter((each) => each.before !== null)) {
        expect(checkInsertOnly(change.path, change.before ?? "", change.after ?? "")).toBeNull();
        expect(syntaxErrors(parse(change.path, change.after ?? ""))).toEqual([]);
        expect(commentsOf(change.after ?? "")).toEqual(commentsOf(change.before ?? ""));
      }
      const [old, now] = [registered(before), registered(after)];
      const id = Math.max(0, ...idsIn(textOf(before, PATHS.constants))) + 1;
      expect(now.listed.filter((name) => name !== more.name)).toEqual(old.listed);
      expect(now.listed.length).toBe(old.listed.length + 1);
      const isLegacy = generated.layout === "dust-legacy";
      expect(now.entries).toEqual([...old.entries, [more.name, id, expect.any(String)]]);
      const properties = `${now.entries.at(-1)?.[2]}`.split(",").toSorted();
      const described = isLegacy ? ["serverInfo", "tools", "tools_stakes"] : ["metadata"];
      expect(properties).toEqual(expect.arrayContaining(["availability", "id", "isRestricted", ...described]));
      expect(properties).toEqual([...new Set(properties)]);
      if (!isLegacy) expect(now.entries.at(-1)?.[2]).toMatch(/^id,.*,metadata$/);
      expect(now.cases).toHaveLength(old.cases.length + 1);
      expect(now.cases.filter(([name]) => name !== more.name)).toEqual(old.cases);
      const root = isLegacy ? PATHS.legacyServers : PATHS.servers;
      expect(now.cases).toContainEqual([more.name, `${root}/${more.name}/index.ts`]);
      expect(now.legacy).toEqual(old.legacy);
      expect(scaffolded(after, more).changes).toEqual([]);
    }),
    { numRuns: 250 },
  );
});
