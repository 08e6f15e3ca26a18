import { allItemsIn, findItem, type RustItem } from "../../../edit/rust/items.ts";
import { fieldsOf, parametersOf, variantsOf } from "../../../edit/rust/members.ts";
import { placeOf, type RustRange, type RustSource, spelling } from "../../../edit/rust/tree.ts";
import { type ErrorDetail, EXIT, UserError } from "../../../errors.ts";
import { formatLocation } from "../../../model/location.ts";
import { CORE_PATHS } from "./paths.ts";
import type { RustSources } from "./rust-sources.ts";

/** What differs between checkouts in what the core wants of a provider. */
export interface CoreForms {
  /** Whether the result of an exchange has `extra_metadata`. */
  extraMetadata: boolean;
}

type Fields = Record<string, string>;

const TOKENS: Fields = {
  access_token: "String",
  access_token_expiry: "Option < u64 >",
  refresh_token: "Option < String >",
  raw_json: "Value",
};
const STRUCTS: Record<string, Fields> = {
  FinalizeResult: { redirect_uri: "String", code: "String", ...TOKENS },
  RefreshResult: TOKENS,
};
const OPTIONAL: Record<string, readonly string[]> = { FinalizeResult: ["extra_metadata"] };
// Parameters behind `&self`, and what is returned.
const METHODS: Record<string, readonly [parameters: string[], result: string]> = {
  id: [[], "ConnectionProvider"],
  reqwest_client: [[], "Client"],
  finalize: [["& Connection", "Option < Credential >", "& str", "& str"], "Result < FinalizeResult , ProviderError >"],
  refresh: [["& Connection", "Option < Credential >"], "Result < RefreshResult , ProviderError >"],
  scrubbed_raw_json: [["& Value"], "Result < Value >"],
  handle_provider_request_error: [["ProviderHttpRequestError"], "ProviderError"],
  default_handle_provider_request_error: [["ProviderHttpRequestError"], "ProviderError"],
};

/**
 * What this checkout's core wants of a provider. Throws UserError "core-unfit" (exit 5) with every declaration that has
 * another form than the provider that would be written.
 */
export function coreForms(rust: RustSources): CoreForms {
  const connection = rust.source(CORE_PATHS.connection);
  const details = [
    ...(connection ? formProblems(connection) : [absent(CORE_PATHS.connection)]),
    ...Object.entries(HELPERS).flatMap(([path, wanted]) => helperProblems(rust, path, wanted)),
  ];
  if (details.length === 0 && connection)
    return { extraMetadata: hasField(connection, "FinalizeResult", "extra_metadata") };
  throw new UserError(
    "core-unfit",
    "The core of this checkout wants another form of a provider. Nothing was written.",
    {
      exitCode: EXIT.hostNotRecognised,
      hint: "Write this provider by hand, after one that the checkout has.",
      details,
    },
  );
}

/** Functions and methods of a file by what their parameters behind `self`, if they have one, and their results are. */
type Functions = Record<string, readonly [parameters: string[], result: string | null]>;

// What a credential opens to is read in a way that fits a map and a value.
const HELPERS: Record<string, Functions> = {
  [CORE_PATHS.connection]: { metadata: [[], "& Value"], unseal_refresh_token: [[], "Result < Option < String > >"] },
  [CORE_PATHS.credential]: { unseal_encrypted_content: [[], null] },
  [CORE_PATHS.requests]: {
    execute_request: [["ConnectionProvider", "RequestBuilder"], "Result < Value , ProviderHttpRequestError >"],
  },
  [CORE_PATHS.times]: { now: [[], "u64"] },
};

function helperProblems(rust: RustSources, path: string, wanted: Functions): ErrorDetail[] {
  const source = rust.source(path);
  if (!source) return path === CORE_PATHS.connection ? [] : [absent(path)];
  const functions = allItemsIn(source).filter(({ kind }) => kind === "fn");
  const problems = Object.entries(wanted).flatMap(([name, [parameters, result]]) => {
    const found = functions.find((each) => each.name === name);
    if (!found) return [problem(source, null, `no function \`${name}\``)];
    const fits = hasSignature(source, found, parameters, result);
    return fits ? [] : [problem(source, found.range, `\`${name}\` has another signature than usual`)];
  });
  return path === CORE_PATHS.requests ? [...problems, ...failureProblems(source)] : problems;
}

/** What is wrong with the failure that tells how a vendor answered. */
function failureProblems(source: RustSource): ErrorDetail[] {
  const errors = findItem(source, "enum", "ProviderHttpRequestError");
  const failed = errors && variantsOf(source, errors).find(({ name }) => name === "RequestFailed");
  if (!failed) return [problem(source, errors?.range ?? null, "no variant `ProviderHttpRequestError::RequestFailed`")];
  const payload = failed.payload ? spelling(source, failed.payload) : "";
  const fits = payload.includes("status : u16") && payload.includes("message : String");
  return fits ? [] : [problem(source, failed.range, "`RequestFailed` has other fields than usual")];
}

function absent(path: string): ErrorDetail {
  return { message: "no such file", at: path };
}

function problem(source: RustSource, range: RustRange | null, message: string): ErrorDetail {
  return { message, at: formatLocation(placeOf(source, range ?? { from: 0, to: 0 })) };
}

function formProblems(source: RustSource): ErrorDetail[] {
  return [
    ...Object.keys(STRUCTS).flatMap((name) => structProblems(source, name)),
    ...methodProblems(source),
    ...errorProblems(source),
    ...(findItem(source, "const", "PROVIDER_TIMEOUT_SECONDS")
      ? []
      : [problem(source, null, "no constant `PROVIDER_TIMEOUT_SECONDS`")]),
  ];
}

function structProblems(source: RustSource, name: string): ErrorDetail[] {
  const item = findItem(source, "struct", name);
  if (!item) return [problem(source, null, `no struct \`${name}\``)];
  const wanted = STRUCTS[name] ?? {};
  const fields = fieldsOf(source, item);
  const names = fields.map((field) => field.name);
  const missing = Object.keys(wanted).filter((field) => !names.includes(field));
  return [
    ...missing.map((field) => problem(source, item.range, `\`${name}\` has no field \`${field}\``)),
    ...fields.flatMap((field) => {
      if (OPTIONAL[name]?.includes(field.name)) return [];
      const type = wanted[field.name];
      if (type === undefined) return [problem(source, field.range, `\`${name}\` has a field \`${field.name}\` more`)];
      const isOther = field.type !== null && typeText(source, field.type) !== type;
      return isOther ? [problem(source, field.range, `\`${name}.${field.name}\` has another type than usual`)] : [];
    }),
  ];
}

function methodProblems(source: RustSource): ErrorDetail[] {
  const trait = findItem(source, "trait", "Provider");
  if (!trait?.body) return [problem(source, null, "no trait `Provider`")];
  const methods = allItemsIn(source, trait.body).filter(({ kind }) => kind === "fn");
  const missing = Object.keys(METHODS).filter((name) => !methods.some((each) => each.name === name));
  return [
    ...missing.map((name) => problem(source, trait.range, `\`Provider\` has no method \`${name}\``)),
    ...methods.flatMap((method) => methodProblem(source, method)),
  ];
}

function methodProblem(source: RustSource, method: RustItem): ErrorDetail[] {
  const wanted = METHODS[method.name];
  if (!wanted) {
    return method.body ? [] : [problem(source, method.range, `\`Provider\` demands a method \`${method.name}\` more`)];
  }
  const [parameters, result] = wanted;
  const fits = hasSignature(source, method, parameters, result);
  return fits ? [] : [problem(source, method.range, `\`Provider::${method.name}\` has another signature than usual`)];
}

/** Whether a function has these parameters behind `self` and this result, null for any. */
function hasSignature(source: RustSource, item: RustItem, parameters: string[], result: string | null): boolean {
  const given = parametersOf(source, item).flatMap(({ type }) => (type ? [typeText(source, type)] : []));
  const type = item.type && typeText(source, item.type);
  return given.join() === parameters.join() && (result === null || type === result);
}

function errorProblems(source: RustSource): ErrorDetail[] {
  const errors = findItem(source, "enum", "ProviderError");
  if (!errors) return [problem(source, null, "no enum `ProviderError`")];
  const isThere = variantsOf(source, errors).some(({ name }) => name === "TokenRevokedError");
  return isThere ? [] : [problem(source, errors.range, "`ProviderError` has no variant `TokenRevokedError`")];
}

function hasField(source: RustSource, struct: string, field: string): boolean {
  const item = findItem(source, "struct", struct);
  return item !== null && fieldsOf(source, item).some(({ name }) => name === field);
}

/** A type by its tokens, the paths before its names and lifetimes left out. */
function typeText(source: RustSource, range: RustRange): string {
  const words = spelling(source, range).split(" ");
  return words.filter((word, index) => word !== "::" && words[index + 1] !== "::" && !word.startsWith("'")).join(" ");
}
