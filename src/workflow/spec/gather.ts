import type { IntegrationSpec } from "../../model/integration-spec.ts";
import type { RawSpec } from "../../model/spec/assign.ts";
import type { Host, Target } from "../../targets/target.ts";
import { interviewProvider } from "../interview.ts";
import type { Ask } from "../question.ts";
import { completeInput, gatherSpec, refuseWrong, type SpecInput } from "./input.ts";

/** A spec with every default filled in, and the raw one that a replay repeats. */
export interface Gathered {
  spec: IntegrationSpec;
  raw: RawSpec;
}

/**
 * The spec of a run, from `--spec`, flags and `--set`; with `ask`, what they leave open is asked. Throws UserError for
 * what is wrong (exit 2) or missing (exit 3), and Cancelled.
 */
export async function gather(input: SpecInput, ask: Ask | null, target: Target, host: Host): Promise<Gathered> {
  const known = gatherSpec(input);
  if (!ask || known.given) return { spec: completeInput(known), raw: known.raw };
  refuseWrong(known);
  const raw = await interviewProvider(ask, known.raw, target.choices?.(host) ?? NO_CHOICES);
  return { spec: completeInput({ ...known, raw }), raw };
}

const NO_CHOICES = { icons: [], defaultIcon: "", providers: [], featureFlags: [], nameProblem: () => undefined };
