import { callsIn } from "../../../../edit/rust/calls.ts";
import { itemsIn, type RustAttribute, type RustItem, requireItem } from "../../../../edit/rust/items.ts";
import type { RustArm } from "../../../../edit/rust/match.ts";
import { variantsOf } from "../../../../edit/rust/members.ts";
import type { RustRange, RustSource } from "../../../../edit/rust/tree.ts";
import { type UseTree, useTreeOf } from "../../../../edit/rust/use-tree.ts";
import { wireName } from "../names.ts";
import { CORE_ENUMS } from "../paths.ts";
import { factoryMatch, required, variantsIn } from "../registries.ts";
import { type Row, rowAt } from "./rows.ts";

/** What the factory makes for a variant: a struct, and the module of providers that it comes from; null when that is not said. */
export interface MadeProvider {
  struct: string;
  module: string | null;
}

/** The variants of an enum by the wire names that serde gives them. Throws AnchorNotFound for a file without it. */
export function variantRows(source: RustSource, enumName: string): Row<string>[] {
  const item = requireItem(source, "enum", enumName);
  return variantsOf(source, item).map((variant) => {
    const wire = renamed(variant.attributes) ?? wireOf(item, variant.name);
    return rowAt(source, wire, variant.name, variant.range);
  });
}

const RENAME = /\brename\s*=\s*"([^"]*)"/;
const RENAME_ALL = /\brename_all\s*=\s*"([^"]*)"/;

function renamed(attributes: readonly RustAttribute[]): string | null {
  return attributes.filter(({ path }) => path === "serde").map(({ text }) => RENAME.exec(text)?.[1])[0] ?? null;
}

function wireOf({ attributes }: RustItem, variant: string): string {
  const form = attributes.map(({ text }) => RENAME_ALL.exec(text)?.[1]).find((each) => each !== undefined);
  if (form === "lowercase") return variant.toLowerCase();
  return form === undefined ? variant : wireName(variant);
}

/** The structs that a file uses from the modules of the providers, by module. */
export function usedRows(source: RustSource): Row<string>[] {
  const uses = itemsIn(source).filter(({ kind }) => kind === "use");
  return uses
    .flatMap((item) => leavesOf(useTreeOf(source, item)))
    .flatMap(({ path, name, range }) => {
      const module = path.at(-2);
      return module !== undefined && path.at(-3) === "providers" ? [rowAt(source, module, name, range)] : [];
    });
}

interface Leaf {
  path: string[];
  name: string;
  range: RustRange;
}

function leavesOf(tree: UseTree, prefix: readonly string[] = []): Leaf[] {
  const path = [...prefix, ...tree.path];
  if (tree.items) return tree.items.flatMap((item) => leavesOf(item, path));
  return [{ path, name: tree.alias ?? path.at(-1) ?? "", range: tree.range }];
}

/** What the factory makes, by variant. Throws AnchorNotFound for a file without one. */
export function madeRows(source: RustSource): Row<MadeProvider>[] {
  const factory = required(source, factoryMatch(source), "the `match` that makes a provider");
  const modules = new Map(usedRows(source).map(({ key, value }) => [value, key]));
  return factory.arms.flatMap((arm) => {
    const made = madeBy(source, arm, modules);
    if (!made) return [];
    return variantsIn(source, arm, CORE_ENUMS.connection).map((variant) => rowAt(source, variant, made, arm.range));
  });
}

function madeBy(source: RustSource, arm: RustArm, modules: ReadonlyMap<string, string>): MadeProvider | null {
  const call = callsIn(source, arm.expression).find(({ path }) => path.includes("::") && !path.startsWith("Box::"));
  const names = call?.path.split("::") ?? [];
  const struct = names.at(-2);
  if (struct === undefined) return null;
  return { struct, module: names.at(-3) ?? modules.get(struct) ?? null };
}
