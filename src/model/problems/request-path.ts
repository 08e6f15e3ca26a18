import { showValue } from "../value-text.ts";
import type { ProblemList } from "./problem.ts";

/** What the place of a tool allows its requests: a base URL to be relative to (null: not known), and whole URLs. */
export interface PathRules {
  baseUrl: boolean | null;
  absolute: boolean;
}

/** The names in braces of a request path, in order. */
export function placeholdersOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
}

/** Problems of the form of a request path: where it leads and how it is written. */
export function checkRequestPath(text: string, rules: PathRules, path: PropertyKey[], problems: ProblemList): void {
  const wrong = /^[a-z][a-z0-9+.-]*:/i.test(text) ? absoluteFault(text, rules) : relativeFault(text, rules);
  if (wrong !== undefined) problems.add(path, wrong);
  const rest = text.replace(/\{[^{}]*\}/g, "");
  if (/[{}]/.test(rest)) problems.add(path, `${showValue(text)} has a brace without its partner`);
  if (/[?#]/.test(rest)) {
    problems.add(
      path,
      "must not have a query or fragment; list parameters in query and fixed values in constants.query",
    );
  }
  if (/[\s\\]|\p{Cc}/u.test(rest)) problems.add(path, `${showValue(text)} has a space, backslash or control character`);
  if (/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(rest))
    problems.add(path, `${showValue(text)} must not contain . or .. as a step`);
}

function absoluteFault(text: string, rules: PathRules): string | undefined {
  if (!rules.absolute) {
    return "must be relative to api.baseUrl; a whole URL would send the credential to another host";
  }
  const origin = /^https?:\/\/([^/{}]+)(?:\/|$)/i.exec(text)?.[1];
  if (origin === undefined) return "is not a URL that starts with https:// or http:// and a host without parameters";
  return origin.includes("@") ? "must not hold a user or password; credentials never belong in a spec" : undefined;
}

function relativeFault(text: string, rules: PathRules): string | undefined {
  if (text.startsWith("//")) return "must start with one slash; // would lead to another host";
  if (!text.startsWith("/")) return `${showValue(text)} must start with a slash`;
  return rules.baseUrl === false ? "is relative, but api.baseUrl is missing" : undefined;
}
