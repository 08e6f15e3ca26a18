import { originOf } from "../../../edit/fold.ts";
import { importsOf, locationOf, moduleOf, ts } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import type { Problem } from "../../../rules/rule.ts";
import { problem } from "../../_shared/verdicts.ts";
import { lackingFor } from "../checkout/lacking.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";
import type { DustServer } from "../read/server.ts";
import { propertiesOf } from "../registry/entries.ts";

const SHARED: readonly string[] = [PATHS.toolDefinition, PATHS.wrappers, PATHS.makeServer];

/** What a server takes from the shared modules of a layout that the checkout does not have. */
export function foreignLayout(found: DustServer, host: DustHost): Problem[] {
  const path = factValue(found.metadata() ?? undefined)?.path;
  const metadata = path === undefined ? null : host.sources.source(path);
  const modules = new Set([...(metadata ? [metadata] : []), ...(found.implementation()?.modules ?? [])]);
  return [...[...modules].flatMap((source) => missingNames(source, found.name, host)), ...arrayOfTools(found, host)];
}

function missingNames(source: ts.SourceFile, server: string, { sources, layout }: DustHost): Problem[] {
  return importsOf(source).flatMap((declaration) => {
    const specifier = moduleOf(declaration);
    const path = specifier === null ? null : sources.resolveModule(source.fileName, specifier);
    const names = declaration.importClause?.namedBindings;
    if (path === null || !SHARED.includes(path) || !names || !ts.isNamedImports(names)) return [];
    return names.elements
      .filter((each) => sources.exports(path, (each.propertyName ?? each.name).text) === false)
      .map((each) => {
        const name = (each.propertyName ?? each.name).text;
        const message = `\`${server}\` imports \`${name}\`, which ${path} of this checkout (layout ${layout}) does not have.`;
        return problem(locationOf(each), name, message);
      });
  });
}

// The types of layout `records` take the tools as a record; an array of them is that of the later layout.
function arrayOfTools({ name, entry, layout }: DustServer, { sources }: DustHost): Problem[] {
  const metadata = entry?.properties.get("metadata");
  const tools = metadata && propertiesOf(metadata, sources).get("tools");
  const isForeign = layout === "arrays" && lackingFor("arrays", sources).length > 0;
  const origin = tools && isForeign ? originOf(tools, sources) : null;
  if (!origin || !ts.isArrayLiteralExpression(origin)) return [];
  const message = `\`${name}\` lists its tools in an array, as layout arrays does; this checkout (layout records) takes them from \`createToolsRecord\`.`;
  return [problem(locationOf(origin.parent), "tools", message)];
}
