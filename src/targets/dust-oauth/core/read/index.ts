import { allItemsIn, itemsIn } from "../../../../edit/rust/items.ts";
import type { RustSource } from "../../../../edit/rust/tree.ts";
import type { Fact } from "../../../../model/found.ts";
import { locate } from "../../../../model/location.ts";
import { moduleList } from "../modules.ts";
import { CORE_ENUMS, CORE_PATHS } from "../paths.ts";
import type { RustSources } from "../rust-sources.ts";
import { type MadeProvider, madeRows, usedRows, variantRows } from "./connection.ts";
import { fallbackPanics, fromRows, keyRows } from "./credential.ts";
import { keysOf, type Row, type Rows, rowAt, rowFor, rowsOf } from "./rows.ts";

export type { MadeProvider };

/** What the core says of a provider. A part that is missing is undefined, one that cannot be worked out is unknown. */
export interface CoreProvider {
  /** Its file, whether it is declared or not. */
  file: Fact<RustSource> | undefined;
  /** The declaration of its module, where rustc reads it. */
  module: Fact<string> | undefined;
  /** Its variant of `ConnectionProvider`. */
  variant: Fact<string> | undefined;
  /** The struct of its module that connection.rs uses. */
  used: Fact<string> | undefined;
  /** What the factory makes for its variant. */
  made: Fact<MadeProvider> | undefined;
  credential: {
    /** Its variant of `CredentialProvider`. */
    variant: Fact<string> | undefined;
    /** The variant that the conversion makes of its variant. */
    from: Fact<string> | undefined;
    /** Whether the conversion panics for what it does not name; undefined when there is no conversion to ask. */
    fallbackPanics: boolean | undefined;
    /** The keys that its credential must have. */
    keys: Fact<string[]> | undefined;
  };
}

interface CoreRegistries {
  modules: Rows<string>;
  variants: Rows<string>;
  used: Rows<string>;
  made: Rows<MadeProvider>;
  credentials: Rows<string>;
  from: Rows<string>;
  keys: Rows<string[]>;
  fallbackPanics: boolean | undefined;
}

/**
 * The providers that the core names anywhere, by wire name: of a module and a file that is its own. Where a registry
 * cannot be read, those that others name are still there; and those of `also`, which the core may name nowhere.
 */
export function readCore(rust: RustSources, also: Iterable<string> = []): Map<string, CoreProvider> {
  const registries = registriesOf(rust);
  const present = rust.modulesIn(CORE_PATHS.providers);
  const files = new Map(present.flatMap((name) => fileOf(rust, name)));
  // A module that is there and has no provider in it is one of helpers.
  const modules = keysOf(registries.modules).filter((name) => files.has(name) || !present.includes(name));
  const named = [registries.variants, registries.used].flatMap(keysOf);
  const names = new Set([...files.keys(), ...modules, ...named, ...also].filter((name) => !SHARED.has(name)));
  return new Map([...names].sort().map((name) => [name, providerOf(registries, files.get(name), name)]));
}

/** What the core says of a provider that it does not name: nothing, or that nobody knows. */
export function absentFromCore(rust: RustSources, name: string): CoreProvider {
  return providerOf(registriesOf(rust), undefined, name);
}

// Modules beside the providers' that are none.
const SHARED = new Set(["utils", "mod"]);

function providerOf(registries: CoreRegistries, file: Fact<RustSource> | undefined, name: string): CoreProvider {
  const variant = rowFor(registries.variants, name);
  // The rows by variant of a provider whose own variant is not known are not known either.
  const byVariant = <T>(rows: Rows<T>) => (variant?.known ? rowFor(rows, variant.value) : variant);
  const credential = rowFor(registries.credentials, name);
  return {
    file,
    module: rowFor(registries.modules, name),
    variant,
    used: rowFor(registries.used, name),
    made: byVariant(registries.made),
    credential: {
      variant: credential,
      from: byVariant(registries.from),
      fallbackPanics: registries.fallbackPanics,
      keys: credential?.known ? rowFor(registries.keys, credential.value) : credential,
    },
  };
}

function registriesOf(rust: RustSources): CoreRegistries {
  const connection = <T>(read: (source: RustSource) => Row<T>[]) => rowsIn(rust, CORE_PATHS.connection, read);
  const credential = <T>(read: (source: RustSource) => Row<T>[]) => rowsIn(rust, CORE_PATHS.credential, read);
  const conversion = rust.look(CORE_PATHS.credential);
  return {
    modules: rowsOf(() => moduleRows(rust)),
    variants: connection((source) => variantRows(source, CORE_ENUMS.connection)),
    used: connection(usedRows),
    made: connection(madeRows),
    credentials: credential((source) => variantRows(source, CORE_ENUMS.credential)),
    from: credential(fromRows),
    keys: credential(keyRows),
    fallbackPanics: conversion?.known ? fallbackPanics(conversion.source) : undefined,
  };
}

function rowsIn<T>(rust: RustSources, path: string, read: (source: RustSource) => Row<T>[]): Rows<T> {
  return rowsOf(() => {
    const source = rust.source(path);
    return source ? read(source) : [];
  });
}

function moduleRows(rust: RustSources): Row<string>[] {
  const { source, range } = moduleList(rust);
  const modules = itemsIn(source, range).filter(({ kind }) => kind === "mod");
  return modules.map(({ name, range: at }) => rowAt(source, name, name, at));
}

/** The file of a provider under its name; none for a file that can be read and has no provider in it. */
function fileOf(rust: RustSources, name: string): [string, Fact<RustSource>][] {
  const path = `${CORE_PATHS.providers}/${name}.rs`;
  const file = rust.look(path);
  if (!file) return [];
  if (!file.known) return [[name, file]];
  const { source } = file;
  const implemented = allItemsIn(source).some(({ kind, trait }) => kind === "impl" && trait === "Provider");
  return implemented ? [[name, { known: true, value: source, at: locate(path, source.text, 0) }]] : [];
}
