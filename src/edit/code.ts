/** TypeScript that one of our emitters built; the only text that a template takes as it is. */
export class Code {
  /** @param text - source text, never a user's words outside a literal */
  constructor(readonly text: string) {}
}

/** Builds code from a template: only `Code` may be filled in, so that no other text becomes source. */
export function code(strings: TemplateStringsArray, ...parts: Code[]): Code {
  return new Code(String.raw({ raw: strings }, ...parts.map((part) => part.text)));
}

/** Several pieces of code, joined. */
export function joined(parts: readonly Code[], separator: string): Code {
  return new Code(parts.map((part) => part.text).join(separator));
}

/** A string literal, as code. */
export function string(value: string): Code {
  return new Code(literal(value));
}

/** An identifier, as code. Throws TypeError when it is none. */
export function name(value: string): Code {
  return new Code(identifier(value));
}

/** A property key of an object literal or an object type, as code. */
export function key(value: string): Code {
  return new Code(propertyKey(value));
}

/** The literal of a JSON value: objects on one line when they are small. */
export function json(value: unknown): Code {
  if (typeof value === "string") return string(value);
  if (Array.isArray(value)) return code`[${joined(value.map(json), ", ")}]`;
  if (typeof value === "object" && value !== null) {
    return object(Object.entries(value).map(([property, member]) => [property, json(member)]));
  }
  return new Code(JSON.stringify(value));
}

/** An object literal. `spread` puts every property on a line of its own, which both formatters keep. */
export function object(properties: readonly (readonly [string, Code])[], spread = false): Code {
  if (properties.length === 0) return code`{}`;
  const members = properties.map(([property, value]) => code`${key(property)}: ${value}`);
  return spread ? code`{\n${joined(members, ",\n")},\n}` : code`{ ${joined(members, ", ")} }`;
}

/** Reads a property: `object.name`, or `object["a name"]`; with optional chaining on request. */
export function access(target: Code, property: string, optional = false): Code {
  if (IDENTIFIER.test(property)) return new Code(`${target.text}${optional ? "?." : "."}${property}`);
  return new Code(`${target.text}${optional ? "?." : ""}[${literal(property)}]`);
}

/** A template literal of constant texts and expressions. */
export function interpolated(parts: readonly (string | Code)[]): Code {
  if (parts.every((part) => typeof part === "string")) return string(parts.join(""));
  const text = parts.map((part) => (typeof part === "string" ? templateText(part) : `\${${part.text}}`));
  return new Code(`\`${text.join("")}\``);
}

/** A text of several lines as a template literal, so that it stays readable. */
export function multiline(text: string): Code {
  return new Code(`\`${templateText(text)}\``);
}

// Bidirectional controls and their like would make source read differently from what it does.
const UNSAFE = /[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public return " +
    "static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** A string literal that evaluates to exactly `value`, in the quotes that need fewer escapes. */
export function literal(value: string): string {
  const quoted = escapeUnsafe(JSON.stringify(value));
  const doubles = value.split('"').length;
  const singles = value.split("'").length;
  if (doubles <= singles) return quoted;
  const inner = quoted.slice(1, -1).replace(/\\.|'/g, (token) => {
    if (token === '\\"') return '"';
    return token === "'" ? "\\'" : token;
  });
  return `'${inner}'`;
}

/** The identifier itself. Throws TypeError when it is not one that a module may declare. */
export function identifier(value: string): string {
  if (IDENTIFIER.test(value) && !RESERVED.has(value)) return value;
  throw new TypeError(`${literal(value)} is not an identifier.`);
}

/** Whether `identifier` takes the text. */
export function isIdentifier(value: string): boolean {
  return IDENTIFIER.test(value) && !RESERVED.has(value);
}

/** A property key of an object literal; a bare `__proto__` would set the prototype instead. */
export function propertyKey(value: string): string {
  if (value === "__proto__") return '["__proto__"]';
  return IDENTIFIER.test(value) ? value : literal(value);
}

/** Text that can stand inside any comment: on one line, and without the end of a block comment. */
export function comment(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, " ")
    .replaceAll("*/", "* /")
    .trim();
}

function templateText(text: string): string {
  const escaped = text.replace(/\\|`|\$\{|\r/g, (token) => (token === "\r" ? "\\r" : `\\${token}`));
  const lone = escaped.replace(/\p{Surrogate}/gu, (token) => unicodeEscape(token));
  return escapeUnsafe(lone);
}

function escapeUnsafe(text: string): string {
  return text.replace(UNSAFE, unicodeEscape);
}

function unicodeEscape(token: string): string {
  return `\\u${token.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
