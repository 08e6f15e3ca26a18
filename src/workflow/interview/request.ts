import { placeholdersOf } from "../../model/problems/request-path.ts";
import type { Effect, HttpRequest } from "../../model/tool-spec.ts";
import { type Ask, choicesOf } from "../question.ts";
import { fieldProblem, toolProblem } from "./field.ts";
import { askPathParam, type Param } from "./param.ts";

/** The HTTP request of a tool as the spec declares it. */
export type Request = Pick<HttpRequest, "method" | "path"> & Partial<Pick<HttpRequest, "query" | "body" | "bodyAt">>;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const METHOD_OF = { read: "GET", write: "POST", destructive: "DELETE" } as const;

/**
 * Asks which request a tool makes. Parameters that only the path names are asked for and come first in the returned
 * `params`; every parameter that is not in the path is sent in the query or in the body. `anywhere`: a whole URL is a path too.
 */
export async function askRequest(
  ask: Ask,
  tool: { name: string; effect: Effect; params: readonly Param[] },
  anywhere = false,
): Promise<{ request: Request; params: Param[] }> {
  const method = await ask({
    kind: "select",
    message: `HTTP method of ${tool.name}`,
    flag: "--spec",
    choices: choicesOf(METHODS),
    initial: METHOD_OF[tool.effect],
  });
  const path = await ask({
    kind: "text",
    message: anywhere ? "Path below the server's base URL, or a whole URL" : "Path below the base URL",
    flag: "--spec",
    placeholder: "/items/{itemId}",
    validate: (answer) => pathProblem(answer, { method, params: tool.params, anywhere }),
  });
  const inPath = placeholdersOf(path);
  const added: Param[] = [];
  for (const name of undeclared(path, tool.params)) added.push(await askPathParam(ask, name));
  const rest = tool.params.map((param) => param.name).filter((name) => !inPath.includes(name));
  return { request: { method, path, ...(await askPlaces(ask, method, rest)) }, params: [...added, ...tool.params] };
}

async function askPlaces(
  ask: Ask,
  method: Request["method"],
  names: readonly string[],
): Promise<Pick<Request, "query" | "body" | "bodyAt">> {
  if (names.length === 0) return {};
  if (method === "GET") return { query: [...names] };
  const query = await askQuery(ask, method, names);
  const body = names.filter((name) => !query.includes(name));
  return { ...(query.length > 0 ? { query } : {}), ...(body.length > 0 ? await askBody(ask, body) : {}) };
}

async function askQuery(ask: Ask, method: Request["method"], names: readonly string[]): Promise<string[]> {
  const usual = method === "DELETE" ? "query string" : "body";
  const message = `Send ${names.join(", ")} in the ${usual}?`;
  if (await ask({ kind: "confirm", message, flag: "--spec" })) return usual === "body" ? [] : [...names];
  return ask({
    kind: "multiselect",
    message: "Which of them go into the query string? The others go into the body",
    flag: "--spec",
    choices: choicesOf(names),
    optional: true,
  });
}

async function askBody(ask: Ask, body: string[]): Promise<Pick<Request, "body" | "bodyAt">> {
  const bodyAt = await ask({
    kind: "text",
    message: "Key that the body is wrapped in",
    flag: "--spec",
    placeholder: "item",
    optional: true,
    validate: (answer) =>
      fieldProblem("tools.0.request.bodyAt", answer, { tools: [{ request: { method: "POST", path: "/", body } }] }),
  });
  return bodyAt === "" ? { body } : { body, bodyAt };
}

/** The parameters that a path names and that nobody has declared yet, each once. */
function undeclared(path: string, params: readonly Param[]): string[] {
  const declared = new Set(params.map((param) => param.name));
  return [...new Set(placeholdersOf(path))].filter((name) => !declared.has(name));
}

function pathProblem(
  path: string,
  { method, params, anywhere }: { method: Request["method"]; params: readonly Param[]; anywhere: boolean },
): string | undefined {
  const added = undeclared(path, params);
  const misnamed = added.map((name) => fieldProblem("tools.0.params.0.name", name)).find((problem) => problem);
  if (misnamed !== undefined) return misnamed;
  const all = [...params, ...added.map((name) => ({ name, type: "string", description: name }))];
  const around = { params: all, request: { method } };
  return anywhere
    ? toolProblem("request.path", path, around)
    : fieldProblem("tools.0.request.path", path, { tools: [around] });
}
