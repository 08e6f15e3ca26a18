import { UserError } from "../../../../../errors.ts";
import type { RequestingTool } from "../../../files/client.ts";
import { sharedContext } from "../../../files/index.ts";
import { moduleNames, rendererName } from "../../../files/names.ts";
import { renderingContext } from "../../../files/rendering.ts";
import { moduleOf } from "../../../paths.ts";
import { writeGenerated } from "../../generated/write.ts";
import type { Site } from "../../site.ts";

/** The function that renders a tool's answer, and its module. */
export interface Renderer {
  name: string;
  module: string;
}

/** Drafts the rendering of a tool's answer beside those of its neighbours; apart from them where names are taken. */
export function draftRenderer(site: Site, tool: RequestingTool, responses: string): Renderer {
  const shared = sharedContext(
    { name: site.found.name, title: site.title, auth: { kind: site.auth } },
    site.conventions,
    site.directory,
  );
  const modules = { ...moduleNames(site.conventions, site.directory), types: moduleOf(responses) };
  const next = { ...shared, modules, ...renderingContext([tool]) };
  const name = rendererName(tool.pascal);
  const write = (module: string): Renderer => {
    const path = `${site.directory}/${module}.ts`;
    writeGenerated(site, tool.spec, { path, template: "dust/shared/rendering.ts", base: null, next, added: [name] });
    return { name, module: moduleOf(path) };
  };
  try {
    return write("rendering");
  } catch (error) {
    // Its own `listText` may be another function than ours.
    if (error instanceof UserError && error.code === "server-not-extendable") return write("api_rendering");
    throw error;
  }
}
