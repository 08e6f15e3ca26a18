import { isDeepStrictEqual } from "node:util";
import { parseTools } from "../../model/problems/parse.ts";
import { isRecord } from "../../model/spec/schema-path.ts";
import { toolFlags } from "../../model/spec/spec-flags.ts";
import { paramText } from "../../model/spec/tool-text.ts";
import { optionOf } from "../spec/fields.ts";
import { commandLine, flagWords } from "../spec/replay.ts";
import { completeTools, gatherTools, type KnownTools } from "./input.ts";

/**
 * The command line that adds the same tools to `server` again without questions, for a POSIX shell: with flags where they can
 * say everything, else with the tools as a here-document. `raw` is legal, `options` are further arguments, quoted here.
 */
export function replayTools(server: string, raw: KnownTools["raw"], options: readonly string[] = []): string {
  return commandLine(["add-tool", server], { flags: Array.isArray(raw) ? undefined : asFlags(raw), raw }, options);
}

/** Name and flags that say the same as the tool, or undefined when flags cannot: the proof is reading them back. */
function asFlags(raw: Record<string, unknown>): string[] | undefined {
  const { name } = raw;
  if (typeof name !== "string") return undefined;
  const fields: Record<string, unknown> = {};
  const args = [name];
  for (const flag of toolFlags()) {
    const texts = textsOf(flag.path, raw[flag.path]);
    if (texts.includes(undefined)) return undefined;
    const values = texts.filter((text) => text !== undefined);
    if (values.length > 0) fields[flag.key] = flag.repeatable ? values : values[0];
    args.push(...flagWords(optionOf(flag), values));
  }
  return meansTheSame(name, fields, raw) ? args : undefined;
}

function textsOf(path: string, value: unknown): (string | undefined)[] {
  if (value === undefined) return [];
  if (path === "params") return Array.isArray(value) ? value.map(paramText) : [undefined];
  if (path !== "request") return [typeof value === "string" ? value : undefined];
  return [isRecord(value) && "path" in value && "method" in value ? `${value["method"]} ${value["path"]}` : undefined];
}

function meansTheSame(name: string, fields: Record<string, unknown>, raw: object): boolean {
  try {
    const said = gatherTools({ name, spec: undefined, curl: undefined, fields, set: [] });
    return isDeepStrictEqual(completeTools(said), parseTools(raw));
  } catch {
    return false;
  }
}
