import { EXIT, UserError } from "../errors.ts";
import { nearName } from "../model/near-name.ts";
import type { Example, Rule } from "./rule.ts";

/** What is said of a rule: what it is about, why, an example, how to mend what it finds and how to silence it. */
export interface RuleDocument {
  id: string;
  severity: Rule["severity"];
  title: string;
  why: string;
  fix: string;
  example: Example;
  /** The rules whose failure is the root cause of what this one would say. */
  needs: string[];
  silence: { config: string; comment: string };
}

/** The JSON document of `rules`. */
export interface RulesDocument {
  schemaVersion: 1;
  rules: RuleDocument[];
}

/** The JSON document of `explain`. */
export interface ExplainDocument {
  schemaVersion: 1;
  rule: RuleDocument;
}

/** Describes a rule. */
export function ruleDocument({ id, severity, title, why, fixHint, example, needs }: RuleFacts): RuleDocument {
  return {
    id,
    severity,
    title,
    why,
    fix: fixHint,
    example,
    needs: needs ?? [],
    silence: {
      config: `{ "rules": { "${id}": "off" } }`,
      comment: `// mcp-new-ignore-next-line ${id} -- the reason`,
    },
  };
}

type RuleFacts = Pick<Rule, "id" | "severity" | "title" | "why" | "fixHint" | "example" | "needs">;

/** The rule of an id, which may be given without its target. Throws UserError (exit 2) with near names. */
export function ruleNamed(name: string, rules: readonly RuleFacts[]): RuleDocument {
  const rule = rules.find(({ id }) => id === name || id.slice(id.indexOf("/") + 1) === name);
  if (rule) return ruleDocument(rule);
  const names = rules.flatMap(({ id }) => [id, id.slice(id.indexOf("/") + 1)]);
  const near = nearName(name, names);
  const meant = near === undefined ? "" : `Did you mean "${near}"? `;
  throw new UserError("rule-unknown", `There is no rule "${name}".`, {
    exitCode: EXIT.usage,
    hint: `${meant}mcp-new rules lists them.`,
  });
}
