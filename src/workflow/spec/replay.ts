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
  return commandLine(["provider"], { flags: asFlags(raw), raw }, options);
}

/**
 * A command line of ours that accepts what it shows: `words`, then `flags`, or without them `raw` as the here-document of
 * `--spec -`. Everything is quoted here. A carriage return or tab does not survive every terminal, so they go into the document.
 */
export function commandLine(
  words: readonly string[],
  { flags, raw }: { flags: string[] | undefined; raw: unknown },
  options: readonly string[],
): string {
  const start = ["npx mcp-new", ...words.map(quote)].join(" ");
  const more = [...options, "--yes"].map(quote);
  if (flags !== undefined && !flags.some((arg) => /[^\P{Cc}\n]/u.test(arg))) {
    return [start, ...flags.map(quote), ...more].join(" ");
  }
  const json = JSON.stringify(raw, null, 2);
  const end = delimiterFor(json);
  return `${start} --spec - ${more.join(" ")} <<'${end}'\n${json}\n${end}`;
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
  return flag.value === undefined ? flagWords(option, values.map(String)) : [option];
}

/** An option with each of its values, as separate words where the value cannot be taken for an option. */
export function flagWords(option: string, values: readonly string[]): string[] {
  return values.flatMap((value) => (value.startsWith("-") ? [`${option}=${value}`] : [option, value]));
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
