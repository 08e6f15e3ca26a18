import { join } from "node:path";
import type { Options } from "prettier";
import type { Draft } from "./draft.ts";
import type { Formatter, Texts } from "./formatter.ts";
import type { Written } from "./plan.ts";

export type { Formatter } from "./formatter.ts";

const PARALLEL = 3;
const BYTE_ORDER_MARK = "\uFEFF";
const DUST_OPTIONS: Options = { printWidth: 80, trailingComma: "es5", singleQuote: false, semi: true, tabWidth: 2 };

/** Our own Prettier, with the host's configuration for each file, or Dust's options where the host has none. */
export function ownPrettier(root: string): Formatter {
  return {
    name: "Prettier (built in)",
    isOwn: true,
    format: async (path, text) => {
      const prettier = await import("prettier");
      const filepath = join(root, path);
      const { inferredParser } = await prettier.getFileInfo(filepath);
      if (inferredParser === null) return text;
      const config = (await prettier.resolveConfig(filepath, { editorconfig: true })) ?? DUST_OPTIONS;
      const options = { parser: inferredParser, ...config, filepath };
      if (options.parser !== "typescript") return prettier.format(text, options);
      // Babel's parser starts in half the time of TypeScript's, and the text comes out the same.
      return prettier.format(text, { ...options, parser: "babel-ts" }).catch(() => prettier.format(text, options));
    },
  };
}

/**
 * Formats what a draft has recorded: a generated file whole, an edited one whole only if it was clean before the edit,
 * else its text stays as it was spliced. Line ends and byte-order marks stay. Returns a sentence for each file that the
 * formatter failed on, whose text stays too; never rejects for that.
 */
export async function formatDraft(draft: Draft, formatter: Formatter): Promise<string[]> {
  const warnings: string[] = [];
  const changes = draft.changes();
  const edited = changes.flatMap(({ path, before }) => (before === null || draft.owns(path) ? [] : [{ path, before }]));
  const [after, before] = await Promise.all([
    prepared(formatter, new Map(changes.map((change) => [change.path, change.after]))),
    prepared(formatter, new Map(edited.map((change) => [change.path, change.before]))),
  ]);
  await inParallel(changes, async (change) => {
    try {
      await formatChange(draft, { after, before }, change);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      warnings.push(`${change.path}: not formatted, because ${formatter.name} failed: ${reason}`);
    }
  });
  return warnings.sort();
}

/** The formatters of the texts after the edit and before it. */
type Formatters = Record<"after" | "before", Formatter>;

async function formatChange(draft: Draft, formatters: Formatters, { path, before, after }: Written): Promise<void> {
  const formatted = await formatText(formatters.after, path, after);
  if (formatted === after) return;
  const whole = before === null || draft.owns(path) || (await isClean(formatters.before, path, before));
  if (whole) draft.amend(path, formatted);
}

/** A formatter that has the outcome for these texts ready as far as it could format them at once. */
async function prepared(formatter: Formatter, texts: Texts): Promise<Formatter> {
  const plain = new Map([...texts].map(([path, text]) => [path, plainOf(text)]));
  const ready = (await formatter.formatAll?.(plain).catch(() => null)) ?? new Map<string, string>();
  return {
    ...formatter,
    format: async (path, text) =>
      (plain.get(path) === text ? ready.get(path) : undefined) ?? formatter.format(path, text),
  };
}

async function isClean(formatter: Formatter, path: string, text: string): Promise<boolean> {
  return (await formatText(formatter, path, text)) === text;
}

async function formatText(formatter: Formatter, path: string, text: string): Promise<string> {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  const formatted = withoutMark((await formatter.format(path, plainOf(text))).replaceAll("\r\n", "\n"));
  return mark + (text.includes("\r\n") ? formatted.replaceAll("\n", "\r\n") : formatted);
}

function plainOf(text: string): string {
  return withoutMark(text).replaceAll("\r\n", "\n");
}

function withoutMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

async function inParallel<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
}
