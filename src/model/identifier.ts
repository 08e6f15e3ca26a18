import { camelCase, wordsOf } from "./name.ts";
import {
  OBJECT_MEMBERS,
  RESERVED_IN_TYPESCRIPT,
  RESERVED_IN_TYPESCRIPT_AND_RUST,
  type ReservedWords,
} from "./reserved.ts";
import { showValue } from "./value-text.ts";

/** What a name must look like. `suffix` turns a reserved word into a legal suggestion. */
export interface NameRule {
  what: string;
  pattern: RegExp;
  rule: string;
  maxLength: number;
  reserved: ReservedWords;
  suffix: string;
  suggest: (raw: string) => string;
}

const SNAKE = { pattern: /^[a-z][a-z0-9_]*$/, rule: "lower-case letters, digits and _, starting with a letter" };
const IDENTIFIER = { pattern: /^[A-Za-z_][A-Za-z0-9_]*$/, rule: "letters, digits and _, not starting with a digit" };

const snake = (raw: string) => wordsOf(raw.replace(/^[^A-Za-z]+/, "")).join("_");
const identifier = (raw: string) =>
  raw
    .replace(/[^A-Za-z0-9_]+/g, "_")
    .replace(/^[0-9]+/, "")
    .replace(/^_+|_+$/g, "");

/** The rules for every kind of name in a spec. */
export const NAME_RULES = {
  integration: {
    what: "name of an integration",
    ...SNAKE,
    maxLength: 40,
    reserved: RESERVED_IN_TYPESCRIPT_AND_RUST,
    suffix: "_server",
    suggest: snake,
  },
  tool: { what: "name of a tool", ...SNAKE, maxLength: 64, reserved: OBJECT_MEMBERS, suffix: "_tool", suggest: snake },
  param: {
    what: "name of a parameter",
    ...IDENTIFIER,
    maxLength: 64,
    reserved: RESERVED_IN_TYPESCRIPT,
    suffix: "_value",
    suggest: identifier,
  },
  provider: {
    what: "name of an OAuth provider",
    ...SNAKE,
    maxLength: 40,
    reserved: RESERVED_IN_TYPESCRIPT_AND_RUST,
    suffix: "_oauth",
    suggest: snake,
  },
  featureFlag: {
    what: "name of a feature flag",
    ...SNAKE,
    maxLength: 64,
    reserved: RESERVED_IN_TYPESCRIPT,
    suffix: "_tool",
    suggest: snake,
  },
  plan: {
    what: "name of a plan setting",
    ...IDENTIFIER,
    maxLength: 64,
    reserved: RESERVED_IN_TYPESCRIPT,
    suffix: "Allowed",
    suggest: camelCase,
  },
} as const satisfies Record<string, NameRule>;

/** A kind of name that a spec holds. */
export type NameKind = keyof typeof NAME_RULES;

/** Why `value` is no legal name of its kind, with the rule and a legal suggestion if there is one; undefined when it is. */
export function nameProblem(kind: NameKind, value: string): string | undefined {
  const rule: NameRule = NAME_RULES[kind];
  const wrong = fault(rule, value);
  if (wrong === undefined) return undefined;
  const suggestion = suggestName(kind, value);
  return suggestion === undefined ? wrong : `${wrong}; try ${suggestion}`;
}

/** A legal name made of the letters and digits of `value`, or undefined when nothing is left of it. */
export function suggestName(kind: NameKind, value: string): string | undefined {
  const rule: NameRule = NAME_RULES[kind];
  const cut = (name: string, length: number) => name.slice(0, length).replace(/_+$/, "");
  const plain = cut(rule.suggest(value), rule.maxLength);
  const name = rule.reserved.has(plain) ? cut(plain, rule.maxLength - rule.suffix.length) + rule.suffix : plain;
  return fault(rule, name) === undefined ? name : undefined;
}

function fault(rule: NameRule, value: string): string | undefined {
  const legal = `the ${rule.what} must be ${rule.rule}, at most ${rule.maxLength} characters`;
  if (value === "") return `empty; ${legal}`;
  const meaning = rule.reserved.get(value);
  if (meaning !== undefined) return `${showValue(value)} is ${meaning} and cannot be the ${rule.what}`;
  if (!rule.pattern.test(value)) return `${showValue(value)} is not allowed: ${legal}`;
  if (value.length > rule.maxLength) return `${showValue(value)} has ${value.length} characters: ${legal}`;
  return undefined;
}
