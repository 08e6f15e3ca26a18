import { addCase } from "../fixes/registries.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { registeredIn } from "../judge/registered.ts";

export default {
  id: "dust/case-present",
  severity: "error",
  title: "The switch makes the server",
  why: "`getInternalMCPServer` is the only place that makes a server; without a case it cannot be started.",
  fixHint: "Add a `case` that returns the server to servers/index.ts, before `default`.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/servers/index.ts",
    good: '    case "github":\n      return githubServer(auth, toolContext);\n',
    bad: "",
  },
  check: (input) => registeredIn("cases", input, () => addCase(input.found, input.host)),
} satisfies DustRule;
