import { looksLikeSecret } from "../../value-text.ts";
import { strangeTrigrams } from "./trigrams.ts";

/** What a credential has at least: fewer letters and digits are taken for a word. */
const SHORTEST = 8;
const SHORT_WORDS = new Set(
  "a ad ai al an ap as at be by ca co cc ci db de dm do ec eu ex fb gb go gt hr hs id if in io ip is it js lt me ms my na no of ok on or os pr ps qa re sf sn so ss th to tv tz ui uk up us ux v vm we wp x y".split(
    " ",
  ),
);

/**
 * Whether a text may be a credential or an id, because it is not made of words: letters that no word has in that order, many
 * digits, digits among letters, case that changes all the time, or signs that only encodings have. Short texts never are.
 */
export function isOpaque(text: string): boolean {
  if (looksLikeSecret(text)) return true;
  const plain = text.replace(/[^\p{L}\p{N}]/gu, "");
  if (plain.length < SHORTEST) return false;
  return /[^\w.~:,;@()[\]'!*$ {}-]/.test(text) || hasManyDigits(plain) || !isMadeOfWords(text);
}

/** Whether the letters of a text, however few, are in the order that words have them in. */
export function isMadeOfWords(text: string): boolean {
  const words = lettersOf(text);
  const average = words.join("").length / words.length;
  const scraps = words.filter((word) => word.length < 3 && !SHORT_WORDS.has(word)).length;
  const least = words.length > 3 ? 3 : 4;
  const isChopped = scraps + (text.match(/\d[a-z]/g) ?? []).length > 1 || (words.length > 3 && average <= 2.5);
  const strange = words.reduce((sum, word) => sum + (word.length < least ? 0 : strangeTrigrams(word)), 0);
  const isWhole =
    words.join("").length >= SHORTEST && scraps === 0 && words.filter(({ length }) => length < 4).length < 2;
  // The name of a product may have a strange one; what is random has many, or is cut into small pieces.
  return !isChopped && strange <= (isWhole ? 1 : 0);
}

/** `name` if it can be shown to people, each of its parts being made of words; else undefined. */
export function shownName(name: string): string | undefined {
  const parts = name.split(/[.[\]]+/);
  return /^[A-Za-z_$@][\w .[\]$@-]{0,60}$/.test(name) && !parts.some(isOpaque) && !isOpaque(parts.join(""))
    ? name
    : undefined;
}

/** The runs of letters of a text, a hump of camel case being one, in lower case. */
function lettersOf(text: string): string[] {
  return (text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());
}

function hasManyDigits(plain: string): boolean {
  const runs = plain.match(/\d+/g) ?? [];
  const digits = runs.join("").length;
  return runs.some((run) => run.length > 5) || runs.length > 2 || (runs.length === 2 && digits > 2);
}
