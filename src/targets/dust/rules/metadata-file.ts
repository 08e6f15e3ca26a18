import { locationOf } from "../../../edit/ts.ts";
import { silencedBy } from "../../../rules/run.ts";
import { notApplicable, onFact, problem, unknown } from "../../_shared/verdicts.ts";
import { isWritten } from "../checkout/lacking.ts";
import { exportFault, isModuleMissing } from "../imports/import-of.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { constFaults } from "../judge/metadata-shape.ts";
import { DESCRIBING, identifiersIn } from "../judge/ownership.ts";

export default {
  id: "dust/metadata-file",
  severity: "error",
  title: "The entry names metadata that exists and has the form of its layout",
  why: "Name, description, tools and stakes of a server are read from this module and from nowhere else.",
  fixHint:
    "Export the server's constant from its metadata.ts and name it as `metadata` of the entry; in layout `legacy` the three constants as `serverInfo`, `tools` and `tools_stakes`.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: "export const GITHUB_SERVER = {",
    bad: "const GITHUB_SERVER = {",
  },
  needs: ["dust/entry-present", "dust/source-readable"],
  check: ({ found, host }) => {
    const { entry } = found;
    if (!entry) return [notApplicable("it has no entry")];
    const expression = entry.properties.get("metadata");
    const described = expression ? [expression] : DESCRIBING.flatMap((key) => entry.properties.get(key) ?? []);
    if (!expression && found.layout !== "legacy") {
      const isOlder = entry.properties.has("serverInfo") || !isWritten(host.layout);
      if (isOlder) return [notApplicable("the entry describes the server itself")];
      const wanted = host.layout === "legacy" ? "serverInfo" : "metadata";
      if (entry.open) return [unknown(`whether the entry has \`${wanted}\``, entry.open)];
      return [problem(entry.at, "metadata", `The entry of \`${found.name}\` has no \`${wanted}\`.`)];
    }
    for (const identifier of described.flatMap(identifiersIn)) {
      if (isModuleMissing(identifier, host.sources)) return [silencedBy("dust/import-resolves")];
      const fault = exportFault(identifier, host.sources);
      if (fault)
        return [problem(locationOf(identifier), "metadata", `The metadata of \`${found.name}\` is missing: ${fault}.`)];
    }
    const read = onFact("the metadata", found.metadata() ?? undefined, () => []);
    return read.length > 0 || !expression ? read : constFaults(expression, found.layout, host);
  },
} satisfies DustRule;
