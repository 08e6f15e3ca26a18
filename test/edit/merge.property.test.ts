import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeDeclarations } from "../../src/edit/merge/index.ts";
import { shapeOf } from "../../src/edit/merge/shape.ts";
import { checkInsertOnly } from "../../src/edit/splice.ts";
import { parse, syntaxErrors } from "../../src/edit/ts.ts";
import { BASE, NEXT } from "./merge-texts.ts";
import { type Noise, noiseIn, withNoise } from "./noise.ts";

const noise: fc.Arbitrary<Noise> = fc.record({
  every: fc.integer({ min: 1, max: 40 }),
  from: fc.nat({ max: 40 }),
  crlf: fc.boolean(),
  mark: fc.boolean(),
});

test("a merge says what is wanted whatever the layout and the comments, keeps them, and is done once", () => {
  fc.assert(
    fc.property(noise, (chosen) => {
      const current = withNoise(BASE, chosen);
      fc.pre(syntaxErrors(parse("noise.ts", current)).length === 0);
      const merge = (text: string) =>
        mergeDeclarations({
          path: "a.ts",
          current: text,
          base: BASE,
          next: NEXT,
          added: new Set([".getItem"]),
          compareNames: (left, right) => left.localeCompare(right),
        });
      const { text, conflicts } = merge(current);
      expect(conflicts).toEqual([]);
      expect(shapeOf(parse("a.ts", text))).toBe(shapeOf(parse("b.ts", NEXT)));
      expect(checkInsertOnly("a.ts", current, text)).toBeNull();
      expect(noiseIn(text)).toEqual(noiseIn(current));
      expect(merge(text)).toEqual({ text, conflicts: [] });
    }),
    { numRuns: 400 },
  );
});
