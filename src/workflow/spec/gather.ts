import type { IntegrationSpec } from "../../model/integration-spec.ts";
import type { RawSpec } from "../../model/spec/assign.ts";
import { isRecord } from "../../model/spec/schema-path.ts";
import { interviewOAuthProvider, interviewProvider } from "../interview/index.ts";
import type { Ask } from "../question.ts";
import type { Recognised } from "../recognise.ts";
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
export async function gather(
  input: SpecInput,
  ask: Ask | null,
  { target, host }: Recognised,
  all: readonly Recognised[] = [],
): Promise<Gathered> {
  const ofProvider = target.kind === "provider";
  const gathered = gatherSpec(input, ofProvider ? { auth: { kind: "oauth" } } : {});
  const known = ofProvider ? { ...gathered, raw: providerSpec(gathered.raw) } : gathered;
  if (!ask || known.given) return { spec: completeInput(known), raw: known.raw };
  refuseWrong(known);
  const choices = target.choices?.(host) ?? NO_CHOICES;
  const newProvider = all.some((each) => each.target.kind === "provider");
  const raw = ofProvider
    ? providerSpec(await interviewOAuthProvider(ask, known.raw, choices))
    : await interviewProvider(ask, known.raw, { ...choices, newProvider });
  return { spec: completeInput({ ...known, raw }), raw };
}

const NO_CHOICES = { icons: [], defaultIcon: "", providers: [], featureFlags: [], nameProblem: () => undefined };

/** The spec of an OAuth provider: it and the integration have one name, and its title describes it, where nothing else is said. */
function providerSpec({ auth, ...raw }: RawSpec): RawSpec {
  const oauth = isRecord(auth) && (auth["kind"] ?? "oauth") === "oauth" ? auth : null;
  const { name = oauth?.["provider"], title = name, description = title } = raw;
  // Without a name it is the name that has to be asked for.
  if (name === undefined) return oauth ? raw : { ...raw, auth };
  return {
    ...raw,
    name,
    ...(typeof description === "string" ? { description } : {}),
    auth: oauth ? { kind: "oauth", provider: name, ...oauth } : auth,
  };
}
