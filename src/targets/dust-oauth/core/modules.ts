import { findItem } from "../../../edit/rust/items.ts";
import { placeOf, type RustRange, type RustSource, wholeOf } from "../../../edit/rust/tree.ts";
import { AnchorNotFound } from "../../../edit/splice.ts";
import { parseLocation } from "../../../model/location.ts";
import { CORE_PATHS } from "./paths.ts";
import type { RustSources } from "./rust-sources.ts";

/** The list of the providers' modules that rustc reads, as a range of the file it stands in. */
export interface ModuleList {
  source: RustSource;
  range: RustRange;
}

const PATH = ["oauth", "providers"];

/**
 * Where this checkout declares the modules of its providers: a block nested in lib.rs where there is one, since rustc then
 * reads no `mod.rs`; else the file that the declarations above lead to. Throws AnchorNotFound, or UnreadableRust.
 */
export function moduleList(rust: RustSources): ModuleList {
  const library = rust.source(CORE_PATHS.library);
  if (!library) throw new AnchorNotFound(parseLocation(CORE_PATHS.library), "the library of the core", "no such file");
  return descend(rust, { source: library, range: wholeOf(library) }, CORE_PATHS.root, PATH);
}

function descend(rust: RustSources, list: ModuleList, folder: string, path: readonly string[]): ModuleList {
  const [name, ...rest] = path;
  if (name === undefined) return list;
  const { source, range } = list;
  const item = findItem(source, "mod", name, range);
  if (!item) throw new AnchorNotFound(placeOf(source, range), `\`mod ${name}\``, "no such module");
  const below = `${folder}/${name}`;
  if (item.body) return descend(rust, { source, range: item.body }, below, rest);
  const files = [`${below}.rs`, `${below}/mod.rs`];
  const file = files.map((each) => rust.source(each)).find((each) => each !== null);
  if (!file) throw new AnchorNotFound(placeOf(source, item.range), files.join(" or "), "neither");
  return descend(rust, { source: file, range: wholeOf(file) }, below, rest);
}
