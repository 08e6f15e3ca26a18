import type { ImportedName } from "../../../edit/template.ts";
import type { Conventions } from "../checkout/conventions.ts";

/**
 * The import block of a generated file, as the host's organizer of imports would leave it: modules in natural order, for one
 * module `import type` first, names sorted, no name twice; ends with an empty line, or is empty.
 */
export function importBlock(imports: readonly ImportedName[], style: Conventions["importStyle"]): string {
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

/** Biome's order: letters without regard to case, then capitals first; runs of digits as numbers. */
export function naturalOrder(left: string, right: string): number {
  const parts = (text: string) => text.toLowerCase().match(/\d+|\D/g) ?? [];
  const [a, b] = [parts(left), parts(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = compareParts(a[index] ?? "", b[index] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length || compareText(left, right);
}

function compareParts(left: string, right: string): number {
  if (/^\d/.test(left) && /^\d/.test(right)) return Number(left) - Number(right);
  return compareText(left, right);
}

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
