import { OAUTH_PATHS } from "../../_shared/oauth/paths.ts";
import { notApplicable, onFact, problem, unknown } from "../../_shared/verdicts.ts";
import { CORE_ENUMS } from "../core/paths.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { isNamed, namedIn, placeInFront } from "../judge/on-front.ts";

// A provider of the core's own tests.
const CORE_ONLY = new Set(["mock"]);

export default {
  id: "dust/oauth-both-sides",
  severity: "error",
  title: "Both programs know the provider",
  why: "The front sends its name to the core, which refuses one that is no wire name; a provider of the core alone can never be connected.",
  fixHint: "Add the part that is missing; `mcp-new provider --target dust-oauth` writes both.",
  example: {
    path: "core/src/oauth/connection.rs",
    good: "    UkgReady,\n}",
    bad: "    UkgReady,\n    Zendesk,\n}",
  },
  needs: ["dust/oauth-core-module", "dust/oauth-core-registered", "dust/oauth-front-lists"],
  check: ({ found: { name, core, front } }) => {
    const place = placeInFront(front);
    const unheard = `The front names \`${name}\`, which is no wire name of \`${CORE_ENUMS.connection}\`.`;
    if (place) return onFact("the enum of providers", core.variant, () => [], [problem(place, "core", unheard)]);
    const open = Object.values(namedIn(front)).find((fact) => isNamed(fact) === null);
    if (open && !open.known) return [unknown("what the front names", open)];
    if (CORE_ONLY.has(name)) return [notApplicable("it is a provider of the core's tests")];
    const message = `\`${name}\` is a provider of the core alone: ${OAUTH_PATHS.types} does not list it.`;
    return onFact("the enum of providers", core.variant, (_, at) => [problem(at, "front", message)]);
  },
} satisfies OAuthRule;
