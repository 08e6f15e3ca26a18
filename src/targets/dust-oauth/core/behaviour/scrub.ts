import { callsIn, type RustCall, stringsIn } from "../../../../edit/rust/calls.ts";
import { stringValue } from "../../../../edit/rust/scan.ts";
import { at, type RustRange, spelling } from "../../../../edit/rust/tree.ts";
import type { Location } from "../../../../model/location.ts";
import { delegates, methodOf, nameOf, type ProviderCode, type RustFunction, reachedFrom } from "./functions.ts";

/** What `scrubbed_raw_json` takes out of a vendor's answer. */
export interface Scrub {
  at: Location;
  /** The keys by where they stand: the empty text for the top, else the key of the object that holds them. */
  removed: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What a provider scrubs; undefined when another one does it for this one, or there is no such method. */
export function scrubOf(code: ProviderCode): Scrub | undefined {
  const method = methodOf(code, "scrubbed_raw_json");
  if (!method || delegates(code, method) || picksKeys(code, method)) return undefined;
  const removed = new Map<string, Set<string>>();
  for (const within of reachedFrom(code, method)) {
    for (const call of callsIn(code.source, within.body).filter(({ name }) => REMOVING.has(name))) {
      const holder = holderOf(code, within, call);
      const keys = removed.get(holder) ?? new Set();
      for (const key of keysOf(code, within, call)) keys.add(key);
      removed.set(holder, keys);
    }
  }
  return { at: nameOf(code, method), removed };
}

const REMOVING = new Set(["remove", "remove_entry", "swap_remove", "shift_remove", "insert", "retain", "filter"]);
const SIEVES = new Set(["retain", "filter"]);

// An answer that is only looked up by keys is not handed on.
function picksKeys({ source }: ProviderCode, { parameters: [answer = ""], body: { from, to } }: RustFunction): boolean {
  for (let index = from; index < to; index++) {
    if (at(source, index) === answer && at(source, index + 1) !== "[") return false;
  }
  return true;
}

// A key that is no string is one of those that a loop goes through.
function keysOf({ source }: ProviderCode, { body }: RustFunction, { arguments: given, name }: RustCall): string[] {
  const [key] = given;
  if (!key) return [];
  if (SIEVES.has(name)) return stringsIn(source, key);
  const written = stringsIn(source, key);
  if (written.length > 0) return written;
  return loopsOver(source, body, spelling(source, key)).flatMap((list) => stringsIn(source, list));
}

type Source = ProviderCode["source"];

/** What the `for` loops in a range go through that name one value so. */
function loopsOver(source: Source, { from, to }: RustRange, name: string): RustRange[] {
  const lists: RustRange[] = [];
  for (let index = from; index < to; index++) {
    const isLoop = at(source, index) === "for" && at(source, index + 2) === "in" && at(source, index + 1) === name;
    if (!isLoop) continue;
    let end = index + 3;
    while (end < to && at(source, end) !== "{") end = Math.max(source.partner[end] ?? -1, end) + 1;
    lists.push({ from: index + 3, to: end });
  }
  return lists;
}

// The object that `get_mut("key")` looked up, when what is called on was bound to it just before.
function holderOf({ source }: ProviderCode, { body }: RustFunction, { receiver, range }: RustCall): string {
  if (!receiver) return "";
  const direct = lookedUp(source, receiver);
  if (direct !== null || receiver.to - receiver.from !== 1) return direct ?? "";
  const name = at(source, receiver.from);
  for (let index = range.from - 1; index > body.from; index--) {
    if (at(source, index) !== "let" || !boundNames(source, index).includes(name)) continue;
    return lookedUp(source, { from: index, to: range.from }) ?? "";
  }
  return "";
}

function boundNames(source: Source, index: number): string[] {
  const names: string[] = [];
  for (let each = index + 1; each < index + 12 && at(source, each) !== "="; each++) names.push(at(source, each));
  return names;
}

function lookedUp(source: Source, range: RustRange): string | null {
  const call = callsIn(source, range).find(({ name }) => name === "get_mut" || name === "pointer_mut");
  const indexed = indexedIn(source, range);
  return (call?.arguments[0] ? stringsIn(source, call.arguments[0])[0] : undefined) ?? indexed ?? null;
}

function indexedIn(source: Source, { from, to }: RustRange): string | null {
  for (let index = from + 1; index < to; index++) {
    const key = at(source, index - 1) === "[" && at(source, index + 1) === "]" ? stringValue(source.code[index]) : null;
    if (key !== null) return key;
  }
  return null;
}

/** A token that the provider reads from a vendor's answer: its key, and that of the object that holds it, if one does. */
export interface ReadToken {
  key: string;
  holder: string;
}

const TOKENS = new Set(["access_token", "refresh_token", "id_token"]);

/** The tokens that a provider reads by index (`raw["access_token"]`, `raw["authed_user"]["access_token"]`) anywhere. */
export function tokensRead({ source, functions }: ProviderCode): ReadToken[] {
  return functions
    .filter(({ name }) => name !== "scrubbed_raw_json")
    .flatMap(({ body: { from, to } }) => {
      const found: ReadToken[] = [];
      for (let index = from; index < to; index++) {
        const key = keyAt(source, index);
        if (key !== null && TOKENS.has(key)) found.push({ key, holder: keyAt(source, index - 3) ?? "" });
      }
      return found;
    });
}

/** The key of the `["key"]` whose bracket opens at an index. */
function keyAt(source: Source, index: number): string | null {
  if (at(source, index) !== "[" || at(source, index + 2) !== "]") return null;
  const isOfValue = /^[\p{L}\d_\])?]+$/u.test(at(source, index - 1));
  return isOfValue ? stringValue(source.code[index + 1]) : null;
}
