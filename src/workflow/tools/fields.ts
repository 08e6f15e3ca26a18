import type { ErrorDetail } from "../../errors.ts";
import { placeholdersOf } from "../../model/problems/request-path.ts";
import { isRecord } from "../../model/spec/schema-path.ts";
import { type SpecFlag, toolFlags } from "../../model/spec/spec-flags.ts";
import { parseParamText, parseRequestText, type RawTool } from "../../model/spec/tool-text.ts";
import { type FieldValues, type Origin, optionOf } from "../spec/fields.ts";

/** The field flags of a tool that were given. */
export function givenToolFlags(fields: FieldValues): SpecFlag[] {
  return toolFlags().filter((flag) => fields[flag.key] !== undefined);
}

/**
 * Puts the field flags of a tool into a raw one, in place; a parameter of a name that is there replaces that one. What the
 * request does not send yet goes to the query of GET and DELETE, else to the body. Returns where each value came from and what
 * could not be read.
 */
export function applyToolFields(tool: RawTool, fields: FieldValues): { origins: Origin[]; faults: ErrorDetail[] } {
  const origins: Origin[] = [];
  const faults: ErrorDetail[] = [];
  const named: string[] = [];
  for (const flag of givenToolFlags(fields)) {
    const label = optionOf(flag);
    const texts = [fields[flag.key]].flat().map(String);
    if (flag.path === "params") {
      for (const text of texts) {
        const { index, name } = putParam(tool, parseParamText(text));
        origins.push({ path: ["params", index], label });
        named.push(name);
      }
      continue;
    }
    const [text = ""] = texts;
    const value = flag.path === "request" ? parseRequestText(text) : text;
    if (value === undefined) faults.push({ message: `${label}: write "<method> <path>", such as "GET /items"` });
    else tool[flag.path] = value;
    origins.push({ path: [flag.path], label });
  }
  sendParams(tool, fields["request"] === undefined ? named : paramNames(tool));
  return { origins, faults };
}

function putParam(tool: RawTool, param: RawTool): { index: number; name: string } {
  const params: unknown[] = Array.isArray(tool.params) ? tool.params : [];
  const found = params.findIndex((each) => isRecord(each) && each["name"] === param.name);
  const index = found < 0 ? params.length : found;
  params[index] = param;
  tool.params = params;
  return { index, name: String(param.name) };
}

function paramNames({ params }: RawTool): string[] {
  const names = (Array.isArray(params) ? params : []).map((param) => (isRecord(param) ? param["name"] : undefined));
  return names.filter((name) => typeof name === "string");
}

function sendParams({ request }: RawTool, names: string[]): void {
  if (!isRecord(request) || typeof request["path"] !== "string" || "graphql" in request) return;
  const place = ["GET", "DELETE"].includes(String(request["method"])) ? "query" : "body";
  const sent = [...placeholdersOf(request["path"]), request["query"], request["body"]].flat();
  const unsent = names.filter((name) => !sent.includes(name));
  const there = Array.isArray(request[place]) ? request[place] : [];
  if (unsent.length > 0) request[place] = [...there, ...unsent];
}
