import { capitalise, wordsOf } from "../name.ts";
import { isVerb } from "./verbs.ts";

// Verbs of several syllables with the stress on the last one: they double their consonant although `edit` does not.
const STRESSED_AT_THE_END = new Set(
  "admit begin commit compel confer debug defer emit equip expel forget infer inset occur omit offset outbid permit preset prefer propel rebid rebut recur refer regret rerun reset submit transfer transmit unban unlog unmap unpin unplug unset untag unwrap unzip upset".split(
    " ",
  ),
);
const DOUBLED_ANYWAY = new Set(["format", "program", "input", "output", "backlog"]);

/** The -ing form of an English verb in lower case: get → getting, create → creating, tie → tying, stop → stopping. */
export function gerund(verb: string): string {
  if (verb.endsWith("ie")) return `${verb.slice(0, -2)}ying`;
  if (/[eoy]e$/.test(verb) || verb === "be") return `${verb}ing`;
  if (verb.endsWith("e")) return `${verb.slice(0, -1)}ing`;
  if (/^(?:mimic|panic|picnic|traffic)$/.test(verb)) return `${verb}king`;
  return doublesItsConsonant(verb) ? `${verb}${verb.at(-1)}ing` : `${verb}ing`;
}

function doublesItsConsonant(verb: string): boolean {
  if (STRESSED_AT_THE_END.has(verb) || DOUBLED_ANYWAY.has(verb)) return true;
  return /^(?:qu|[^aeiou])*[aeiou][^aeiouwxy]$/.test(verb);
}

/** Labels for a call of the tool `name`: `list_items` → "Listing items" and "List items"; a name without a verb is run. */
export function labelsFor(name: string): { running: string; done: string } {
  const words = wordsOf(name);
  const [verb = "", ...rest] = isVerb(words[0] ?? "") ? words : ["run", ...words];
  const sentence = (first: string) => capitalise([first, ...rest].join(" "));
  return { running: sentence(gerund(verb)), done: sentence(verb) };
}
