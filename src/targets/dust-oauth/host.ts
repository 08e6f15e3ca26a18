import { Sources } from "../../edit/sources.ts";
import type { ModulePaths } from "../../edit/syntax/aliases.ts";
import { variableNamed } from "../../edit/ts.ts";
import type { Repo } from "../../repo/repo.ts";
import { ALIASES } from "../_shared/front-modules.ts";
import { OAUTH_NAMES, OAUTH_PATHS } from "../_shared/oauth/paths.ts";
import type { Host } from "../target.ts";
import { CORE_PATHS } from "./core/paths.ts";
import { RustSources } from "./core/rust-sources.ts";

/** A Dust checkout whose front and core both have OAuth providers. */
export interface OAuthHost extends Host {
  target: "dust-oauth";
  /** The files of the front. */
  sources: Sources;
  /** The files of the core. */
  rust: RustSources;
}

/** Recognises the OAuth part of a Dust checkout by the registries of both programs; null when one is missing. */
export function detectOAuth(repo: Repo, paths: ModulePaths = {}): OAuthHost | null {
  const sources = new Sources(repo, ALIASES, paths);
  const registry = sources.source(OAUTH_PATHS.registry);
  if (!registry || !variableNamed(registry, OAUTH_NAMES.strategies)) return null;
  if (repo.read(CORE_PATHS.connection) === null) return null;
  return {
    target: "dust-oauth",
    repo,
    sources,
    rust: new RustSources(repo),
    layouts: [],
    evidence: [
      { what: "the front's OAuth providers", where: OAUTH_PATHS.registry },
      { what: "the core's OAuth providers", where: CORE_PATHS.connection },
    ],
    numbered: [],
    elsewhere: [],
  };
}
