import { UserError } from "../../../errors.ts";
import { parseLocation } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { readableSource } from "../../_shared/anchors.ts";
import { problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { PATHS } from "../paths.ts";
import { metadataSnapshot } from "../registry/metadata-snapshot.ts";

export default {
  id: "dust/registry-readable",
  severity: "error",
  title: "The registries and the lists beside them can be read",
  why: "What stands behind the error may be read wrongly or not at all, so rules that need the file could not check anything.",
  fixHint: "Mend the error at this place; then check again, since nothing was compared with this file.",
  example: {
    path: PATHS.tokenLabels,
    good: "  ashby: {\n",
    bad: "  ashby: \n",
  },
  check: () => [],
  checkHost: ({ host }) => [
    ...SOURCES.flatMap((path) => faultOf(path, () => readableSource(host.sources, path))),
    ...faultOf(PATHS.metadataSnapshot, () => metadataSnapshot(host.sources)),
    ...faultOf(PATHS.availabilitySnapshot, () => host.registry().snapshot),
  ],
} satisfies DustRule;

const SOURCES = [
  PATHS.constants,
  PATHS.switch,
  PATHS.tokenLabels,
  PATHS.bm25Sources,
  PATHS.featureFlags,
  PATHS.oauthProviders,
  PATHS.icons,
  `${PATHS.iconImages}.ts`,
  `${PATHS.iconImages}.tsx`,
  PATHS.actionConstants,
  PATHS.apiMcp,
  PATHS.toolDefinition,
];

/** The first error that keeps a file from being read; a file that is no text at all could not be checked. */
function faultOf(path: string, read: () => unknown): Verdict[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [first] = error.details;
    const at = parseLocation(first?.at ?? path);
    if (error.code !== "host-unreadable") return [{ kind: "unknown", at, reason: error.message }];
    return [problem(at, path, `${path} cannot be read: ${first?.message ?? error.message}`)];
  }
}
