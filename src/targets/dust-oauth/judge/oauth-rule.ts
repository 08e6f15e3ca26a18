import type { Rule } from "../../../rules/rule.ts";
import type { FoundProvider } from "../found.ts";
import type { OAuthHost } from "../host.ts";

/** A rule about one OAuth provider of a Dust checkout. */
export type OAuthRule = Rule<FoundProvider, OAuthHost>;
