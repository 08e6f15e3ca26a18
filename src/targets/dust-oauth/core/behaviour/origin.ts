import { callsIn, type RustCall } from "../../../../edit/rust/calls.ts";
import { stringValue } from "../../../../edit/rust/scan.ts";
import { at, nameAt, type RustRange, type RustSource } from "../../../../edit/rust/tree.ts";
import { boundTo } from "./bindings.ts";
import { callsFrom, type ProviderCode, type RustFunction } from "./functions.ts";

/** Where a value may come from: a name or a string anywhere in the expressions it is made of, or a parameter. */
export interface Origin {
  /** The name of a method or function: `unseal_refresh_token`. */
  called?: string;
  /** A key: `"expires_in"`. */
  key?: string;
  /** A parameter of a method of the trait. */
  parameter?: { of: RustFunction; name: string };
}

/**
 * Whether the value of an expression is made of something: followed through `let`s, and through parameters to the calls
 * in the file.
 */
export function comesFrom(code: ProviderCode, within: RustFunction, range: RustRange, origin: Origin): boolean {
  return derives(code, within, range, origin, new Set());
}

type Seen = Set<string>;

function derives(code: ProviderCode, within: RustFunction, range: RustRange, origin: Origin, seen: Seen): boolean {
  const key = `${within.item.range.from} ${range.from} ${range.to}`;
  if (seen.has(key)) return false;
  seen.add(key);
  const sent = sentIn(code.source, range);
  for (let index = range.from; index < range.to; index++) {
    if (sent.some(({ from, to }) => from <= index && index < to)) continue;
    if (isOrigin(code, within, index, origin) || follows(code, within, index, origin, seen)) return true;
  }
  return false;
}

// What comes back from a request is not made of what was sent.
function sentIn(source: RustSource, range: RustRange): RustRange[] {
  const isAwaited = ({ range: { to } }: RustCall) => at(source, to) === "." && at(source, to + 1) === "await";
  return callsIn(source, range)
    .filter(isAwaited)
    .flatMap((call) => call.arguments);
}

function isOrigin({ source }: ProviderCode, within: RustFunction, index: number, origin: Origin): boolean {
  const { called, key, parameter } = origin;
  if (called !== undefined && nameAt(source, index) === called) return true;
  if (key !== undefined && stringValue(source.code[index]) === key) return true;
  if (parameter?.of !== within || nameAt(source, index) !== parameter.name || !isValueName(source, index)) return false;
  return boundTo(source, within.body, parameter.name, index) === null;
}

function follows(code: ProviderCode, within: RustFunction, index: number, origin: Origin, seen: Seen): boolean {
  const { source } = code;
  const name = nameAt(source, index);
  if (!isValueName(source, index)) return false;
  const bound = boundTo(source, within.body, name, index);
  if (bound) return derives(code, within, bound, origin, seen);
  const position = within.parameters.indexOf(name);
  if (position < 0) return false;
  return code.functions
    .flatMap((caller) => callsFrom(code, caller))
    .some(({ caller, callee, arguments: given }) => {
      const argument = callee === within ? given[position] : undefined;
      return argument !== undefined && derives(code, caller, argument, origin, seen);
    });
}

// What follows a dot is a field or a method, what stands before `::` or `!` a path or a macro.
function isValueName(source: RustSource, index: number): boolean {
  return nameAt(source, index) !== "" && at(source, index - 1) !== "." && !/^(::|!)$/.test(at(source, index + 1));
}
