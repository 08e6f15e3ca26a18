import { type Code, code, joined, json } from "../../../../edit/code.ts";
import type { TemplateValue } from "../../../../edit/template.ts";
import { type RequestingTool, requestingTools, validates } from "../client.ts";
import type { NamedTool } from "../names.ts";
import { sampleArgs, testCase } from "./samples.ts";

/** What the generated test checks: calls that send a request, and tools that only say that they are not implemented. */
export interface TestedTools {
  /** One row for each tool that sends a request. */
  cases: Code[];
  /** Whether the answer of one of them is parsed. */
  validated: boolean;
  /** One pair of a name and sample arguments for each of the others. */
  missing: Code[];
}

/** The rows for some tools, whose paths are relative to `baseUrl`. */
export function testedTools(tools: readonly NamedTool[], baseUrl: string): TestedTools {
  const requesting = requestingTools(tools);
  return {
    cases: requesting.map((tool) => testRow(tool, baseUrl)),
    validated: requesting.some(validates),
    missing: tools.filter(({ spec }) => !spec.request).map(missingRow),
  };
}

/** The row for a tool that sends a request. */
export function testRow(tool: RequestingTool, baseUrl: string): Code {
  return testCase(tool.spec, tool.request, baseUrl);
}

/** The row for a tool that sends none. */
export function missingRow({ spec }: NamedTool): Code {
  return json([spec.name, sampleArgs(spec)]);
}

/** What the test's template needs beside the client's context. */
export function testContext({
  cases: [first, ...others],
  validated,
  missing,
}: TestedTools): Record<string, TemplateValue> {
  return {
    first: first ?? null,
    others,
    validated,
    missing: missing.length > 0 ? code`[${joined(missing, ", ")}]` : null,
  };
}
