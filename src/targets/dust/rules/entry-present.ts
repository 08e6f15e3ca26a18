import type { DustRule } from "../judge/dust-rule.ts";
import { registeredIn } from "../judge/registered.ts";

export default {
  id: "dust/entry-present",
  severity: "error",
  title: "The server has an entry in the registry",
  why: "Without an entry the server has no id, no availability and no metadata; the checkout does not compile.",
  fixHint: "Add an entry with the next free id to `INTERNAL_MCP_SERVERS` in constants.ts.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: "  github: {\n",
    bad: "  gihub: {\n",
  },
  check: (input) => registeredIn("entries", input),
} satisfies DustRule;
