import { locationOf } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import { problem, unknown } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { sharesMetadata } from "../judge/ownership.ts";
import { onImplementation } from "../judge/subjects.ts";

export default {
  id: "dust/case-returns-own-server",
  severity: "error",
  title: "The case returns the server's own module",
  why: "A case that calls the module of another server compiles, and runs the tools of that server under this name.",
  fixHint: "Call the default import of the server's own module in its case.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/servers/index.ts",
    good: "      return githubServer(auth, toolContext);",
    bad: "      return ashbyServer(auth, toolContext);",
  },
  needs: ["dust/case-present", "dust/index-default-export", "dust/import-resolves"],
  check: ({ found, host }) =>
    onImplementation(found, ({ madeAs, path, at }) => {
      const name = factValue(madeAs ?? undefined);
      if (name === found.name) return [];
      const shared = sharesMetadata(found, host.sources);
      // The module is its own, so a wrong name in it is the finding of dust/server-name-argument.
      if (shared === true) return [];
      if (name === undefined && shared === null) {
        return [unknown("whose server the case returns", { at, why: "it does not name the server that it makes" })];
      }
      const call = found.cases[0]?.call;
      const whose = name === undefined ? "another module" : `\`${name}\``;
      return [
        problem(
          call ? locationOf(call) : found.at,
          "case",
          `The case of \`${found.name}\` returns the server of ${whose}.`,
          {
            at,
            message: `the module ${path} is made here`,
          },
        ),
      ];
    }),
} satisfies DustRule;
