import { expect, test } from "vitest";
import { integrationJsonSchema } from "../../src/model/spec/json-schema.ts";

test("schema/integration.schema.json is current", async () => {
  const text = `${JSON.stringify(integrationJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../../schema/integration.schema.json");
});

test("every property has a description or refers to a definition that has one", () => {
  const bare: string[] = [];
  walk(integrationJsonSchema(), "", bare);
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
