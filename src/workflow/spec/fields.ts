import type { ErrorDetail } from "../../errors.ts";
import { type RawSpec, setAt } from "../../model/spec/assign.ts";
import { valueAt } from "../../model/spec/schema-path.ts";
import { type SpecFlag, specFlags } from "../../model/spec/spec-flags.ts";

/** Values of the field flags, by `SpecFlag.key`. A flag that was not given is absent or undefined. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** Where a value came from: the path that was set and the flag as the user wrote it. */
export interface Origin {
  path: PropertyKey[];
  label: string;
}

/** The option of a flag without its argument: `--docs-url`. */
export function optionOf(flag: SpecFlag): string {
  return flag.flags.split(" ")[0] ?? flag.flags;
}

/** The field flags that were given. `--no-auth` is given when its key holds false, any other flag unless its value is false. */
export function givenFlags(fields: FieldValues): SpecFlag[] {
  return specFlags().filter((flag) => {
    const value = fields[flag.key];
    if (flag.flags.startsWith("--no-")) return value === false;
    return value !== undefined && value !== false;
  });
}

/** Puts the field flags into a raw spec, in place. Returns where each value came from and what does not fit together. */
export function applyFields(spec: RawSpec, fields: FieldValues): { origins: Origin[]; faults: ErrorDetail[] } {
  const given = givenFlags(fields);
  const clashing = clashesAmong(given);
  const origins = given
    .filter((flag) => !clashing.includes(flag))
    .flatMap((flag) => applyField(spec, flag, fields[flag.key]));
  if (clashing.length === 0) return { origins, faults: given.flatMap((flag) => unmetNeed(spec, flag)) };
  return {
    origins,
    faults: [{ message: `${clashing.map(optionOf).join(" and ")} exclude each other; give one of them` }],
  };
}

/** Flags that want different values at one path, such as two kinds of authentication. */
function clashesAmong(given: SpecFlag[]): SpecFlag[] {
  const kinds = given.filter((flag) => kindOf(flag) !== undefined);
  return kinds.filter((flag) => kinds.some((other) => other !== flag && kindOf(other)?.path === kindOf(flag)?.path));
}

/** What a flag says about the kind of the object that it belongs to. */
function kindOf(flag: SpecFlag): { path: string; value: string } | undefined {
  return flag.implies ?? (typeof flag.value === "string" ? { path: flag.path, value: flag.value } : undefined);
}

function applyField(spec: RawSpec, flag: SpecFlag, value: unknown): Origin[] {
  const path = flag.path.split(".");
  const label = optionOf(flag);
  const kind = kindOf(flag);
  if (kind !== undefined) setKind(spec, kind.path.split("."), kind.value);
  if (flag.needs !== undefined && unmetNeed(spec, flag).length > 0) return [];
  if (flag.path === "tools") return addTools(spec, value, label);
  if (flag.value !== undefined) setAt(spec, path, flag.value);
  else setAt(spec, path, flag.repeatable && !Array.isArray(value) ? [value] : value);
  return [{ path, label }];
}

/** A change of kind drops the fields of the old kind. */
function setKind(spec: RawSpec, path: string[], kind: string): void {
  if (valueAt(spec, path) === kind) return;
  setAt(spec, path.slice(0, -1), { [path.at(-1) ?? ""]: kind });
}

function unmetNeed(spec: RawSpec, { needs, ...flag }: SpecFlag): ErrorDetail[] {
  if (needs === undefined || valueAt(spec, needs.path.split(".")) === needs.value) return [];
  return [{ message: `${optionOf(flag)} has no meaning without ${needs.flag}`, at: optionOf(flag) }];
}

/** Each `--tool "<name>: <description>"` is added to the tools of the spec. */
function addTools(spec: RawSpec, value: unknown, label: string): Origin[] {
  const texts = (Array.isArray(value) ? value : [value]).map(String);
  const present = Array.isArray(spec.tools) ? spec.tools : [];
  setAt(spec, ["tools"], [...present, ...texts.map(toolOf)]);
  return texts.map((_, index) => ({ path: ["tools", present.length + index], label }));
}

function toolOf(text: string): RawSpec {
  const colon = text.indexOf(":");
  if (colon < 0) return { name: text.trim() };
  return { name: text.slice(0, colon).trim(), description: text.slice(colon + 1).trim() };
}
