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
  const gathered = gatherSpec(input);
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

/** The spec of an OAuth provider: it has the name of the integration, and no description, where it says nothing else. */
function providerSpec(raw: RawSpec): RawSpec {
  const { name, title = name, description = title, auth } = raw;
  const isOAuth = auth === undefined || (isRecord(auth) && (auth["kind"] ?? "oauth") === "oauth");
  const declared = isOAuth ? { kind: "oauth", provider: name, ...auth } : auth;
  return {
    ...raw,
    ...(typeof description === "string" ? { description } : {}),
    ...(name === undefined && auth === undefined ? {} : { auth: declared }),
  };
}
