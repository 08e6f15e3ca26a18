import type { ParamSpec } from "../tool-spec.ts";
import type { CurlBody } from "./body.ts";
import type { CurlPath } from "./url/path.ts";
import { describeKey, type Fields } from "./value-type.ts";

/** The parts of an example, read. */
export interface CurlParts {
  method: string;
  /** Scheme and host; empty below a variable. */
  base: string;
  path: CurlPath;
  query: Fields;
  body: CurlBody | undefined;
}

/** The request of a tool and its parameters; `twice` are keys of the body that the query has already, which are left out. */
export function requestOf(parts: CurlParts): { params: ParamSpec[]; request: object; twice: string[] } {
  const { query, body } = parts;
  const inQuery = new Set(query.params.map((param) => param.name));
  const twice = (body?.params ?? []).filter((param) => inQuery.has(param.name)).map((param) => param.name);
  const bodyParams = (body?.params ?? []).filter((param) => !inQuery.has(param.name) && isUsed(param, body));
  const { path, params } = pathOf(parts, new Set([...inQuery, ...bodyParams.map((param) => param.name)]));
  const names = (list: ParamSpec[]) => list.map((param) => param.name);
  if (body?.type === "graphql") {
    const at = path === "" ? {} : { path };
    return { params: bodyParams, request: { graphql: body.text, variables: names(bodyParams), ...at }, twice };
  }
  const request = {
    method: parts.method,
    path: path === "" ? "/" : path,
    ...(query.params.length === 0 ? {} : { query: names(query.params) }),
    ...(bodyParams.length === 0 ? {} : { body: names(bodyParams), ...shapeOf(body) }),
  };
  return { params: [...params, ...query.params, ...bodyParams], request, twice };
}

function isUsed({ name }: ParamSpec, body: CurlBody | undefined): boolean {
  return body?.type !== "graphql" || new RegExp(`\\$${name}(?![A-Za-z0-9_])`).test(body.text);
}

function shapeOf(body: CurlBody | undefined): object {
  if (body?.type === "form") return { bodyType: "form" };
  return body?.type === "json" && body.at !== undefined ? { bodyAt: body.at } : {};
}

/** Names in a path can be chosen: they give way to keys of the query and the body, which cannot. */
function pathOf({ base, path }: CurlParts, taken: ReadonlySet<string>): { path: string; params: ParamSpec[] } {
  let text = path.path;
  const params = path.params.map(({ name, type, of }): ParamSpec => {
    const free = taken.has(name) ? `${name}InPath` : name;
    text = text.replace(`{${name}}`, `{${free}}`);
    const description = of !== "" && /id\d*$/i.test(name) ? `Id of the ${of}.` : describeKey(name);
    return { name: free, type, description, required: true };
  });
  return { path: `${base}${text}`, params };
}
