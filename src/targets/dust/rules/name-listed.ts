import { addName } from "../fixes/registries.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { registeredIn } from "../judge/registered.ts";

export default {
  id: "dust/name-listed",
  severity: "error",
  title: "The server is in the names array",
  why: "The type of server names is made of this array; a server that it lacks does not compile.",
  fixHint: "Add the name to `AVAILABLE_INTERNAL_MCP_SERVER_NAMES` in constants.ts.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: '  "github",\n',
    bad: "",
  },
  check: (input) => registeredIn("names", input, () => addName(input.found, input.host)),
} satisfies DustRule;
