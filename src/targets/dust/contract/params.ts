import { formatLocation } from "../../../model/location.ts";
import type { Unknown, Verdict } from "../../../rules/rule.ts";
import { problem } from "../../_shared/verdicts.ts";
import type { ReadParam } from "../read/server.ts";

/** Parameters of a tool that have to be given now and had not, each as an error; what cannot be told as an unknown. */
export function tightened(
  now: readonly ReadParam[],
  then: readonly ReadParam[],
  { label, server, ref }: { label: string; server: string; ref: string },
): Verdict[] {
  return now.flatMap((param): Verdict[] => {
    const old = then.find((each) => each.name === param.name);
    if (param.required === false || old?.required === true) return [];
    const name = `\`${param.name}\` of \`${label}\``;
    if (param.required === "unknown" || old?.required === "unknown") return [untold(param, `${name} has to be given`)];
    const what = old ? `is required now and was optional at ${ref}` : `is new since ${ref} and required`;
    return [problem(param.at, `${label}.${param.name}`, `The parameter ${name} (\`${server}\`) ${what}.`)];
  });
}

/** The verdicts with one problem for each place: a field of a schema that several tools share is one fault. */
export function onceEach(verdicts: readonly Verdict[]): Verdict[] {
  const seen = new Set<string>();
  return verdicts.filter((verdict) => {
    if (verdict.kind !== "problem") return true;
    const place = formatLocation(verdict.at);
    const isFresh = !seen.has(place);
    seen.add(place);
    return isFresh;
  });
}

function untold({ at }: ReadParam, what: string): Unknown {
  return { kind: "unknown", at, reason: `whether the parameter ${what} cannot be worked out` };
}
