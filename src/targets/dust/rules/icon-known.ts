import { problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { listedIn } from "../judge/listed-in.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";
import { iconNames } from "../registry/side-lists.ts";

export default {
  id: "dust/icon-known",
  severity: "error",
  title: "The checkout has the server's icon",
  why: "An icon that is not in the list does not compile, and is shown as a puzzle piece where it is not checked.",
  fixHint:
    "Use an icon of `INTERNAL_ALLOWED_ICONS`, for example `ActionDocumentTextIcon` until the designer's is there.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: 'icon: "GithubLogo"',
    bad: 'icon: "GitHubLogo"',
  },
  needs: METADATA,
  check: ({ found, host }) => {
    const legal = { list: iconNames(host), noun: "an icon", file: PATHS.icons };
    return onMetadata(found, ({ icon, at }) =>
      icon
        ? listedIn(`the icon of \`${found.name}\``, icon, legal)
        : [problem(at, "icon", `\`${found.name}\` has no icon.`)],
    );
  },
} satisfies DustRule;
