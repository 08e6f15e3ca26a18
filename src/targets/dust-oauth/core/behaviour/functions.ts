import { callsIn } from "../../../../edit/rust/calls.ts";
import { itemsIn, type RustItem } from "../../../../edit/rust/items.ts";
import { parametersOf } from "../../../../edit/rust/members.ts";
import { placeOf, type RustRange, type RustSource, wholeOf } from "../../../../edit/rust/tree.ts";
import type { Location } from "../../../../model/location.ts";

/** A function with a body; `trait` is the trait that it belongs to, `parameters` are the names of those behind `self`. */
export interface RustFunction {
  name: string;
  trait: string | null;
  item: RustItem;
  body: RustRange;
  parameters: string[];
}

/** The functions of a provider's file, those of its tests left out. */
export interface ProviderCode {
  source: RustSource;
  functions: readonly RustFunction[];
  /** All code outside of the tests, in order. */
  parts: readonly RustRange[];
}

/** A call of a function of the same file. */
export interface LocalCall {
  caller: RustFunction;
  callee: RustFunction;
  arguments: readonly RustRange[];
}

const known = new WeakMap<RustSource, ProviderCode>();

/** The functions of a provider's file; worked out once for each text. */
export function codeOf(source: RustSource): ProviderCode {
  const code = known.get(source) ?? readCode(source);
  known.set(source, code);
  return code;
}

function readCode(source: RustSource): ProviderCode {
  const items = itemsIn(source, wholeOf(source)).filter((item) => !isTest(item));
  const functions = items.flatMap((item) => functionsOf(source, item, null));
  return { source, functions, parts: items.map((item) => item.range) };
}

function isTest({ attributes }: RustItem): boolean {
  return attributes.some(({ path, text }) => path === "cfg" && text.replace(/\s/g, "") === "cfg(test)");
}

function functionsOf(source: RustSource, item: RustItem, trait: string | null): RustFunction[] {
  if (isTest(item) || !item.body) return [];
  if (item.kind === "fn") return [{ name: item.name, trait, item, body: item.body, parameters: namesOf(source, item) }];
  if (item.kind !== "impl" && item.kind !== "mod") return [];
  return itemsIn(source, item.body).flatMap((each) => functionsOf(source, each, item.trait));
}

function namesOf(source: RustSource, item: RustItem): string[] {
  return parametersOf(source, item)
    .filter(({ name }) => name !== "self")
    .map(({ name }) => name);
}

/** The provider's own form of a method of the trait; null when it has none. */
export function methodOf({ functions }: ProviderCode, name: string): RustFunction | null {
  return functions.find((each) => each.trait === "Provider" && each.name === name) ?? null;
}

/** A function and those of the file that it calls, directly or through others, callers first. */
export function reachedFrom(code: ProviderCode, start: RustFunction): RustFunction[] {
  const reached = [start];
  for (const caller of reached) {
    for (const { callee } of callsFrom(code, caller)) if (!reached.includes(callee)) reached.push(callee);
  }
  return reached;
}

/** The calls that a function makes of functions of its file; `self.inner.f()` is none, being a call of another's. */
export function callsFrom({ source, functions }: ProviderCode, caller: RustFunction): LocalCall[] {
  return callsIn(source, caller.body).flatMap((call) => {
    const isOwn =
      call.form === "function" ? isLocalPath(call.path) : call.receiver !== null && isSelf(source, call.receiver);
    const callee = isOwn ? functions.find((each) => each.name === call.name && each !== caller) : undefined;
    return callee && call.form !== "macro" ? [{ caller, callee, arguments: call.arguments }] : [];
  });
}

function isLocalPath(path: string): boolean {
  return !path.includes("::") || path.startsWith("Self::") || path.startsWith("self::");
}

function isSelf(source: RustSource, { from, to }: RustRange): boolean {
  return to - from === 1 && source.code[from]?.text === "self";
}

/** The methods of this name that a function calls on something else than itself: it leaves its work to another provider. */
export function delegates({ source }: ProviderCode, { body, name }: RustFunction): boolean {
  return callsIn(source, body).some(
    (call) => call.name === name && call.receiver !== null && !isSelf(source, call.receiver),
  );
}

/** Where the name of a function stands. */
export function nameOf({ source }: ProviderCode, { item }: RustFunction): Location {
  return placeOf(source, { from: item.head.from - 1, to: item.head.from });
}

/** Whether a provider leaves any of its methods to another provider. */
export function delegatesAny(code: ProviderCode): boolean {
  return code.functions.some((each) => each.trait === "Provider" && delegates(code, each));
}
