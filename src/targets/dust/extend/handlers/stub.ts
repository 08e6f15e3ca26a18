import { code, string } from "../../../../edit/code.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import type { HandlerCode, Site } from "../site.ts";
import { stubHandler } from "../snippet.ts";

/** The handler of a tool without a request, with the imports of its file. */
export function stubOf({ conventions }: Site, tool: ToolSpec): HandlerCode {
  return {
    function: stubHandler(tool, conventions),
    imports: [
      { module: conventions.modules.mcpErrors, name: "MCPError", kind: "value" },
      { module: conventions.resultModule, name: "Err", kind: "value" },
    ],
  };
}

/** The same as a function that is given to the SDK's server as it is. */
export function bareStub(tool: ToolSpec): HandlerCode {
  const text = string(`${tool.name} is not implemented yet.`);
  const made = code`async () => ({\n  isError: true,\n  content: [{ type: "text", text: ${text} }],\n})`;
  return { function: made, imports: [] };
}
