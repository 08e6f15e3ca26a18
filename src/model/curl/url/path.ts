import { camelCase, wordsOf } from "../../name.ts";
import { looksLikeSecret } from "../../value-text.ts";
import { singular } from "../singular.ts";
import { paramName, replacePlaceholders } from "./placeholder.ts";

/** A path of a request: with `{name}` for its parameters, the parameters in order, and the constant steps around them. */
export interface CurlPath {
  path: string;
  params: { name: string; type: "string" | "integer"; of: string }[];
  /** Each step as a constant text, or null where a parameter stands. */
  steps: (string | null)[];
}

/** Finds the ids of a path: numbers, UUIDs, opaque and prefixed ids, and whatever is written as a placeholder. */
export function readPath(text: string): CurlPath {
  const found: CurlPath = { path: "", params: [], steps: [] };
  const parts = text.split("/").map((segment, index) => {
    const owner = found.steps.findLast((step) => step !== null && !/^v?\d/i.test(step)) ?? "";
    const written = segmentOf(segment, index, { found, owner });
    if (segment !== "") found.steps.push(written === segment ? segment : null);
    return written;
  });
  found.path = parts.join("/");
  return found;
}

interface Around {
  found: CurlPath;
  owner: string;
}

function segmentOf(segment: string, index: number, around: Around): string {
  const add = (name: string | undefined, type: "string" | "integer") => `{${addParam(around, name, type)}}`;
  const decoded = decode(segment);
  const named = /^:([A-Za-z_]\w*)$/.exec(decoded)?.[1];
  if (named !== undefined) return add(paramName(named), "string");
  const replaced = replacePlaceholders(decoded, (name) => add(name, "string"));
  if (replaced !== decoded) return replaced;
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(segment) && segment.length > 2 && !CAPITAL_WORDS.has(segment)) {
    return add(paramName(segment), "string");
  }
  const [, stem = segment, extension = ""] = /^(.+?)(\.(?:json|xml|csv))$/.exec(segment) ?? [];
  if (!isId(stem, index)) return segment;
  return add(undefined, /^\d{1,15}$/.test(stem) ? "integer" : "string") + extension;
}

const CAPITAL_WORDS = new Set(["API", "REST", "JSON", "RPC", "ODATA", "SCIM", "GRAPHQL"]);

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

/** Whether a step is a value and no word: `index` 0 and 1 may be a version. */
function isId(step: string, index: number): boolean {
  if (/^v?\d{1,2}(?:\.\d+)*$/i.test(step) && (index <= 1 || /^v/i.test(step))) return false;
  if (/^\d{4}-\d{2}(?:-\d{2})?$/.test(step)) return false;
  if (/^\d+$/.test(step)) return true;
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(step)) return true;
  if (/^[A-Z][A-Z0-9]+-\d+$/.test(step) || /@|%40/.test(step) || looksLikeSecret(step)) return true;
  const digits = step.replace(/\D/g, "").length;
  if (/^[A-Za-z]{1,10}[_-][A-Za-z0-9]{6,}$/.test(step) && digits > 0) return true;
  if (!/^[\w:~=.-]{10,}$/.test(step) || !/[A-Za-z]/.test(step)) return false;
  const mixed = /[a-z]/.test(step) && /[A-Z]/.test(step) && !/^[a-z]+(?:[A-Z][a-z]+)*$/.test(step);
  return digits >= 3 || (mixed && digits > 0);
}

function decode(segment: string): string {
  return segment.replace(/%7B/gi, "{").replace(/%7D/gi, "}").replace(/%3C/gi, "<").replace(/%3E/gi, ">");
}
