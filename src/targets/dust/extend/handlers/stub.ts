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
