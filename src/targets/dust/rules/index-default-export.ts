import { locationOf } from "../../../edit/ts.ts";
import { silencedBy } from "../../../rules/run.ts";
import { notApplicable, problem, unknown } from "../../_shared/verdicts.ts";
import { exportFault, isModuleMissing } from "../imports/import-of.ts";
import type { DustRule } from "../judge/dust-rule.ts";

export default {
  id: "dust/index-default-export",
  severity: "error",
  title: "The server's module exports a factory by default",
  why: "The switch calls the default export of the module to make the server.",
  fixHint: "End the server's index.ts with `export default createServer;`.",
  example: {
    path: "front/lib/api/actions/servers/github/index.ts",
    good: "export default createServer;",
    bad: "export { createServer };",
  },
  needs: ["dust/case-present", "dust/source-readable"],
  check: ({ found, host }) => {
    const [own] = found.cases;
    if (!own) return [notApplicable("it has no case")];
    if (own.call && isModuleMissing(own.call, host.sources)) return [silencedBy("dust/import-resolves")];
    const fault = own.call && exportFault(own.call, host.sources);
    if (own.call && fault) {
      return [problem(locationOf(own.call), "module", `The case of \`${found.name}\` calls nothing: ${fault}.`)];
    }
    const implementation = found.implementation();
    if (!implementation)
      return [unknown("the module that the case calls", { at: own.at, why: "it returns no call of an import" })];
    const { at, factory, path } = implementation;
    if (factory === "unknown") return [unknown("the default export", { at, why: "it is made by a call" })];
    if (factory === "function") return [];
    const what =
      factory === "missing" ? "exports nothing by default" : "exports by default something that is no function";
    return [problem(at, path, `The module of \`${found.name}\` ${what}.`)];
  },
} satisfies DustRule;
