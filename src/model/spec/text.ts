import { z } from "zod";
import { NAME_RULES, type NameKind, type NameRule, nameProblem } from "../identifier.ts";
import { isCredentialName, looksLikeSecret, showValue } from "../value-text.ts";

/** A string schema with one rule of ours: `fault` says what is wrong, or undefined. */
export function checkedText(fault: (value: string) => string | undefined): z.ZodString {
  return z.string().check((context) => {
    const message = fault(context.value);
    if (message !== undefined) context.issues.push({ code: "custom", message, input: context.value });
  });
}

/** A name of the given kind. */
export function nameText(kind: NameKind, description: string): z.ZodString {
  const rule: NameRule = NAME_RULES[kind];
  const published = { pattern: rule.pattern.source, minLength: 1, maxLength: rule.maxLength };
  return checkedText((value) => nameProblem(kind, value)).meta({ description, ...published });
}

/** Text of any length and any number of lines, not blank, without control characters. */
export function proseText(description: string): z.ZodString {
  return checkedText((value) => textFault(value, /[^\P{Cc}\t\n\r]|\p{Cs}/u)).meta({ description, minLength: 1 });
}

/** Text on one line, not blank, without control characters. */
export function lineText(description: string): z.ZodString {
  return checkedText((value) => textFault(value, /\p{Cc}|\p{Cs}|[\u2028\u2029]/u)).meta({ description, minLength: 1 });
}

function textFault(value: string, illegal: RegExp): string | undefined {
  if (value.trim() === "") return "must not be empty";
  const found = illegal.exec(value);
  if (found === null) return undefined;
  return `must not contain ${/[\n\r]/.test(found[0]) ? "a line break" : `the control character ${showValue(found[0])}`}`;
}

/** An http or https URL without a user or password in it. */
export function webUrl(description: string): z.ZodString {
  return checkedText(urlFault).meta({ description, format: "uri", pattern: "^https?://" });
}

/** The URL that request paths are appended to: http or https, no credentials, query or fragment. */
export function baseUrl(description: string): z.ZodString {
  return checkedText((value) => {
    if (/[?#]/.test(value))
      return "must not have a query or fragment; constant query values go to request.constants.query";
    return urlFault(value);
  }).meta({ description, format: "uri", pattern: "^https?://[^?#]+$" });
}

function urlFault(value: string): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url !== undefined && (url.username !== "" || url.password !== "")) {
    return "must not hold a user or password; credentials never belong in a spec";
  }
  if (url === undefined || !/^https?:\/\/[^/\s]/i.test(value) || /\s/.test(value)) {
    return `${showValue(value)} is not a URL that starts with https:// or http://`;
  }
  return undefined;
}

const DOTTED = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;

/** A dotted path of identifiers into JSON (`data.items`). With `orEmpty` the empty path is legal: the value itself. */
export function dottedPath(description: string, orEmpty: boolean): z.ZodString {
  return checkedText((value) => {
    if (orEmpty && value === "") return undefined;
    if (DOTTED.test(value) && !value.split(".").includes("__proto__")) return undefined;
    const rule = "names of letters, digits and _ with dots between them, such as data.items";
    return `${showValue(value)} is not a path: ${rule}${orEmpty ? ", or empty for the whole response" : ""}`;
  }).meta({ description });
}

const HEADER_TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** One token of an HTTP header: a header's name or an authorization scheme. The value is never echoed, it might be a secret. */
export function headerToken(description: string): z.ZodString {
  return checkedText((value) =>
    HEADER_TOKEN.test(value) ? undefined : "must be one word of the characters that HTTP allows in a header name",
  ).meta({ description, minLength: 1 });
}

function isCredential(value: unknown): boolean {
  return typeof value === "string" && looksLikeSecret(value);
}

/** Constant entries of a request by name. What normally carries or is a credential is refused: specs are kept in source. */
export function constantEntries<T extends z.ZodType>(value: T, description: string): z.ZodRecord<z.ZodString, T> {
  return z
    .record(z.string().min(1), value)
    .check((context) => {
      const entries = Object.entries<unknown>(context.value);
      for (const [key] of entries.filter(([name, entry]) => isCredentialName(name) || isCredential(entry))) {
        const message =
          "would put a credential into source code; leave it out, the host supplies credentials at run time";
        context.issues.push({ code: "custom", message, input: context.value, path: [key], continue: true });
      }
    })
    .meta({ description });
}
