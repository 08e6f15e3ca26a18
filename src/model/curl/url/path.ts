import { isVerb } from "../../defaults/verbs.ts";
import { camelCase, wordsOf } from "../../name.ts";
import { isCredentialName, looksLikeSecret } from "../../value-text.ts";
import { singular } from "../singular.ts";
import { isMadeOfWords, isOpaque } from "../word/opaque.ts";
import { decoded } from "./address.ts";
import { paramName, replacePlaceholders } from "./placeholder.ts";

/** A path of a request: with `{name}` for its parameters, the parameters in order, and the constant steps around them. */
export interface CurlPath {
  path: string;
  params: { name: string; type: "string" | "integer"; of: string }[];
  /** Each step as a constant text, or null where a parameter stands. */
  steps: (string | null)[];
  /** Whether it had matrix parameters (`;a=b`), which are dropped. */
  hasMatrix: boolean;
}

/**
 * Finds the ids of a path: numbers, UUIDs, whatever is not made of words or is written as a placeholder, and every step of a
 * webhook that names no part of an API; `host` is that of the URL. Only words are left as they are.
 */
export function readPath(text: string, host = ""): CurlPath {
  const found: CurlPath = { path: "", params: [], steps: [], hasMatrix: /;|%3B/i.test(text) };
  const isHook = /(?:^|\.)(?:web)?hooks?\./i.test(host);
  const parts = text.split("/").map((whole, index) => {
    const [segment = ""] = whole.split(/;|%3B/i);
    const owner = found.steps.findLast((step) => step !== null && !/^v?\d/i.test(step)) ?? "";
    const known = found.params.length;
    const written = segmentOf(segment, index, { found, owner, isHook });
    const [set] = /^\w+(?=\()/.exec(written) ?? [];
    if (set !== undefined) found.steps.push(set);
    if (segment !== "") found.steps.push(found.params.length === known ? segment : null);
    return written;
  });
  found.path = parts.join("/");
  return found;
}

interface Around {
  found: CurlPath;
  /** The last step that is no parameter. */
  owner: string;
  /** Whether the host is one of webhooks. */
  isHook: boolean;
}

const CAPITAL_WORDS = new Set(["API", "REST", "JSON", "RPC", "ODATA", "SCIM", "GRAPHQL"]);
const AFTER_HOOK = new Set("hooks services workflows triggers catch deliveries attempts events logs".split(" "));

function segmentOf(segment: string, index: number, around: Around): string {
  const add = (name: string | undefined, type: "string" | "integer" = "string") => `{${addParam(around, name, type)}}`;
  const plain = decodeBrackets(segment);
  if (isCredentialStep(plain, around)) return add(undefined);
  const named = /^:([A-Za-z_]\w*)$/.exec(plain)?.[1];
  if (named !== undefined) return add(paramName(named));
  const rest = replacePlaceholders(plain, () => "");
  if (rest !== plain) return isOpaque(rest) ? add(undefined) : replacePlaceholders(plain, add);
  if (/^[A-Z][A-Z0-9_]+$/.test(segment) && segment.length > 2 && !CAPITAL_WORDS.has(segment)) {
    return add(/\d/.test(segment) || !isMadeOfWords(segment) ? undefined : paramName(segment));
  }
  const [, set = "", quote = "", key] = /^([A-Za-z_]+)\(('?)([^()']+)\2\)$/.exec(decoded(segment)) ?? [];
  if (key !== undefined && !isOpaque(set)) return `${set}(${quote}${add(paramName(`${singular(set)}Id`))}${quote})`;
  const [, stem = segment, extension = ""] = /^(.+?)(\.(?:json|xml|csv))$/.exec(segment) ?? [];
  if (isVersion(stem, index, around) || !isId(decoded(stem))) return segment;
  return add(undefined, /^\d{1,15}$/.test(stem) ? "integer" : "string") + extension;
}

/** Whether a step is one of a webhook, or follows one that announces a credential (`/key/x`). */
function isCredentialStep(step: string, { found, isHook }: Around): boolean {
  if (step === "" || isVerb(step) || AFTER_HOOK.has(step)) return false;
  const before = found.steps.at(-1) ?? "";
  const isBelowHook = found.steps.some((each) => each !== null && /web-?_?hook|^hooks?$/i.test(each));
  return isHook || isBelowHook || isCredentialName(before) || /^(?:api[-_]?)?key$/i.test(before);
}

/** `id` alone says nothing: it is named for what stands before it. */
function addParam({ found, owner }: Around, given: string | undefined, type: "string" | "integer"): string {
  const thing = singular(camelCase(owner.replace(/\.(?:json|xml|csv)$/, "")));
  const wanted = given === undefined || /^id$/i.test(given) ? (paramName(`${thing}Id`) ?? "id") : given;
  const name = thing === "" && given === undefined ? "id" : wanted;
  const taken = new Set(found.params.map((param) => param.name));
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}${count}`;
  found.params.push({ name: free, type, of: wordsOf(thing).join(" ") });
  return free;
}

/** Whether a step is a version or its date; a bare number is one at the start and behind `api`. */
function isVersion(step: string, index: number, { found }: Around): boolean {
  if (/^\d{1,2}$/.test(step)) return index <= 1 || found.steps.at(-1) === "api";
  return /^(?:v\d{1,2}(?:(?:alpha|beta|p)\d{0,2})*|v?\d{1,2}(?:\.\d{1,2}){1,2}|\d{4}-\d{2}(?:-\d{2})?)$/i.test(step);
}

/** Whether a step is a value and no word. */
function isId(step: string): boolean {
  if (/^\d+$/.test(step) || isOpaque(step)) return true;
  if (/^[A-Z][A-Z0-9]+-\d+$/.test(step) || /@|%/.test(step) || looksLikeSecret(step)) return true;
  const digits = step.replace(/\D/g, "").length;
  if (/^[A-Za-z]{1,10}[_-][A-Za-z0-9]{6,}$/.test(step) && digits > 0) return true;
  if (!/^[\w:~=.-]{10,}$/.test(step) || !/[A-Za-z]/.test(step)) return false;
  const mixed = /[a-z]/.test(step) && /[A-Z]/.test(step) && !/^[a-z]+(?:[A-Z][a-z]+)*$/.test(step);
  return digits >= 3 || (mixed && digits > 0);
}

function decodeBrackets(segment: string): string {
  return segment.replace(/%7B/gi, "{").replace(/%7D/gi, "}").replace(/%3C/gi, "<").replace(/%3E/gi, ">");
}
