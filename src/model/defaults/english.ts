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

// Nouns that nobody counts: one gets "the weather", not "a weather".
const UNCOUNTED = new Set(
  (
    "access advice analytics audio authentication availability billing capacity compliance consent content coverage equipment " +
    "feedback health hardware help history info information insurance inventory knowledge logistics mail media memory metadata " +
    "money music news payroll performance permission progress research revenue search security software spending status storage " +
    "support telemetry time traffic training usage weather work"
  ).split(" "),
);
// Letters whose names start with a vowel, as a word of capitals is read letter by letter.
const VOWEL_LETTERS = /^[aefhilmnorsx]$/;
const SPELLED = new Set(
  "abi acl api fbi faq ftp hr html http https id ip ivr llm lms ml mcp mfa mp3 ngo nft nps os rfp rss rsvp sdk sla sms sql sso ssl svg uri url usb xls xml xpath".split(
    " ",
  ),
);

/** The article for one of a noun phrase in lower case: `item` → "an", `user id` → "a", `sms` → "an", `weather` → "the". */
export function articleFor(phrase: string): "a" | "an" | "the" {
  const [first = "", ...rest] = phrase.split(" ");
  if (UNCOUNTED.has(rest.at(-1) ?? first)) return "the";
  if (SPELLED.has(first)) return VOWEL_LETTERS.test(first.charAt(0)) ? "an" : "a";
  if (first.length === 1) return VOWEL_LETTERS.test(first) ? "an" : "a";
  if (/^(?:hour|honou?r|honest|heir)/.test(first)) return "an";
  return /^[aeiou]/.test(first) && !/^(?:u[bcfkqrst][aeiou]|uni(?!n|m)|one|once|eu|ewe)/.test(first) ? "an" : "a";
}

/** Labels for a call of the tool `name`: `list_items` → "Listing items" and "List items"; a name without a verb is run. */
export function labelsFor(name: string): { running: string; done: string } {
  const words = wordsOf(name);
  const [verb = "", ...rest] = isVerb(words[0] ?? "") ? words : ["run", ...words];
  const sentence = (first: string) => capitalise([first, ...rest].join(" "));
  return { running: sentence(gerund(verb)), done: sentence(verb) };
}
