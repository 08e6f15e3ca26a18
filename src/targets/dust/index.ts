import type { Command } from "../../plan/plan.ts";
import type { Target } from "../target.ts";
import { checklist } from "./checklist.ts";
import { choices } from "./choices.ts";
import { goneServers } from "./contract/gone.ts";
import { touchedServers } from "./contract/touched.ts";
import { addTool } from "./extend/index.ts";
import { type DustHost, detectDust } from "./host.ts";
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
  scaffold: scaffoldServer,
  addTool,
  choices,
  next: nextSteps,
  nextTools: nextToolSteps,
  verify: typeCheck,
} satisfies Target<DustHost, DustServer>;

export default dust;

// Dust's own command is `npx tsgo --noEmit`; older checkouts have TypeScript's.
function typeCheck(host: DustHost): Command[] {
  for (const folder of [PATHS.front, ""]) {
    const bin = folder === "" ? "node_modules/.bin" : `${folder}/node_modules/.bin`;
    const names = new Set(host.repo.list(bin).map((entry) => entry.name));
    const name = ["tsgo", "tsc"].find((each) => names.has(each));
    if (name) return [{ title: "Type check", file: `${bin}/${name}`, args: ["--noEmit"], cwd: PATHS.front }];
  }
  return [];
}
