import type { RelatedLocation } from "../../../model/finding.ts";
import { formatLocation } from "../../../model/location.ts";
import { problem } from "../../_shared/verdicts.ts";
import { brokenImports } from "../imports/broken.ts";
import type { DustRule } from "../judge/dust-rule.ts";

export default {
  id: "dust/import-resolves",
  severity: "error",
  title: "The imports of the server lead to modules and names that exist",
  why: "What is behind an import that leads nowhere cannot be judged, and the server does not start.",
  fixHint: "Correct the path or the name in the import, or put the module back.",
  example: {
    path: "front/lib/api/actions/servers/github/index.ts",
    good: 'from "@app/lib/api/actions/servers/github/tools"',
    bad: 'from "@app/lib/api/actions/servers/github/tool"',
  },
  needs: ["dust/source-readable"],
  check: ({ found, all, host }) => {
    const missing = new Set(brokenImports(found, host).map((each) => each.missing));
    if (missing.size === 0) return [];
    // Several servers may import what is missing: all of them have the same finding, and it is reported once.
    const everywhere = all.flatMap((each) => brokenImports(each, host));
    return [...missing].flatMap((part) => {
      const [first, ...others] = everywhere.filter((each) => each.missing === part);
      if (!first) return [];
      const more = others.map(({ at }): RelatedLocation => ({ at, message: "it is imported here as well" }));
      const related = [...(first.related ? [first.related] : []), ...more];
      const seen = new Set([formatLocation(first.at)]);
      const fresh = related.filter(({ at }) => !seen.has(formatLocation(at)) && seen.add(formatLocation(at)));
      return [problem(first.at, part, first.message, ...fresh)];
    });
  },
} satisfies DustRule;
