import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";

export default {
  id: "dust/documentation-url",
  severity: "info",
  title: "The documentation is an https address, or null",
  why: "Administrators follow the link while they connect the server.",
  fixHint: "Write the whole address, or `null` until there is a page.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: '"https://docs.dust.tt/docs/github"',
    bad: '"docs.dust.tt/docs/github"',
  },
  needs: METADATA,
  check: ({ found }) =>
    onMetadata(found, ({ documentationUrl }) =>
      onFact("the documentation URL", documentationUrl, (url, at) =>
        url === null || /^https:\/\/[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(url)
          ? []
          : [problem(at, "documentationUrl", `The documentation URL of \`${found.name}\` is no https address.`)],
      ),
    ),
} satisfies DustRule;
