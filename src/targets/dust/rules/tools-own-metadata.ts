import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION, METADATA, onImplementation, onMetadata } from "../judge/subjects.ts";
import { foreignTools } from "../judge/tool-lists.ts";

export default {
  id: "dust/tools-own-metadata",
  severity: "error",
  title: "The server registers the tools of its own metadata",
  why: "With the list of another server, agents are shown the tools of this one and call those of the other.",
  fixHint:
    "Give `buildTools` the tools of the server's own metadata.ts, and register what its own tools module builds.",
  example: {
    path: "front/lib/api/actions/servers/github/index.ts",
    good: 'from "@app/lib/api/actions/servers/github/tools"',
    bad: 'from "@app/lib/api/actions/servers/ashby/tools"',
  },
  needs: [...METADATA, ...IMPLEMENTATION],
  check: ({ found, all, host }) =>
    onMetadata(found, (metadata) =>
      onFact("the list of tools", metadata.tools, (tools) =>
        onImplementation(found, (implementation) =>
          foreignTools({ found, tools, implementation }, all, host.sources).map(({ at, owner }) => {
            const message = `\`${found.name}\` registers the tools of \`${owner}\`, not its own.`;
            return problem(at, "tools", message, { at: metadata.tools.at, message: "its own are declared here" });
          }),
        ),
      ),
    ),
} satisfies DustRule;
