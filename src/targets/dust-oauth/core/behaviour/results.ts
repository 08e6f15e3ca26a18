import { callsIn } from "../../../../edit/rust/calls.ts";
import { structLiteralsIn } from "../../../../edit/rust/members.ts";
import { findFlat } from "../../../../edit/rust/step.ts";
import { at, nameAt, placeOf, type RustRange } from "../../../../edit/rust/tree.ts";
import type { Fact } from "../../../../model/found.ts";
import type { Location } from "../../../../model/location.ts";
import { delegates, methodOf, nameOf, type ProviderCode, type RustFunction, reachedFrom } from "./functions.ts";
import { comesFrom } from "./origin.ts";

/** The value of a field of a result, in the function that sets it. */
interface FieldValue {
  within: RustFunction;
  value: RustRange;
}

/**
 * Whether `refresh` keeps the refresh token that a connection has when the vendor sends none; at the field that says so,
 * or does not. Undefined when the provider refreshes nothing itself.
 */
export function keepsRefreshToken(code: ProviderCode): Fact<boolean> | undefined {
  const refresh = methodOf(code, "refresh");
  if (!refresh || delegates(code, refresh)) return undefined;
  const reached = reachedFrom(code, refresh);
  const values = reached.flatMap((each) => [
    ...fieldValues(code, each, "RefreshResult", "refresh_token"),
    ...assigned(code, each, "refresh_token"),
  ]);
  const kept = values.find(({ within, value }) => comesFrom(code, within, value, { called: "unseal_refresh_token" }));
  if (kept) return { known: true, value: true, at: placeOf(code.source, kept.value) };
  const lost = values.find(({ within }) => within === refresh) ?? values[0];
  if (lost) return { known: true, value: false, at: placeOf(code.source, lost.value) };
  if (reached.every((each) => !succeeds(code, each))) return undefined;
  return { known: false, at: nameOf(code, refresh), why: "its result is made elsewhere" };
}

function succeeds({ source }: ProviderCode, { body }: RustFunction): boolean {
  return callsIn(source, body).some(({ name, form }) => name === "Ok" && form === "function");
}

/** The values that the literals of a struct in a function give one of its fields. */
function fieldValues({ source }: ProviderCode, within: RustFunction, struct: string, field: string): FieldValue[] {
  return structLiteralsIn(source, within.body)
    .filter(({ name }) => name === struct)
    .flatMap(({ fields }) => fields.filter(({ name }) => name === field))
    .map(({ value }) => ({ within, value }));
}

/** What is assigned to a field of that name in a function. */
function assigned({ source }: ProviderCode, within: RustFunction, field: string): FieldValue[] {
  const { from, to } = within.body;
  const found: FieldValue[] = [];
  for (let index = from; index < to; index++) {
    if (nameAt(source, index) !== field || at(source, index - 1) !== "." || at(source, index + 1) !== "=") continue;
    const end = findFlat(source, { from: index + 2, to }, ";") ?? to;
    found.push({ within, value: { from: index + 2, to: end } });
  }
  return found;
}

/** What `finalize` does not hand on as it was given: the field of its result, and where it is set. */
export interface LostEcho {
  field: "redirect_uri" | "code";
  at: Location;
}

// Behind `&self`: connection, related credentials, code, redirect URI.
const POSITIONS = { code: 2, redirect_uri: 3 } as const;

/** The fields of the results of `finalize` that are not made of the argument of that name. */
export function lostEchoes(code: ProviderCode): LostEcho[] {
  const finalize = methodOf(code, "finalize");
  if (!finalize) return [];
  return (["redirect_uri", "code"] as const).flatMap((field) => {
    const parameter = { of: finalize, name: finalize.parameters[POSITIONS[field]] ?? "" };
    return reachedFrom(code, finalize)
      .flatMap((each) => fieldValues(code, each, "FinalizeResult", field))
      .filter(({ within, value }) => !comesFrom(code, within, value, { parameter }))
      .map(({ value }) => ({ field, at: placeOf(code.source, value) }));
  });
}

/** The places where a method of the trait uses the related credentials that it is given, those that it hands on aside. */
export function credentialUses(code: ProviderCode): Location[] {
  return ["finalize", "refresh"].flatMap((name) => {
    const method = methodOf(code, name);
    const given = method?.parameters[1];
    if (!method || given === undefined || delegates(code, method)) return [];
    const { from, to } = method.body;
    const used = Array.from({ length: to - from }, (_, offset) => from + offset).filter(
      (index) => nameAt(code.source, index) === given && at(code.source, index - 1) !== ".",
    );
    return used.map((index) => placeOf(code.source, { from: index, to: index + 1 }));
  });
}
