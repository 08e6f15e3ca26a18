import { declaredIn } from "../../../../../edit/syntax/scope.ts";
import { parse, staticName } from "../../../../../edit/ts.ts";
import type { ParamSpec, ToolSpec } from "../../../../../model/tool-spec.ts";
import { responseSchemaName, responseType } from "../../../files/client.ts";
import { type NamedTool, namedTool, rendererName } from "../../../files/names.ts";
import { methodParams } from "../../../files/params.ts";
import type { Site } from "../../site.ts";
import type { RequestFunction } from "../function/index.ts";
import type { SchemaPlace } from "./response.ts";

/** Names a tool past everything that the files which its call touches declare or import already. */
export function nameOwnTool(site: Site, spec: ToolSpec, sent: RequestFunction, schemas: SchemaPlace): NamedTool {
  const paths = [sent.source.fileName, schemas.path, site.handlers.path, `${site.directory}/rendering.ts`];
  const taken = new Set(paths.flatMap((path) => declaredNames(site, path)));
  for (const { name } of sent.callable.owner?.members ?? []) if (name) taken.add(staticName(name) ?? "");
  return namedTool(spec, (method, pascal) =>
    [method, rendererName(pascal), responseType(pascal), responseSchemaName(pascal)].some((each) => taken.has(each)),
  );
}

function declaredNames({ draft }: Site, path: string): string[] {
  const text = draft.read(path);
  return text === null ? [] : [...declaredIn(parse(path, text)).keys()];
}

/** Gives each wish a name that neither a method's own parameter nor what it calls has: `query`, else `query2`. */
export function localNames(params: readonly ParamSpec[], { callable }: RequestFunction): (wish: string) => string {
  const [only] = params;
  const isPassedAlone = only !== undefined && methodParams(params).arguments.text !== "params";
  const taken = [isPassedAlone ? only.name : "params", callable.name];
  return (wish) => (taken.includes(wish) ? `${wish}2` : wish);
}
