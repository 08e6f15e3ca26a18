import { expect, test } from "vitest";
import { fixtureFiles } from "./support/fixture-host.ts";
import { biomeCheck, copyReplica, runHostTests, typeCheck } from "./support/replica.ts";
import { added, toolOf } from "./targets/dust/extend/adding.ts";
import { requestingTool } from "./targets/dust/extend/requesting.ts";
test.each([["dust-records","hubspot"],["dust-legacy","hubspot"]] as const)("raw %s", async (layout, server) => {
  const { changes } = await added(fixtureFiles(layout), server, toolOf(), requestingTool("list", "https://api.hubapi.example"), requestingTool("update", "https://api.hubapi.example"));
  const replica = copyReplica(layout);
  try {
    for (const { path, after } of changes) { replica.write(path, after); console.log(path); if (!path.includes("helper")&&!path.includes("utils")) console.log(after); }
    console.log(typeCheck(replica));
    console.log(biomeCheck(replica, changes.map((c) => c.path)));
    console.log(runHostTests(replica, layout==="dust-records" ? "lib/api/actions/servers/hubspot": "lib/actions/mcp_internal_actions/servers/hubspot"));
  } finally { replica.dispose(); }
});
