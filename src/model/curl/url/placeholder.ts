import { nameProblem, suggestName } from "../../identifier.ts";
import { camelCase } from "../../name.ts";
import { isOpaque } from "../word/opaque.ts";

const PATTERN =
  /\{\{\s*([^{}]+?)\s*\}\}|\$\{(?:env:)?(\w+)[^}]*\}|\{([^{}]+)\}|\$(?:env:)?([A-Za-z_]\w*)|<([^<>]+)>|%([A-Za-z_]\w{2,})%|\$\([^)]*\)|`[^`]*`/g;

/** Whether a text holds something that a reader is to replace: `{id}`, `{{id}}`, `$ID`, `${ID}`, `%ID%` or `<id>`. */
export function hasPlaceholder(text: string): boolean {
  return text.search(PATTERN) >= 0;
}

/** `text` with every placeholder as `replace` has it; `name` is what the placeholder says, as a name of a parameter if it can be. */
export function replacePlaceholders(text: string, replace: (name: string | undefined) => string): string {
  return text.replace(PATTERN, (_, ...groups: unknown[]) => {
    const word = groups.slice(0, 6).find((each) => typeof each === "string");
    return replace(typeof word === "string" ? paramName(word) : undefined);
  });
}

/**
 * A legal name of a parameter for words as people write placeholders: `ITEM_ID` → `itemId`, `item_id` as it is. Undefined for
 * what is not made of words: it may be a value.
 */
export function paramName(words: string): string | undefined {
  if (isOpaque(words)) return undefined;
  const shouting = /^[^a-z]+$/.test(words);
  const spelt = shouting || /[^A-Za-z0-9_]/.test(words) ? camelCase(words) : words;
  return nameProblem("param", spelt) === undefined ? spelt : suggestName("param", spelt);
}
