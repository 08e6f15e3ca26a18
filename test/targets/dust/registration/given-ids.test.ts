import { describe, expect, test } from "vitest";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import { type Files, idOf, replaced, replacedIn, textOf, tree } from "../drafting.ts";

const files = fixtureFiles("dust-arrays");
const LEGACY = /4, 28, 45, 1004, 1016, 1047,/;

/** Constants.ts and the availability snapshot as another branch has them. */
function branch(constants: string | null, snapshot: string | null = null): Files {
  return {
    ...(constants === null ? {} : { [PATHS.constants]: constants }),
    ...(snapshot === null ? {} : { [PATHS.availabilitySnapshot]: snapshot }),
  };
}

const constants = textOf(files, PATHS.constants);
const snapshot = textOf(files, PATHS.availabilitySnapshot);

describe("the id of a new server is one more than the highest", () => {
  test("of the retired ids", () => {
    expect(idOf(tree(files))).toBe(1048);
  });

  test("of the entries, where the last one is not the highest", () => {
    expect(idOf(tree(replaced("dust-arrays", PATHS.constants, "id: 1031,", "id: 2000,")))).toBe(2001);
  });

  test("of the availability snapshot", () => {
    const changed = replaced("dust-arrays", PATHS.availabilitySnapshot, '"id": 1014', '"id": 3000');
    expect(idOf(tree(changed))).toBe(3001);
  });

  test("of an entry whose key cannot be worked out", () => {
    const changed = replaced(
      "dust-arrays",
      PATHS.constants,
      "  val_town: {\n    id: 1014,",
      "  [process.env.X!]: {\n    id: 4000,",
    );
    expect(idOf(tree(changed))).toBe(4001);
  });

  test("and gaps are never filled: without retired ids the highest entry counts", () => {
    expect(idOf(tree(replaced("dust-arrays", PATHS.constants, LEGACY, "")))).toBe(1046);
  });
});

describe("other branches", () => {
  const next = (...branches: Files[]) => idOf(tree(files, {}, branches));

  test("their entries, retired ids and snapshots count", () => {
    expect(next(branch(constants.replace("id: 1031,", "id: 2000,")))).toBe(2001);
    expect(next(branch(constants.replace(LEGACY, "4, 2100,")))).toBe(2101);
    expect(next(branch(constants, snapshot.replace('"id": 1014', '"id": 2200')))).toBe(2201);
    expect(next(branch(null, snapshot.replace('"id": 1014', '"id": 2300')))).toBe(2301);
  });

  test("the highest of all wins", () => {
    const [low, high] = [2000, 2500].map((id) => branch(constants.replace("id: 1031,", `id: ${id},`)));
    expect(next(low ?? {}, high ?? {}, branch(constants))).toBe(2501);
  });

  test("an entry counts whose key is imported from a file that the branch was not asked for", () => {
    expect(next(branch(constants.replace("{\n    id: 1045,", "{\n    id: 2600,")))).toBe(2601);
  });

  test("a broken file is ignored, and the other file of its branch is not", () => {
    const broken = constants
      .replace("id: 1031,", "id: 2000,")
      .replace("export const INTERNAL", "export const {; INTERNAL");
    expect(next(branch(broken))).toBe(1048);
    expect(next(branch(broken, snapshot.replace('"id": 1014', '"id": 2200')))).toBe(2201);
    expect(next(branch(constants.replace("id: 1031,", "id: 2000,"), '{ "auto": ['))).toBe(2001);
    expect(next(branch("export const nothing = 1;\n", "[]"))).toBe(1048);
  });

  test("a registered server keeps its id, whatever they say", () => {
    const once = tree(files);
    expect(idOf(tree(once, {}, [branch(constants.replace("id: 1031,", "id: 2000,"))]))).toBe(1048);
  });

  test("a form of the registry that only the other branch has is no obstacle", () => {
    const flat = "export const INTERNAL_MCP_SERVERS = {\n  a: { id: 7000 },\n};\n";
    expect(next(branch(flat))).toBe(7001);
  });
});

test("an id that is not written as a number is no id", () => {
  const changed = replacedIn(files, PATHS.constants, "id: 1031,", "id: Number(process.env.ID),");
  expect(idOf(tree(changed))).toBe(1048);
});
