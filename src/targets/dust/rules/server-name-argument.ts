import { notApplicable, onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { onImplementation } from "../judge/subjects.ts";

export default {
  id: "dust/server-name-argument",
  severity: "error",
  title: "The server is made under its own name",
  why: "`makeInternalMCPServer` looks the metadata up by this name; any registered name compiles.",
  fixHint: "Call `makeInternalMCPServer` with the server's own name.",
  example: {
    path: "front/lib/api/actions/servers/github/index.ts",
    good: "makeInternalMCPServer(GITHUB_SERVER_NAME)",
    bad: 'makeInternalMCPServer("slack")',
  },
  needs: ["dust/case-present", "dust/index-default-export", "dust/case-returns-own-server"],
  check: ({ found }) =>
    onImplementation(found, ({ madeAs }) => {
      if (!madeAs) return [notApplicable("its module does not call `makeInternalMCPServer`")];
      return onFact("the name given to `makeInternalMCPServer`", madeAs, (name, at) =>
        name === found.name ? [] : [problem(at, "name", `\`${found.name}\` is made as \`${name}\`.`)],
      );
    }),
} satisfies DustRule;
