import { expect, test } from "vitest";
import { preflightJsonSchema } from "../../src/model/oauth/preflight-document.ts";
import { integrationJsonSchema, toolsJsonSchema } from "../../src/model/spec/json-schema.ts";

const SCHEMAS: [file: string, schema: Record<string, unknown>][] = [
  ["integration", integrationJsonSchema()],
  ["tools", toolsJsonSchema()],
  ["oauth-preflight", preflightJsonSchema()],
];

test.each(SCHEMAS)("schema/%s.schema.json is current", async (file, schema) => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`../../schema/${file}.schema.json`);
});

test.each(SCHEMAS)("%s: every property has a description or refers to a definition that has one", (_, schema) => {
  const bare: string[] = [];
  walk(schema, "", bare);
  expect(bare).toEqual([]);
});

function walk(node: unknown, path: string, bare: string[]): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, child] of Object.entries(node)) {
    if (key === "properties") {
      for (const [name, property] of Object.entries(child as Record<string, { description?: string; $ref?: string }>)) {
        if (property.description === undefined && property.$ref === undefined) bare.push(`${path}.${name}`);
      }
    }
    walk(child, `${path}.${key}`, bare);
  }
}
