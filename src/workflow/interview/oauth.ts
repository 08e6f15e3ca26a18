import { type Ask, choicesOf } from "../question.ts";
import { fieldProblem } from "./field.ts";

/** The `auth` of a spec before the schema has seen it. */
export interface RawAuth {
  kind?: unknown;
  provider?: unknown;
  useCases?: unknown;
  scope?: unknown;
  scopes?: unknown;
  [field: string]: unknown;
}

/** The OAuth providers of the host, and whether one that it lacks can be scaffolded along. */
export interface ProviderChoices {
  providers: readonly string[];
  newProvider?: boolean;
}

// No provider has a name with a space.
const NEW = "new provider";

/** Asks which provider signs in, for whom and with which scopes, for whatever `known` does not say. */
export async function askOAuth(ask: Ask, known: RawAuth, choices: ProviderChoices): Promise<RawAuth> {
  const auth = { ...known };
  auth.provider ??= await askProvider(ask, choices);
  const isNew = auth.provider === NEW;
  if (isNew) auth.provider = await ask(nameQuestion("Name of the OAuth provider"));
  auth.useCases ??= await ask({
    kind: "multiselect",
    message: "Whose account does it use?",
    flag: "--use-case",
    choices: [
      { value: "platform_actions", label: "One account for the workspace", hint: "platform_actions" },
      { value: "personal_actions", label: "The account of each user", hint: "personal_actions" },
      { value: "workspace_connection", label: "A connection of the workspace", hint: "workspace_connection" },
    ],
    initial: ["platform_actions", "personal_actions"],
  });
  await askScope(ask, auth);
  const isUnknown = choices.newProvider && !choices.providers.includes(String(auth.provider));
  return isNew || isUnknown ? askEndpoints(ask, auth) : auth;
}

/** Asks for everything about a provider that is not there yet. */
export async function askNewProvider(ask: Ask, known: RawAuth): Promise<RawAuth> {
  const auth: RawAuth = { kind: "oauth", ...known };
  await askScope(ask, auth);
  return askEndpoints(ask, auth);
}

function askProvider(ask: Ask, { providers, newProvider }: ProviderChoices): Promise<string> {
  const words = { message: "Which OAuth provider?", flag: "--oauth <provider>" };
  if (providers.length === 0) return ask(nameQuestion(words.message));
  const add = newProvider ? [{ value: NEW, label: "A provider that the checkout does not have yet" }] : [];
  return ask({ kind: "autocomplete", ...words, choices: [...choicesOf(providers), ...add] });
}

function nameQuestion(message: string) {
  return {
    kind: "text",
    message,
    flag: "--oauth <provider>",
    validate: (answer: string) => fieldProblem("auth.provider", answer),
  } as const;
}

async function askScope(ask: Ask, auth: RawAuth): Promise<void> {
  if (auth.scope !== undefined || auth.scopes !== undefined) return;
  const scope = await ask({
    kind: "text",
    message: "OAuth scopes, separated by spaces",
    flag: "--scope",
    placeholder: "crm.read crm.write",
    optional: true,
  });
  if (scope !== "") auth.scope = scope;
}

async function askEndpoints(ask: Ask, known: RawAuth): Promise<RawAuth> {
  const auth = { ...known };
  auth["authorizationUrl"] ??= await ask(endpointQuestion("The vendor's authorization URL", "authorizationUrl"));
  auth["tokenUrl"] ??= await ask(endpointQuestion("The vendor's token URL", "tokenUrl"));
  auth["pkce"] ??= await ask({
    kind: "confirm",
    message: "Does the vendor take PKCE (S256)?",
    flag: "--set auth.pkce=true",
    initial: true,
  });
  return auth;
}

function endpointQuestion(message: string, field: string) {
  return {
    kind: "text",
    message,
    flag: `--set auth.${field}=<url>`,
    placeholder: "https://",
    validate: (url: string) => fieldProblem(`auth.${field}`, url, { auth: { kind: "oauth", provider: "example" } }),
  } as const;
}
