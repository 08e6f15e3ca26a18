import { camelCase, constantCase, pascalCase, spellingKey, wordsOf } from "./name.ts";

/** Where a text mentions a name: offsets from 0, the end exclusive, and the text as it is spelt there. */
export interface Mention {
  name: string;
  start: number;
  end: number;
}

/** The ways to spell a name: as it is, snake_case, kebab-case, camelCase, PascalCase, CONSTANT_CASE; always in this order. */
export function spellingsOf(name: string): string[] {
  const words = wordsOf(name);
  return [name, words.join("_"), words.join("-"), camelCase(name), pascalCase(name), constantCase(name)];
}

/**
 * Finds the mentions of names in a text, in any spelling, with spaces too. Whole words only, where the words of an
 * identifier count: `ACME_CRM_SERVER` and `createAcmeCrmServer` mention `acme_crm`, `acme_crms` does not. Of names that
 * contain each other the longest is meant.
 */
export function mentionFinder(names: readonly string[]): (text: string) => Mention[] {
  const byKey = new Map(names.map((name) => [spellingKey(name), name]));
  const forms = names.flatMap(formsOf).sort(([a], [b]) => b.length - a.length);
  const pattern = new RegExp([...new Set(forms.map(([, form]) => form))].join("|"), "g");
  return (text) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const name = byKey.get(spellingKey(match[0]));
      return name === undefined ? [] : [{ name, start: match.index, end: match.index + match[0].length }];
    });
}

/** `path` with every mention of `from` written as `to`, in the same spelling. */
export function respelt(path: string, from: string, to: string): string {
  const [own, other] = [spellingsOf(from), spellingsOf(to)];
  const mentions = mentionFinder([from])(path).reverse();
  return mentions.reduce((text, { start, end }) => {
    const form = own.indexOf(text.slice(start, end));
    return text.slice(0, start) + (other[form] ?? other[1] ?? to) + text.slice(end);
  }, path);
}

function formsOf(name: string): [form: string, pattern: string][] {
  const [exact = "", snake = "", kebab = "", camel = "", pascal = "", constant = ""] = spellingsOf(name);
  const title = wordsOf(name).map((word) => [...word].map(anyCase).join(""));
  return [
    ...[exact, snake, kebab, camel].map((form): [string, string] => [
      form,
      `(?<![A-Za-z0-9])${escaped(form)}(?![a-z0-9])`,
    ]),
    [pascal, `(?<![A-Z])${pascal}(?![a-z0-9])`],
    [constant, `(?<![A-Za-z0-9])${constant}(?![A-Za-z0-9])`],
    [wordsOf(name).join(" "), `(?<![A-Za-z0-9])${title.join(" ")}(?![A-Za-z0-9])`],
  ];
}

function anyCase(letter: string): string {
  return /[a-z]/.test(letter) ? `[${letter}${letter.toUpperCase()}]` : letter;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
