import { Sources } from "../../edit/sources.ts";
import type { ModulePaths } from "../../edit/syntax/aliases.ts";
import { variableNamed } from "../../edit/ts.ts";
import type { Repo } from "../../repo/repo.ts";
import { ALIASES } from "../_shared/front-modules.ts";
import { OAUTH_NAMES, OAUTH_PATHS } from "../_shared/oauth/paths.ts";
import type { Host } from "../target.ts";

/** A Dust checkout whose front and core both have OAuth providers. */
export interface OAuthHost extends Host {
  target: "dust-oauth";
  sources: Sources;
}

const CONNECTION = "core/src/oauth/connection.rs";

/** Recognises the OAuth part of a Dust checkout by the registries of both programs; null when one is missing. */
export function detectOAuth(repo: Repo, paths: ModulePaths = {}): OAuthHost | null {
  const sources = new Sources(repo, ALIASES, paths);
  const registry = sources.source(OAUTH_PATHS.registry);
  if (!registry || !variableNamed(registry, OAUTH_NAMES.strategies) || repo.read(CONNECTION) === null) return null;
  return {
    target: "dust-oauth",
    repo,
    sources,
    layouts: [],
    evidence: [
      { what: "the front's OAuth providers", where: OAUTH_PATHS.registry },
      { what: "the core's OAuth providers", where: CONNECTION },
    ],
    numbered: [],
    elsewhere: [],
  };
}
