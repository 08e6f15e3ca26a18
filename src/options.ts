import type { AddToolOptions } from "./commands/add-tool.ts";
import type { CheckOptions } from "./commands/check.ts";
import type { InfoOptions } from "./commands/info.ts";
import type { MigrateOptions } from "./commands/migrate.ts";
import type { PreflightOptions } from "./commands/oauth-preflight.ts";
import type { ProviderOptions } from "./commands/provider.ts";
import type { WritingOptions } from "./commands/writing.ts";
import { SEVERITIES } from "./model/finding.ts";
import type { Flags } from "./process-io.ts";
import type { ConflictPolicy } from "./workflow/propose.ts";

/** Reads the text of `--spec`: a path, or `-` for standard input. */
export type ReadSpec = (path: string) => Promise<{ text: string; path: string }>;

/** The options of `provider` from its arguments and parsed flags; commander has checked the choices. */
export async function providerOptions(
  positional: string[],
  flags: Flags,
  readSpec: ReadSpec,
): Promise<ProviderOptions> {
  const spec = text(flags["spec"]);
  return {
    input: {
      name: positional[0],
      spec: spec === undefined ? undefined : await readSpec(spec),
      fields: flags,
      set: list(flags["set"]),
    },
    layout: text(flags["layout"]),
    ...writingOptions(flags),
  };
}

/** The options of `add-tool` from its arguments and parsed flags; commander has checked the choices. */
export async function addToolOptions(
  [server = "", name]: string[],
  flags: Flags,
  readSpec: ReadSpec,
): Promise<AddToolOptions> {
  const spec = text(flags["spec"]);
  return {
    server,
    input: {
      name,
      spec: spec === undefined ? undefined : await readSpec(spec),
      curl: text(flags["fromCurl"]),
      fields: flags,
      set: list(flags["set"]),
    },
    ...writingOptions(flags),
  };
}

/** The options of `migrate` from its arguments and parsed flags; commander has checked the choices. */
export function migrateOptions([server = ""]: string[], flags: Flags): MigrateOptions {
  return { server, to: text(flags["to"]) ?? "", ...writingOptions(flags) };
}

function writingOptions(flags: Flags): WritingOptions {
  return {
    target: text(flags["target"]),
    dryRun: flags["dryRun"] === true,
    diff: flags["diff"] === true,
    yes: flags["yes"] === true,
    verify: flags["verify"] !== false,
    onConflict: policy(flags["onConflict"]),
    repeat: repeated(flags),
  };
}

/** The options of `check` from the servers named and its parsed flags. How it is reported is read by the report. */
export function checkOptions(names: string[], flags: Flags): CheckOptions {
  const failOn = SEVERITIES.find((severity) => severity === flags["failOn"]);
  return {
    names,
    target: text(flags["target"]),
    failOn: failOn ?? "error",
    against: text(flags["against"]),
    since: text(flags["since"]),
    like: text(flags["like"]),
    run: flags["run"] === true,
    baseline: text(flags["baseline"]),
    updateBaseline: flags["updateBaseline"] === true,
    fix: flags["fix"] === true,
    dryRun: flags["dryRun"] === true,
    diff: flags["diff"] === true,
    yes: flags["yes"] === true,
  };
}

/** The options of `info` from its parsed flags. */
export function infoOptions(flags: Flags): InfoOptions {
  return { target: text(flags["target"]) };
}

/** The options of `oauth-preflight` from its argument and parsed flags. */
export function preflightOptions([url = ""]: string[], flags: Flags): PreflightOptions {
  return { url, allowLocal: flags["allowLocal"] === true };
}

/** The flags that say where and how to write, as arguments: what a replay repeats besides the spec. */
function repeated(flags: Flags): string[] {
  const values = ["cwd", "target", "layout"].flatMap((name) => {
    const value = text(flags[name]);
    return value === undefined ? [] : [`--${name}`, value];
  });
  return [...values, ...["format", "verify"].filter((name) => flags[name] === false).map((name) => `--no-${name}`)];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function policy(value: unknown): ConflictPolicy | undefined {
  return value === "abort" || value === "skip" || value === "overwrite" ? value : undefined;
}
