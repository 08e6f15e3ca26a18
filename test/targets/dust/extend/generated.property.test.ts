import fc from "fast-check";
import { expect, test } from "vitest";
import { shapeOf } from "../../../../src/edit/merge/shape.ts";
import { checkInsertOnly } from "../../../../src/edit/splice.ts";
import { parse, property, ts, unwrap, variableNamed } from "../../../../src/edit/ts.ts";
import type { IntegrationSpec } from "../../../../src/model/integration-spec.ts";
import { conventions } from "../files/conventions.ts";
import { sample } from "../files/sample-specs.ts";
import { added, type Complete, formatted, type ServerText, scaffold, withWholeUrl } from "./generated-site.ts";
import { toolsArbitrary } from "./tool-arbitrary.ts";

const AUTH: IntegrationSpec["auth"][] = [
  { kind: "none" },
  { kind: "bearer" },
  { kind: "oauth", provider: "acme", useCases: ["platform_actions"] },
];

interface Choice {
  spec: Complete;
  layout: keyof typeof conventions;
  /** How many tools there are from the start. */
  count: number;
  /** Whether the files are formatted after each tool, or once at the end. */
  between: boolean;
}

const choices: fc.Arbitrary<Choice> = fc
  .record({
    tools: toolsArbitrary(),
    auth: fc.constantFrom(...AUTH),
    layout: fc.constantFrom("arrays" as const, "records" as const, "bare" as const),
    count: fc.nat({ max: 4 }),
    between: fc.boolean(),
  })
  .map(({ tools, auth, layout, count, between }) => {
    const api = {
      baseUrl: "https://api.example",
      headers: {},
      authHeader: { name: "Authorization", scheme: "Bearer" },
    };
    return { spec: { ...sample("acme_crm"), auth, api, tools }, layout, count: count % tools.length, between };
  });

function handlerShape(files: ServerText, tool: string): string {
  const handlers = variableNamed(parse("a.ts", files["tools/index.ts"] ?? ""), "handlers")?.initializer;
  const literal = handlers && unwrap(handlers);
  const found = literal && ts.isObjectLiteralExpression(literal) ? property(literal, tool) : null;
  if (!found || !ts.isPropertyAssignment(found)) throw new Error(`no handler ${tool}`);
  return shapeOf(found.initializer);
}

function expressionShape(text: string): string {
  const value = variableNamed(parse("b.ts", `const x = ${text};`), "x")?.initializer;
  if (!value) throw new Error("no expression");
  return shapeOf(value);
}

test("tools added one by one leave what a scaffold of all of them makes", { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(choices, async ({ spec, layout, count, between }) => {
      const style = conventions[layout];
      const whole = await formatted(scaffold(spec, style));
      let files = await formatted(scaffold({ ...spec, tools: spec.tools.slice(0, count) }, style));
      for (const [index, tool] of spec.tools.entries()) {
        if (index < count) continue;
        const given = index % 2 === 0 || files["client.ts"] === undefined ? withWholeUrl(tool, spec) : tool;
        const { files: after, handler } = added(files, spec, style, spec.tools.slice(0, index), given);
        for (const [path, text] of Object.entries(files)) {
          expect(checkInsertOnly(path, text, after[path] ?? "")).toBeNull();
        }
        if (handler !== null) expect(expressionShape(handler)).toBe(handlerShape(whole, tool.name));
        files = between ? await formatted(after) : after;
      }
      const left = await formatted(files);
      for (const path of ["client.ts", "types.ts", "rendering.ts", "helpers.ts", "tools/index.test.ts"]) {
        expect(left[path], path).toBe(whole[path]);
      }
    }),
    { numRuns: 40 },
  );
});
