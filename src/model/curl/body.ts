import { nameProblem } from "../identifier.ts";
import { isRecord } from "../spec/schema-path.ts";
import type { ParamSpec } from "../tool-spec.ts";
import { type CurlData, curlInvalid } from "./command/call.ts";
import { withoutLiterals } from "./graphql/literals.ts";
import { operationName as nameOfOperation } from "./graphql/operation.ts";
import { isSecretName } from "./secret.ts";
import { readPairs } from "./url/address.ts";
import { describeKey, type Fields, fieldsOf, typeOfTexts } from "./value-type.ts";
import { isOpaque } from "./word/opaque.ts";

/** The body of a request as parameters. */
export type CurlBody = Fields &
  (
    | { type: "json"; at: string | undefined }
    | { type: "form" }
    | { type: "graphql"; text: string; operation: string | undefined; values: ParamSpec[] }
  );

/**
 * Reads the pieces of a body; `contentType` is what the headers say. Throws UserError "curl-invalid" (exit 2) for a body that
 * a tool cannot send, never echoing it. `required`: whether what the example gives must be given.
 */
export function readBody(data: readonly CurlData[], contentType: string | undefined, required: boolean): CurlBody {
  refuseUnread(data, "body");
  const isJsonOption = data.every(({ option }) => option === "json");
  const text = data.map(pieceText).join(isJsonOption ? "" : "&");
  const wants = isJsonOption ? "application/json" : (contentType ?? "").toLowerCase();
  const json = wants.includes("form-urlencoded") ? undefined : jsonOf(text);
  if (isRecord(json?.value)) return jsonBody(json.value, required);
  if (json !== undefined && /^\s*\[/.test(text)) {
    throw curlInvalid([{ message: "the body is a list; the body of a tool is an object" }]);
  }
  if (/json/.test(wants)) throw curlInvalid([{ message: "the body is no JSON object" }]);
  if (wants !== "" && !wants.includes("form-urlencoded")) {
    throw curlInvalid([{ message: "the body is neither JSON nor a URL-encoded form, which a tool cannot send" }]);
  }
  return formBody(
    text.split("&").filter((pair) => pair !== ""),
    required,
  );
}

/** The pieces as pairs of a query string, for `--get`. Throws as `readBody` does. */
export function dataPairs(data: readonly CurlData[]): string[] {
  refuseUnread(data, "query");
  return data.flatMap((piece) => pieceText(piece).split("&"));
}

/** Refuses pieces that do not say what they are: those of a file, of standard input, of a command or of a variable. */
function refuseUnread(data: readonly CurlData[], what: "body" | "query"): void {
  const problems = data.flatMap(({ option, text }) => {
    const bare = text.trim();
    if (isFile({ option, text })) {
      const isInput = /^[^@]*@-$/.test(bare);
      const where = isInput ? `on standard input (--${option} @-)` : `in a file (--${option} @…)`;
      return [{ message: `the ${what} is ${where}, which is not read; write it out` }];
    }
    if (/^(?:\$\([\s\S]*\)|`[^`]*`)$/.test(bare)) {
      return [{ message: `the ${what} is what a command prints, and no command is run; write it out` }];
    }
    const isVariable = /^(?:\$(?:env:)?\w+|\$\{\w+\}|%\w+%|\{\{[^{}]*\}\}|<\w+>)$/.test(bare);
    return isVariable ? [{ message: `the ${what} is a variable; write out what it holds` }] : [];
  });
  if (problems.length > 0) throw curlInvalid(problems);
}

function isFile({ option, text }: CurlData): boolean {
  if (option === "data-raw") return false;
  return option === "data-urlencode" ? /^[^=]*@[^=]*$/.test(text) : text.startsWith("@");
}

function pieceText({ option, text }: CurlData): string {
  if (option !== "data-urlencode") return option === "data" ? text.replace(/[\r\n]+/g, "") : text;
  const equals = text.indexOf("=");
  if (equals <= 0) return encodeURIComponent(text.slice(equals + 1));
  return `${text.slice(0, equals)}=${encodeURIComponent(text.slice(equals + 1))}`;
}

function jsonOf(text: string): { value: unknown } | undefined {
  // A variable that stands where a value is to be put is no JSON yet; what a command prints may have any quotes.
  const plain = text.replace(/\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`/g, "$$x");
  for (const each of [text, plain.replace(/:(\s*)(\$\w+|\$?\{\w+\}|\{\{[^{}]*\}\}|<\w+>)(?=\s*[,}])/g, ':$1"x"')]) {
    try {
      return { value: JSON.parse(each) };
    } catch {}
  }
  return undefined;
}

function jsonBody(value: Record<string, unknown>, required: boolean): CurlBody {
  const graphql = graphqlBody(value, required);
  if (graphql !== undefined) return graphql;
  const { at, inner } = unwrapped(value);
  return { ...fieldsOf(inner, required, at), type: "json", at: at.length === 0 ? undefined : at.join(".") };
}

/** A body that holds a GraphQL operation, the values in it being variables; undefined for any other. */
function graphqlBody(value: Record<string, unknown>, required: boolean): CurlBody | undefined {
  const { query, variables, operationName } = value;
  if (typeof query !== "string" || !/^\s*(?:#[^\n]*\n\s*)*(?:query|mutation|subscription|fragment|\{)/.test(query)) {
    return undefined;
  }
  const fields = fieldsOf(isRecord(variables) ? variables : {}, required);
  const read = withoutLiterals(
    query,
    fields.params.map(({ name }) => name),
  );
  if (read === undefined) return undefined;
  const { text, params } = read;
  const named = typeof operationName === "string" ? operationName : nameOfOperation(text);
  const operation = named === undefined || isOpaque(named) ? undefined : named;
  return { ...fields, params: [...fields.params, ...params], type: "graphql", text, operation, values: params };
}

/** A body that is one object in another says where the parameters go. */
function unwrapped(value: Record<string, unknown>): { at: string[]; inner: Record<string, unknown> } {
  const at: string[] = [];
  let inner = value;
  for (;;) {
    const [entry, ...others] = Object.entries(inner);
    if (entry === undefined || others.length > 0) return { at, inner };
    const [key, child] = entry;
    const usable = isRecord(child) && Object.keys(child).length > 0 && nameProblem("param", key) === undefined;
    if (!usable || isSecretName(key) || isOpaque(key)) return { at, inner };
    at.push(key);
    inner = child;
  }
}

function formBody(pairs: string[], required: boolean): CurlBody {
  const fields: Fields = { params: [], secret: [], unfit: [] };
  const read = readPairs(pairs);
  // What has no equals sign may be anything, a credential too: it is not named.
  if (read.some(({ value }) => value === undefined)) {
    throw curlInvalid([{ message: "the body is neither JSON nor a form of <name>=<value>" }]);
  }
  for (const name of new Set(read.map((pair) => pair.name))) {
    const values = read.filter((pair) => pair.name === name).map(({ value }) => value);
    if (isSecretName(name)) fields.secret.push(name);
    else if (nameProblem("param", name) !== undefined || isOpaque(name) || values.length > 1) fields.unfit.push(name);
    else fields.params.push(formParam(name, values, required));
  }
  return { ...fields, type: "form" };
}

function formParam(name: string, values: (string | undefined)[], required: boolean): ParamSpec {
  return { name, type: typeOfTexts(values), description: describeKey(name), required };
}
