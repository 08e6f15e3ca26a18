import { nameProblem, suggestName } from "../../identifier.ts";
import { camelCase } from "../../name.ts";

const PATTERN =
  /\{\{\s*([^{}]+?)\s*\}\}|\$\{(\w+)[^}]*\}|\{([^{}]+)\}|\$([A-Za-z_]\w*)|<([^<>]+)>|\$\([^)]*\)|`[^`]*`/g;

/** Whether a text holds something that a reader is to replace: `{id}`, `{{id}}`, `$ID`, `${ID}` or `<id>`. */
export function hasPlaceholder(text: string): boolean {
  return text.search(PATTERN) >= 0;
}

/** `text` with every placeholder as `replace` has it; `name` is what the placeholder says, as a name of a parameter if it can be. */
export function replacePlaceholders(text: string, replace: (name: string | undefined) => string): string {
  return text.replace(PATTERN, (_, ...groups: unknown[]) => {
    const word = groups.slice(0, 5).find((each) => typeof each === "string");
    return replace(typeof word === "string" ? paramName(word) : undefined);
  });
}

/** A legal name of a parameter for words as people write placeholders: `ITEM_ID` → `itemId`, `item_id` as it is. */
export function paramName(words: string): string | undefined {
  const shouting = /^[^a-z]+$/.test(words);
  const spelt = shouting || /[^A-Za-z0-9_]/.test(words) ? camelCase(words) : words;
  return nameProblem("param", spelt) === undefined ? spelt : suggestName("param", spelt);
}
