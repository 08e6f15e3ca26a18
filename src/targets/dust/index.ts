import { typeCheck } from "../_shared/type-check.ts";
import type { Target } from "../target.ts";
import { checklist } from "./checklist.ts";
import { choices } from "./choices.ts";
import { goneServers } from "./contract/gone.ts";
import { touchedServers } from "./contract/touched.ts";
import { addTool } from "./extend/index.ts";
import { type DustHost, detectDust } from "./host.ts";
import { describeHost } from "./info/describe.ts";
import { migrate } from "./migrate/index.ts";
import { needs } from "./needs.ts";
import { nextSteps, nextToolSteps } from "./next-steps.ts";
import { PATHS } from "./paths.ts";
import type { DustServer } from "./read/server.ts";
import { readServers } from "./read/servers.ts";
import { rules } from "./rules/index.ts";
import { scaffoldServer } from "./scaffold.ts";

/** MCP servers inside Dust's monorepo. */
const dust = {
  id: "dust",
  title: `Dust (${PATHS.constants})`,
  rules,
  checklist,
  detect: detectDust,
  read: readServers,
  folders: [PATHS.front],
  gone: goneServers,
  touched: touchedServers,
  needs,
  scaffold: scaffoldServer,
  addTool,
  migrate,
  describe: describeHost,
  choices,
  next: nextSteps,
  nextTools: nextToolSteps,
  verify: typeCheck,
} satisfies Target<DustHost, DustServer>;

export default dust;
