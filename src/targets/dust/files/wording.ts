import { gerund } from "../../../model/defaults/english.ts";
import { isVerb } from "../../../model/defaults/verbs.ts";
import { capitalise, wordsOf } from "../../../model/name.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";

const IRREGULAR_PAST = new Map(
  (
    "build:built give:gave hide:hid hold:held let:let make:made pay:paid put:put read:read rebuild:rebuilt rerun:reran " +
    "reset:reset run:ran send:sent set:set split:split take:took unset:unset write:wrote overwrite:overwrote"
  )
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);
const FINDING_VERBS = new Set(
  "browse describe fetch filter find get inspect list load look lookup query read retrieve search select show view".split(
    " ",
  ),
);
const PREPOSITIONS = new Set("at by for from in into of on to with".split(" "));

/** The one and the many of what a list tool returns: `list_open_incidents` → open incident, open incidents. */
export function listNoun(tool: string): { one: string; many: string } {
  const words = wordsOf(tool);
  const rest = isVerb(words[0] ?? "") ? words.slice(1) : words;
  const cut = rest.findIndex((word) => PREPOSITIONS.has(word));
  const phrase = cut === -1 ? rest : rest.slice(0, cut);
  const head = phrase.at(-1) ?? "";
  if (!/[^siu]s$/.test(head) || head === "news" || head === "series") return { one: "result", many: "results" };
  return { one: [...phrase.slice(0, -1), singular(head)].join(" "), many: phrase.join(" ") };
}

function singular(word: string): string {
  if (/[^aeiou]ies$/.test(word) && !/^(movies|cookies)$/.test(word)) return word.replace(/ies$/, "y");
  if (/(ss|x|z|[^a]ch|sh|[tpnrb]us)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** The first line of an answer about one thing, or about nothing: "Found item.", "Deleted item.". */
export function summary(tool: ToolSpec): string {
  const [verb = "", ...rest] = wordsOf(tool.name);
  if (FINDING_VERBS.has(verb)) return sentence(["found", ...(rest.length > 0 ? rest : ["result"])]);
  return isVerb(verb) ? sentence([past(verb), ...rest]) : `Done: ${tool.labels.done}.`;
}

function past(verb: string): string {
  const irregular = IRREGULAR_PAST.get(verb);
  if (irregular !== undefined) return irregular;
  if (verb.endsWith("e")) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return gerund(verb).replace(/ing$/, "ed");
}

function sentence(words: readonly string[]): string {
  return `${capitalise(words.join(" "))}.`;
}
