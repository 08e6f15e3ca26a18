// @ts-check
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a specification of tools that each send a request of their own.
 *
 * @param {string} folder
 * @param {number} count
 * @returns {string} the path of the file
 */
export function writeTools(folder, count) {
  const tools = Array.from({ length: count }, (_, index) => ({
    name: `get_thing_${index}`,
    description: `Get the thing ${index} by its ID.`,
    params: [{ name: "thingId", type: "string", description: "ID of the thing." }],
    request: { method: "GET", path: `/things/${index}/{thingId}` },
    result: { kind: "one", fields: [{ name: "id", type: "string" }] },
  }));
  const path = join(folder, `${count}.json`);
  writeFileSync(path, JSON.stringify(tools));
  return path;
}
