import type { ImportedName } from "../../edit/template.ts";

/** `one-block`: one ASCII-ordered block of imports; `packages-first`: packages, an empty line, then `@app/…`. */
export type ImportStyle = "one-block" | "packages-first";

/**
 * The import block of a generated file, as the host's organizer of imports would leave it: modules in natural order, for one
 * module `import type` first, names sorted, no name twice; ends with an empty line, or is empty.
 */
export function importBlock(imports: readonly ImportedName[], style: ImportStyle): string {
  const groups =
    style === "one-block" ? [imports] : [imports.filter(isPackage), imports.filter((one) => !isPackage(one))];
  return groups
    .filter((group) => group.length > 0)
    .map((group) => `${statements(group).join("\n")}\n\n`)
    .join("");
}

function isPackage({ module }: ImportedName): boolean {
  return !module.startsWith("@app/") && !module.startsWith(".");
}

function statements(imports: readonly ImportedName[]): string[] {
  const modules = [...new Set(imports.map(({ module }) => module))].sort(naturalOrder);
  return modules.flatMap((module) => {
    const names = (kind: ImportedName["kind"]) => [
      ...new Set(imports.filter((one) => one.module === module && one.kind === kind).map(({ name }) => name)),
    ];
    const types = names("type").filter((name) => !names("value").includes(name));
    const [standard] = names("default");
    const values = [...(standard ? [standard] : []), ...(names("value").length > 0 ? [named(names("value"))] : [])];
    return [
      ...(types.length > 0 ? [`import type ${named(types)} from "${module}";`] : []),
      ...(values.length > 0 ? [`import ${values.join(", ")} from "${module}";`] : []),
    ];
  });
}

function named(names: readonly string[]): string {
  return `{ ${[...names].sort(naturalOrder).join(", ")} }`;
}

/** Biome's order, character by character: `_`, `$`, digits, letters, of one letter the capital first; runs of digits as numbers. */
export function naturalOrder(left: string, right: string): number {
  const parts = (text: string) => text.match(/\d+|\D/g) ?? [];
  const [a, b] = [parts(left), parts(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = compareParts(a[index] ?? "", b[index] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareParts(left: string, right: string): number {
  if (left === right) return 0;
  if (/^\d/.test(left) && /^\d/.test(right)) return Number(left) - Number(right);
  return rankOf(left) - rankOf(right) || (left < right ? -1 : 1);
}

const BEFORE_DIGITS = "0".charCodeAt(0) - 1;
const RANKS = new Map([
  ["_", BEFORE_DIGITS + 0.1],
  ["$", BEFORE_DIGITS + 0.2],
]);

function rankOf(part: string): number {
  return RANKS.get(part) ?? part.toLowerCase().charCodeAt(0);
}
