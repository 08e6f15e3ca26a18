/** The words of a snake_case, kebab-case, camelCase or spaced name, in lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** `list_items` → `listItems`. */
export function camelCase(name: string): string {
  const [first = "", ...rest] = wordsOf(name);
  return first + rest.map(capitalise).join("");
}

/** `acme_crm` → `AcmeCrm`. */
export function pascalCase(name: string): string {
  return wordsOf(name).map(capitalise).join("");
}

/** `acme_crm` → `ACME_CRM`. */
export function constantCase(name: string): string {
  return wordsOf(name).join("_").toUpperCase();
}

/** `acme_crm` → `Acme Crm`. */
export function titleCase(name: string): string {
  return wordsOf(name).map(capitalise).join(" ");
}

/** What two names share when they differ only in case, separators or spelling of word breaks: `val_town` = `valTown` = `ValTown` = `valtown`. */
export function spellingKey(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** `item` → `Item`; the rest stays as it is. */
export function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
