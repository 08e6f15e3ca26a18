import { articleFor } from "../defaults/english.ts";
import { effectOfVerb, isVerb } from "../defaults/verbs.ts";
import { suggestName } from "../identifier.ts";
import { wordsOf } from "../name.ts";
import { singular } from "./singular.ts";

const VERB_OF: Readonly<Record<string, string>> = {
  GET: "get",
  POST: "create",
  PUT: "update",
  PATCH: "update",
  DELETE: "delete",
};
const NO_RESOURCE = /^(?:v?\d[\d.-]*|api|rest|graphql|services?|data|rpc|json|admin|beta|public)$/i;

/** A name for what a method does at a path, from its steps (null: a parameter): `GET /items/{id}` → `get_item`. */
export function toolNameFor(method: string, steps: readonly (string | null)[]): string {
  const plain = steps.map((step) => step?.replace(/\.(?:json|xml|csv)$/, "") ?? null);
  const resources = plain.filter((step) => step !== null && !NO_RESOURCE.test(step));
  const last = resources.at(-1) ?? "";
  const owner = resources.at(-2) ?? "";
  const endsInParam = plain.at(-1) === null;
  const name = endsInParam ? [VERB_OF[method], ...wordsOf(singular(last))] : nameOfEnd(method, last, owner, plain);
  return suggestName("tool", name.join("_")) ?? "call_api";
}

function nameOfEnd(method: string, last: string, owner: string, steps: (string | null)[]): (string | undefined)[] {
  const words = wordsOf(last);
  const verb = words.findIndex(isVerb);
  if (words.length > 1 && verb >= 0 && !(verb > 0 && method === "GET" && isPlural(last))) {
    return [words[verb], ...words.filter((_, index) => index !== verb)];
  }
  if (verb === 0 && owner !== "" && words.length === 1 && !isPlural(last)) {
    const one = steps.at(-2) === null;
    return [...words, ...wordsOf(one ? singular(owner) : owner)];
  }
  if (method === "GET" && isPlural(last)) {
    const reads = steps.at(-2) === owner && effectOfVerb(owner) === "read";
    return [reads ? owner : "list", ...words];
  }
  const noun = ["POST", "DELETE"].includes(method) ? singular(last) : last;
  return [VERB_OF[method], ...wordsOf(noun)];
}

/** The sentence that a name alone allows: `get_item` → `Get an item.` */
export function describeTool(name: string): string {
  const [verb = "", ...rest] = wordsOf(name);
  const noun = rest.join(" ");
  const counted = rest.length > 0 && !isPlural(rest.at(-1) ?? "") && !/^(?:me|all|info|data)$/.test(noun);
  const article = counted ? `${articleFor(noun)} ` : "";
  const sentence = `${verb}${noun === "" ? "" : ` ${article}${noun}`}`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function isPlural(noun: string): boolean {
  const word = wordsOf(noun).at(-1) ?? "";
  return singular(word) !== word;
}

/** Verbs that no name of a thing begins with, unlike "issue", "order" or "comment". */
const CHANGES = new Set("add archive cancel create delete remove restore unarchive update upsert".split(" "));

/** A name for a GraphQL operation: its own, `ListItems` → `list_items`, `query Items` → `list_items`; else `run_query`. */
export function graphqlToolName({ text, operation }: { text: string; operation: string | undefined }): string {
  const mutation = /^\s*mutation\b/m.test(text);
  const words = wordsOf(operation ?? "");
  if (words.length === 0) return mutation ? "run_mutation" : "run_query";
  const verb = isPlural(words.at(-1) ?? "") ? "list" : "get";
  const reads = effectOfVerb(words[0] ?? "") === "read";
  const name = mutation ? verbFirst(words) : reads ? words : [verb, ...words];
  return suggestName("tool", name.join("_")) ?? "run_query";
}

/** Words of a change with its verb in front: many vendors name the thing first, `issueDelete`. */
function verbFirst(words: string[]): string[] {
  const [first = ""] = words;
  const at = words.findLastIndex((word) => CHANGES.has(word));
  if (at < 1 || CHANGES.has(first) || effectOfVerb(first) === "destructive") return words;
  return [...words.slice(at, at + 1), ...words.slice(0, at), ...words.slice(at + 1)];
}
