import { Sources } from "../../edit/sources.ts";
import type { ModulePaths } from "../../edit/syntax/aliases.ts";
import type { Repo } from "../../repo/repo.ts";
import { once } from "../_shared/once.ts";
import type { Host } from "../target.ts";
import type { Conventions } from "./checkout/conventions.ts";
import type { KnownLayout } from "./checkout/detect.ts";
import { checkoutLayouts, entryLayout, entryShape } from "./checkout/layouts.ts";
import { readConventions } from "./checkout/read-conventions.ts";
import { layoutToWrite } from "./checkout/refuse-layout.ts";
import { ALIASES, PATHS } from "./paths.ts";
import type { Entry } from "./registry/entries.ts";
import { type Registry, readRegistry } from "./registry/read.ts";

/** A Dust checkout: its layouts, and its registries and conventions, read when they are first asked for. */
export interface DustHost extends Host {
  target: "dust";
  sources: Sources;
  /** Aliases of modules besides `@app/…`. */
  paths: ModulePaths;
  /** The layout of a new server; one that is there may have another. */
  layout: KnownLayout;
  registry(): Registry;
  /** The layout of the server that an entry describes; of one whose metadata cannot be followed, that of its time. */
  layoutOf(entry: Entry): KnownLayout;
  /**
   * What code of a layout follows here; without one, that of a new server. Throws UserError (exit 5) for a layout that is
   * recognised and not written, and for one that the checkout cannot compile.
   */
  conventions(layout?: string): Conventions;
}

/** Recognises a Dust checkout by its registry file; null when there is none. `paths` are aliases besides `@app/…`. */
export function detectDust(repo: Repo, paths: ModulePaths = {}): DustHost | null {
  if (repo.read(PATHS.constants) === null) return null;
  const sources = new Sources(repo, ALIASES, paths);
  const registry = once(() => readRegistry(sources, (path) => repo.read(path)));
  const layouts = checkoutLayouts(sources, () => registry().entries);
  const conventions = new Map<string | undefined, Conventions>();
  return {
    target: "dust",
    repo,
    sources,
    paths,
    layout: layouts.layout,
    layouts: layouts.all,
    evidence: [{ what: "Dust's registry of MCP servers", where: PATHS.constants }, ...layouts.evidence],
    numbered: [PATHS.constants, PATHS.availabilitySnapshot],
    elsewhere: [],
    registry,
    layoutOf: (entry) => entryLayout(entry, layouts.era, sources) ?? entryShape(entry, layouts.era),
    conventions: (asked) => {
      const layout = layoutToWrite(asked, layouts, sources);
      const read = conventions.get(layout) ?? readConventions(sources, layout, () => registry().entries);
      conventions.set(layout, read);
      return read;
    },
  };
}
