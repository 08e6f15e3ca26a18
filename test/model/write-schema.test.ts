import { expect, test } from "vitest";
import { writeJsonSchema } from "../../src/model/document-schema/write.ts";

test("schema/write.schema.json is current", async () => {
  await expect(`${JSON.stringify(writeJsonSchema(), null, 2)}\n`).toMatchFileSnapshot("../../schema/write.schema.json");
});
