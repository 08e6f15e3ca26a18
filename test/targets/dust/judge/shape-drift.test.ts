import { expect, test } from "vitest";
import { Sources } from "../../../../src/edit/sources.ts";
import { variableNamed } from "../../../../src/edit/ts.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { shapeDrift } from "../../../../src/targets/dust/judge/legacy/shape-drift.ts";
import { shapeEntries } from "../../../../src/targets/dust/read/params.ts";

function driftOf(one: string, other: string): string {
  const text = `import { z } from "zod";
const MAX = 5;
const KEY = z.string().describe("Key.");
const Base = z.object({ key: KEY });
const one = ${one};
const other = ${other};`;
  const sources = new Sources(memoryRepo({ "m.ts": text }));
  const entries = (name: string) => {
    const source = sources.source("m.ts");
    const value = source && variableNamed(source, name)?.initializer;
    if (!value) throw new Error(`no ${name}`);
    return shapeEntries(value, sources);
  };
  return shapeDrift(entries("one"), entries("other"), sources);
}

test.each([
  ["none", "{}", "{}"],
  ["none", "{ key: KEY }", "Base.shape"],
  ["none", "{ key: KEY, n: z.number() }", "{ n: z\n  .number(), ...Base.shape }"],
  ["none", "{ key: KEY }", '{ key: z.string().describe("Key.") }'],
  ["drift", "{ key: KEY }", "{}"],
  ["drift", "{ key: KEY }", "{ keys: KEY }"],
  ["drift", "{ key: KEY }", '{ key: z.number().describe("Key.") }'],
  ["drift", "{ key: KEY }", '{ key: z.string().optional().describe("Key.") }'],
  ["drift", "{ key: KEY }", '{ key: z.string().describe("Name.") }'],
  ["drift", "{ o: z.object({ a: z.string() }) }", "{ o: z.object({ b: z.string() }) }"],
  ["unknown", "{ n: z.number().max(MAX) }", "{ n: z.number().max(5) }"],
  ["unknown", "{ key: KEY }", "{ key: makeKey() }"],
  ["unknown", "{ key: KEY }", "{ ...more() }"],
])("%s: %s and %s", (drift, one, other) => {
  expect(driftOf(one, other)).toBe(drift);
  expect(driftOf(other, one)).toBe(drift);
});
