import { EXIT } from "../errors.ts";
import { policyRules } from "../rules/policy-rules.ts";
import { type ExplainDocument, type RulesDocument, ruleDocument, ruleNamed } from "../rules/rule-document.ts";
import { targets } from "../targets/index.ts";
import type { Outcome } from "../workflow/edge.ts";

/** Lists every rule of every target. */
export function rules(): Outcome<RulesDocument> {
  return { exitCode: EXIT.done, document: { schemaVersion: 1, rules: allRules().map(ruleDocument) } };
}

/** Explains one rule. Throws UserError (exit 2) for a name that is none. */
export function explain(name: string): Outcome<ExplainDocument> {
  return { exitCode: EXIT.done, document: { schemaVersion: 1, rule: ruleNamed(name, allRules()) } };
}

function allRules() {
  return [...targets.flatMap((target) => target.rules), ...policyRules];
}
