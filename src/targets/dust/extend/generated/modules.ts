import type { Site } from "../site.ts";

/** Names of the modules in a server's folder that hold a generated client and what belongs to it. */
export interface GeneratedModules {
  client: string;
  types: string;
  rendering: string;
  helpers: string;
}

/** The names that a scaffolded server has. */
export const GENERATED_MODULES: GeneratedModules = {
  client: "client",
  types: "types",
  rendering: "rendering",
  helpers: "helpers",
};

/** The path of a module of the server's folder, relative to the host's root. */
export function pathOf({ directory }: Site, module: string): string {
  return `${directory}/${module}.ts`;
}
