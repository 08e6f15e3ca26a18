import { expect, test } from "vitest";
import { missingRust } from "./rust.ts";

test("what is missing is named: the program first, then the packaged crate", () => {
  expect(missingRust({ PATH: "/nowhere" })).toBe("there is no cargo");
});

test.skipIf(missingRust() !== null)("a registry without the crates is no registry", () => {
  expect(missingRust(undefined, "/nowhere")).toBe("/nowhere has no anyhow");
});
