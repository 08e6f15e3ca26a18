import { isDeepStrictEqual } from "node:util";
import type { RawSpec } from "../../model/spec/assign.ts";
import { valueAt } from "../../model/spec/schema-path.ts";
import { type SpecFlag, specFlags } from "../../model/spec/spec-flags.ts";
import { optionOf } from "./fields.ts";
import { readSpec } from "./input.ts";

/**
 * The command line that repeats a run without questions, for a POSIX shell: with flags where they can say everything, else
 * with the spec as a here-document. `raw` is a legal spec, `options` are further arguments (`["--target", "dust"]`), quoted here.
 */
export function replayCommand(raw: RawSpec, options: readonly string[] = []): string {
  const flags = asFlags(raw);
  const more = [...options, "--yes"].map(quote);
  if (flags !== undefined) return ["npx mcp-new provider", ...flags.map(quote), ...more].join(" ");
  const json = JSON.stringify(raw, null, 2);
  const end = delimiterFor(json);
  return `npx mcp-new provider --spec - ${more.join(" ")} <<'${end}'\n${json}\n${end}`;
}

/** One argument for a POSIX shell: as it is when harmless, else in single quotes. */
export function quote(text: string): string {
  return /^[A-Za-z0-9_\-./:=@%+,]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function delimiterFor(text: string): string {
  let end = "SPEC";
  for (let count = 2; text.includes(end); count++) end = `SPEC_${count}`;
  return end;
}

/** Name and flags that say the same as the spec, or undefined when flags cannot: the proof is reading them back. */
function asFlags(raw: RawSpec): string[] | undefined {
  const said = specFlags().flatMap((flag) => wordsFor(flag, raw));
  const fields: Record<string, unknown> = {};
  for (const { flag, values } of said) fields[flag.key] = flag.repeatable ? values : values[0];
  const name = typeof raw.name === "string" ? raw.name : undefined;
  const args = [
    ...(name === undefined ? [] : [name]),
    ...said.flatMap(({ flag, values }) => argumentsFor(flag, values)),
  ];
  // A carriage return or tab does not survive every terminal, so such texts go into the document, escaped.
  if (args.some((arg) => /[^\P{Cc}\n]/u.test(arg))) return undefined;
  return meansTheSame({ name, fields }, raw) ? args : undefined;
}

interface Said {
  flag: SpecFlag;
  values: (string | boolean)[];
}

function wordsFor(flag: SpecFlag, raw: RawSpec): Said[] {
  const value = valueAt(raw, flag.path.split("."));
  if (flag.path === "tools")
    return Array.isArray(value) && value.length > 0 ? [{ flag, values: value.map(toolText) }] : [];
  if (flag.value !== undefined) {
    return value === flag.value ? [{ flag, values: [!flag.flags.startsWith("--no-")] }] : [];
  }
  const values = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string");
  return values.length === 0 ? [] : [{ flag, values }];
}

function toolText(tool: unknown): string {
  return `${valueAt(tool, ["name"])}: ${valueAt(tool, ["description"])}`;
}

function argumentsFor(flag: SpecFlag, values: Said["values"]): string[] {
  const option = optionOf(flag);
  if (flag.value !== undefined) return [option];
  return values.map(String).flatMap((value) => (value.startsWith("-") ? [`${option}=${value}`] : [option, value]));
}

function meansTheSame(said: { name: string | undefined; fields: Record<string, unknown> }, raw: RawSpec): boolean {
  try {
    return isDeepStrictEqual(
      readSpec({ ...said, set: [] }),
      readSpec({ spec: { text: JSON.stringify(raw), path: "" }, fields: {}, set: [] }),
    );
  } catch {
    return false;
  }
}
