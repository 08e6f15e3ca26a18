import { type Ask, choicesOf } from "../question.ts";
import { fieldProblem } from "./field.ts";
import { askOAuth, type ProviderChoices, type RawAuth } from "./oauth.ts";

interface RawGate {
  featureFlag?: unknown;
  plan?: unknown;
  preview?: unknown;
  [field: string]: unknown;
}

/** Asks how the integration signs in, for whatever `known` does not say. */
export async function askAuth(ask: Ask, known: RawAuth, choices: ProviderChoices): Promise<RawAuth> {
  const kind =
    known.kind ??
    (await ask({
      kind: "select",
      message: "How does it sign in to the vendor?",
      flag: "--oauth, --bearer or --no-auth",
      choices: [
        { value: "oauth", label: "OAuth", hint: "each user or workspace connects an account" },
        { value: "bearer", label: "Bearer token", hint: "an administrator pastes a token" },
        { value: "none", label: "Not at all" },
      ],
    }));
  return kind === "oauth" ? askOAuth(ask, { ...known, kind }, choices) : { ...known, kind };
}

/** Asks who may see the integration, for whatever `known` does not say; null is everybody. `name` suggests a new flag's name. */
export async function askGate(
  ask: Ask,
  known: RawGate,
  host: { name: string; featureFlags: readonly string[] },
): Promise<RawGate | null> {
  if (known.plan !== undefined) return known;
  const featureFlag = known.featureFlag ?? (await askFeatureFlag(ask, host.name, host.featureFlags));
  if (featureFlag === null) return null;
  const preview =
    known.preview ??
    (await ask({ kind: "confirm", message: "Mark it as a preview?", flag: "--preview", initial: false }));
  return { ...known, featureFlag, preview };
}

async function askFeatureFlag(ask: Ask, name: string, featureFlags: readonly string[]): Promise<string | null> {
  const existing = featureFlags.length > 0 ? [{ value: "existing" as const, label: "An existing feature flag" }] : [];
  const gate = await ask({
    kind: "select",
    message: "Who may see it?",
    flag: "--feature-flag",
    choices: [
      { value: "none", label: "Everybody" },
      ...existing,
      { value: "new", label: "Workspaces with a new feature flag" },
    ],
  });
  if (gate === "none") return null;
  const words = { message: "Which feature flag?", flag: "--feature-flag" };
  if (gate === "existing") return ask({ kind: "autocomplete", ...words, choices: choicesOf(featureFlags) });
  return ask({
    kind: "text",
    ...words,
    message: "Name of the new feature flag",
    initial: featureFlags.includes(`${name}_tool`) ? "" : `${name}_tool`,
    validate: (flag) =>
      featureFlags.includes(flag) ? `The feature flag ${flag} exists.` : fieldProblem("gate.featureFlag", flag),
  });
}
