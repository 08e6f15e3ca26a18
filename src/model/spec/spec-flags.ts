import { z } from "zod";
import { integrationSchema } from "../integration-spec.ts";
import { toolSchema } from "../tool-spec.ts";
import { type FlagMeta, flagRegistry } from "./flag.ts";
import { choicesOf, descriptionOf, type SchemaNode, unwrapped } from "./schema-path.ts";

/**
 * One field flag as plain data. `flags` is its text in help, `key` the name under which a parsed command line holds its value
 * (`docsUrl`; `auth` with the value false for `--no-auth`), `path` the dotted path of the spec that it fills. `value` is what a
 * flag without an argument sets. A repeatable flag adds to a list.
 */
export interface SpecFlag {
  flags: string;
  key: string;
  path: string;
  description: string;
  choices?: string[];
  repeatable?: boolean;
  value?: string | boolean;
  implies?: FlagMeta["implies"];
  needs?: FlagMeta["needs"];
}

/** The field flags of one tool, in the order of the schema. */
export function toolFlags(): SpecFlag[] {
  return flagsBelow(toolSchema, []);
}

/** The field flags of an integration, in the order of the schema. */
export function specFlags(): SpecFlag[] {
  return flagsBelow(integrationSchema, []);
}

function flagsBelow(schema: SchemaNode, path: string[]): SpecFlag[] {
  const own = flagRegistry.get(schema);
  if (own !== undefined) return [specFlag(schema, own, path)];
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => flagsBelow(option, path));
  if (!(inner instanceof z.ZodObject)) return [];
  return Object.entries(inner.shape).flatMap(([key, child]) => flagsBelow(child, [...path, key]));
}

function specFlag(schema: SchemaNode, meta: FlagMeta, path: string[]): SpecFlag {
  const inner = unwrapped(schema);
  const takesValue = meta.flags.includes("<");
  const choices = takesValue ? choicesOf(inner) : undefined;
  return {
    ...meta,
    key: keyOf(meta.flags),
    path: path.join("."),
    description: descriptionOf(schema) ?? "",
    ...(choices === undefined ? {} : { choices }),
    ...(inner instanceof z.ZodArray ? { repeatable: true } : {}),
    ...(takesValue ? {} : { value: choicesOf(inner)?.[0] ?? true }),
  };
}

function keyOf(flags: string): string {
  const name = /^--(?:no-)?([a-z-]+)/.exec(flags)?.[1] ?? "";
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
