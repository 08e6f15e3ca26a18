import { factValue } from "../../../model/found.ts";
import { notApplicable, problem } from "../../_shared/verdicts.ts";
import { brokenImports } from "../imports/broken.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { describedBy, type ServerImport, sharesMetadata } from "../judge/ownership.ts";

export default {
  id: "dust/entry-imports-own-metadata",
  severity: "error",
  title: "The entry is described by the server's own metadata",
  why: "With the metadata of another server, agents are shown tools that this server does not have.",
  fixHint: "Name the constant of the server's own metadata.ts in the entry.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: "metadata: SLACK_BOT_SERVER",
    bad: "metadata: SLACK_PERSONAL_SERVER",
  },
  needs: ["dust/entry-present", "dust/metadata-file"],
  check: ({ found, all, host }) => {
    const names = found.entry ? describedBy(found.entry, host.sources) : [];
    const first = mostNamed(names);
    if (!first) return [notApplicable("the entry describes the server itself")];
    const foreign = names.find(({ path }) => path !== first.path);
    if (foreign) {
      const message = `The entry of \`${found.name}\` takes \`${foreign.name}\` from ${foreign.path}, and \`${first.name}\` from ${first.path}.`;
      return [problem(foreign.at, "metadata", message, { at: first.at, message: "the other module is used here" })];
    }
    const name = factValue(factValue(found.metadata() ?? undefined)?.name);
    if (name === undefined || name === found.name) return [];
    // A module that is not there may be the one that they share.
    const shared = brokenImports(found, host).length > 0 ? null : sharesMetadata(found, host.sources);
    const isOther = shared === false || (shared === null && all.some((each) => each.name === name));
    return isOther
      ? [problem(first.at, "metadata", `The entry of \`${found.name}\` has the metadata of \`${name}\`.`)]
      : [];
  },
} satisfies DustRule;

// Of several modules the one that most of the names come from is the server's own.
function mostNamed(names: readonly ServerImport[]): ServerImport | undefined {
  const count = ({ path }: ServerImport) => names.filter((each) => each.path === path).length;
  return names.reduce<ServerImport | undefined>(
    (most, each) => (most && count(most) >= count(each) ? most : each),
    undefined,
  );
}
