import { expect } from "vitest";
import { UserError } from "../../src/errors.ts";
import { parseIntegration } from "../../src/model/problems/parse.ts";

export const spec = (more: object) => ({
  name: "acme_crm",
  description: "d",
  api: { baseUrl: "https://a.example/v1" },
  ...more,
});
export const withTool = (more: object) => spec({ tools: [{ name: "list_items", description: "d", ...more }] });
export const param = (more: object) => ({ name: "q", type: "string", description: "d", ...more });
export const get = (path: string, more: object = {}) => ({ method: "GET", path, ...more });

/** The messages of all problems of a value, empty when it is legal. */
export function problems(parse: () => unknown): string[] {
  try {
    parse();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error).toMatchObject({ code: "spec-invalid", exitCode: 2 });
    return error.details.map((detail) => detail.message);
  }
}
export const ofSpec = (value: unknown) => problems(() => parseIntegration(value));
export const ofTool = (more: object) => ofSpec(withTool(more)).map((message) => message.replace("tools[0].", ""));
