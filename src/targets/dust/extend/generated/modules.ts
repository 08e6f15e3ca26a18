import { folderOf, ownFiles } from "../../files/names.ts";
import type { ServerRoot } from "../site.ts";

/** Names of the modules in a server's folder that hold a generated client and what belongs to it. */
export interface GeneratedModules {
  client: string;
  types: string;
  rendering: string;
  helpers: string;
}

/** The names that a scaffolded server of the site's layout has. */
export function generatedModules({ conventions, directory }: ServerRoot): GeneratedModules {
  const { client, types, rendering, helpers } = ownFiles(conventions.layout, folderOf(directory));
  return { client, types, rendering, helpers };
}

/** The module of the tools of a scaffolded server, beside which its test stands. */
export function toolsModule({ conventions, directory }: ServerRoot): string {
  return ownFiles(conventions.layout, folderOf(directory)).tools;
}

/** The path of a module of the server's folder, relative to the host's root. */
export function pathOf({ directory }: ServerRoot, module: string): string {
  return `${directory}/${module}.ts`;
}
