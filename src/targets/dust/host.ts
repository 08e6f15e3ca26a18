import { Sources } from "../../edit/sources.ts";
import type { ModulePaths } from "../../edit/syntax/aliases.ts";
import { EXIT, UserError } from "../../errors.ts";
import type { Repo } from "../../repo/repo.ts";
import type { Evidence, Host } from "../target.ts";
import type { Conventions } from "./checkout/conventions.ts";
import { detectLayout, type KnownLayout } from "./checkout/detect.ts";
import { readConventions } from "./checkout/read-conventions.ts";
import { ALIASES, PATHS } from "./paths.ts";
import { once } from "./read/once.ts";
import { type Registry, readRegistry } from "./registry/read.ts";

/** A Dust checkout: its layout, and its registries and conventions, read when they are first asked for. */
export interface DustHost extends Host {
  target: "dust";
  sources: Sources;
  /** Aliases of modules besides `@app/…`. */
  paths: ModulePaths;
  layout: KnownLayout;
  registry(): Registry;
  /** Throws UserError (exit 5) for a layout that is recognised and not written. */
  conventions(): Conventions;
}

/** Recognises a Dust checkout by its registry file; null when there is none. `paths` are aliases besides `@app/…`. */
export function detectDust(repo: Repo, paths: ModulePaths = {}): DustHost | null {
  if (repo.read(PATHS.constants) === null) return null;
  const sources = new Sources(repo, ALIASES, paths);
  const { layout, evidence } = detectLayout(sources);
  const registry = once(() => readRegistry(sources, (path) => repo.read(path)));
  return {
    target: "dust",
    repo,
    sources,
    paths,
    layout,
    layouts: [layout],
    evidence: [{ what: "Dust's registry of MCP servers", where: PATHS.constants }, evidence],
    numbered: [PATHS.constants, PATHS.availabilitySnapshot],
    elsewhere: [],
    registry,
    conventions: once(() => readConventions(sources, writtenLayout(layout, evidence), () => registry().entries)),
  };
}

function writtenLayout(layout: KnownLayout, evidence: Evidence): Conventions["layout"] {
  if (layout === "records" || layout === "arrays") return layout;
  throw new UserError(
    "layout-not-written",
    `This checkout has the layout "${layout}" (${evidence.where}), which is recognised but not written. Nothing was written.`,
    {
      exitCode: EXIT.hostNotRecognised,
      hint: "mcp-new writes the layouts records and arrays.",
      details: [{ message: evidence.what, at: evidence.where }],
    },
  );
}
