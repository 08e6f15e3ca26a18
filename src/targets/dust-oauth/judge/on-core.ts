import type { Verdict } from "../../../rules/rule.ts";
import { notApplicable, onFact, unknown } from "../../_shared/verdicts.ts";
import { codeOf, type ProviderCode } from "../core/behaviour/functions.ts";
import type { CoreProvider } from "../core/read/index.ts";
import type { FoundProvider } from "../found.ts";

/** The rules whose failure leaves no code of the provider's own to judge. */
export const CODE = ["dust/oauth-source-readable"];

/** Judges what the core says of a provider; one that it does not name is not applicable. */
export function onCore({ name, core }: FoundProvider, judge: (core: CoreProvider) => Verdict[]): Verdict[] {
  const facts = [core.file, core.variant, core.module, core.used, core.made];
  if (facts.some((fact) => fact?.known)) return judge(core);
  const open = facts.find((fact) => fact?.known === false);
  if (open && !open.known) return [unknown("what the core names", open)];
  return [notApplicable(`the core does not name \`${name}\``)];
}

/** Judges the code of a provider in the core. */
export function onCode(found: FoundProvider, judge: (code: ProviderCode) => Verdict[]): Verdict[] {
  const none = [notApplicable("it has no file in the core")];
  return onCore(found, ({ file }) => onFact("the file", file, (source) => judge(codeOf(source)), none));
}
