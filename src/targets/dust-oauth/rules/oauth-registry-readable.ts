import { OAUTH_PATHS } from "../../_shared/oauth/paths.ts";
import { CORE_PATHS } from "../core/paths.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { unreadable } from "../judge/readable.ts";

export default {
  id: "dust/oauth-registry-readable",
  severity: "error",
  title: "The registries of OAuth providers can be read",
  why: "What stands behind the error may be read wrongly or not at all, so rules that need the file could not check anything.",
  fixHint: "Mend the error at this place; then check again, since nothing was compared with this file.",
  example: { path: CORE_PATHS.library, good: "    pub mod connection;\n", bad: "    pub mod connection {;\n" },
  check: () => [],
  checkHost: ({ host }) => REGISTRIES.flatMap((path) => unreadable(path, host)),
} satisfies OAuthRule;

const REGISTRIES = [
  CORE_PATHS.library,
  CORE_PATHS.connection,
  CORE_PATHS.credential,
  OAUTH_PATHS.types,
  OAUTH_PATHS.registry,
  OAUTH_PATHS.config,
  OAUTH_PATHS.helpers,
];
