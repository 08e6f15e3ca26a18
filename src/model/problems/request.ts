import type { GraphqlRequest, HttpRequest, ParamSpec } from "../tool-spec.ts";
import { showValue } from "../value-text.ts";
import type { ProblemList } from "./problem.ts";
import { checkRequestPath, type PathRules, placeholdersOf } from "./request-path.ts";
import type { Parts } from "./valid-parts.ts";

type Path = PropertyKey[];
type Params = (Parts<ParamSpec> | undefined)[];
type RequestParts = Parts<HttpRequest> | Parts<GraphqlRequest>;

/** Where a request names a parameter. */
interface Mention {
  name: string;
  place: "path" | "query" | "body" | "variables";
  path: Path;
}

/** Problems between a request, its parameters and the API that it goes to. */
export function checkRequest(
  request: RequestParts,
  params: Params,
  rules: PathRules,
  path: Path,
  problems: ProblemList,
): void {
  const mentions = mentionsOf(request, path);
  checkForm(request, rules, path, problems);
  for (const mention of mentions) checkMention(mention, params, request, problems);
  checkRepeats(mentions, problems);
  checkConstants(request, path, problems);
  if (problems.isFaulty(path)) return;
  params.forEach((param, index) => {
    const { name } = param ?? {};
    if (name === undefined || mentions.some((mention) => mention.name === name)) return;
    const places = isGraphql(request) ? "variables" : "the path, query or body";
    problems.add(
      [...path.slice(0, -1), "params", index, "name"],
      `the request never sends ${showValue(name)}; name it in ${places}`,
    );
  });
}

function isGraphql(request: RequestParts): request is Parts<GraphqlRequest> {
  return "graphql" in request;
}

function mentionsOf(request: RequestParts, path: Path): Mention[] {
  const listed = (place: Mention["place"], names: (string | undefined)[] | undefined) =>
    (names ?? []).flatMap((name, index) =>
      name === undefined ? [] : [{ name, place, path: [...path, place, index] }],
    );
  if (isGraphql(request)) return listed("variables", request.variables);
  const inPath = placeholdersOf(request.path ?? "").map((name) => ({
    name,
    place: "path" as const,
    path: [...path, "path"],
  }));
  return [...inPath, ...listed("query", request.query), ...listed("body", request.body)];
}

function checkForm(request: RequestParts, rules: PathRules, path: Path, problems: ProblemList): void {
  if (isGraphql(request)) {
    checkGraphqlPath(request.path ?? "", rules, [...path, "path"], problems);
    return;
  }
  if (request.path !== undefined) checkRequestPath(request.path, rules, [...path, "path"], problems);
  const hasBody = (request.body?.length ?? 0) > 0 || Object.keys(request.constants?.body ?? {}).length > 0;
  if (request.method === "GET" && hasBody) {
    const at = (request.body?.length ?? 0) > 0 ? ["body"] : ["constants", "body"];
    problems.add([...path, ...at], "a GET request has no body; use query");
  }
  const lacksBody = !hasBody && !problems.isFaulty([...path, "body"]) && !problems.isFaulty([...path, "constants"]);
  if (request.bodyAt !== undefined && lacksBody) problems.add([...path, "bodyAt"], "there is no body to put there");
  if (request.bodyAt !== undefined && request.bodyType === "form") {
    problems.add([...path, "bodyAt"], "a form body has no levels; leave it out or make bodyType json");
  }
}

function checkGraphqlPath(text: string, rules: PathRules, path: Path, problems: ProblemList): void {
  if (text === "") {
    if (rules.baseUrl === false) problems.add(path, "api.baseUrl is missing, which a GraphQL request is posted to");
    return;
  }
  checkRequestPath(text, rules, path, problems);
  if (placeholdersOf(text).length > 0) problems.add(path, "a GraphQL request has variables, no parameters in its path");
}

function checkMention(mention: Mention, params: Params, request: RequestParts, problems: ProblemList): void {
  const param = params.find((each) => each?.name === mention.name);
  if (param === undefined && params.some((each) => each?.name === undefined)) return;
  if (param === undefined) {
    const known = params.flatMap((each) => (each?.name === undefined ? [] : [each.name]));
    const declared = known.length === 0 ? "the tool has no parameters" : `the parameters are ${known.join(", ")}`;
    problems.add(mention.path, `no parameter is called ${showValue(mention.name)}; ${declared}`);
    return;
  }
  const wrong = FAULT_AT[mention.place](param, request);
  if (wrong !== undefined) problems.add(mention.path, `the parameter ${showValue(mention.name)} ${wrong}`);
}

const FAULT_AT: Record<Mention["place"], (param: Parts<ParamSpec>, request: RequestParts) => string | undefined> = {
  path: (param) => {
    if (!isScalarType(param.type)) return `is part of the path and cannot be of the type ${param.type}`;
    return param.required === false ? "is part of the path and must be required" : undefined;
  },
  query: (param) => {
    if (isScalarType(param.type) || (param.type === "array" && isScalarType(param.items?.type))) return undefined;
    return "goes to the query, which holds only scalars and lists of scalars";
  },
  body: (param, request) => {
    const isForm = !isGraphql(request) && request.bodyType === "form";
    return isForm && !isScalarType(param.type) ? "goes to a form body, which holds only scalars" : undefined;
  },
  variables: (param, request) => {
    const text = isGraphql(request) ? request.graphql : undefined;
    const used = text === undefined || new RegExp(`\\$${param.name}(?![A-Za-z0-9_])`).test(text);
    return used ? undefined : `is not used: the operation has no $${param.name}`;
  },
};

/** A type that failed its own check counts as scalar: it has been reported once. */
function isScalarType(type: string | undefined): boolean {
  return type !== "array" && type !== "object";
}

function checkRepeats(mentions: Mention[], problems: ProblemList): void {
  const seen = new Map<string, string>();
  for (const { name, place, path } of mentions) {
    const first = seen.get(name);
    if (first === undefined) seen.set(name, place);
    else if (place !== "path") {
      problems.add(
        path,
        `${showValue(name)} is sent twice: in ${first === place ? "this list" : `the ${first}`} already`,
      );
    }
  }
}

function checkConstants(request: RequestParts, path: Path, problems: ProblemList): void {
  if (isGraphql(request)) return;
  for (const place of ["query", "body"] as const) {
    const constants: Record<string, unknown> = request.constants?.[place] ?? {};
    for (const [key, value] of Object.entries(constants)) {
      const at = [...path, "constants", place, key];
      if (request[place]?.includes(key)) problems.add(at, `is also a parameter in ${place}`);
      if (place === "body" && request.bodyType === "form" && typeof value === "object") {
        problems.add(at, "goes to a form body, which holds only scalars");
      }
    }
  }
}
