import { access, type Code, code, interpolated, joined, json, name, object } from "../../../edit/code.ts";
import type { TemplateValue } from "../../../edit/template.ts";
import { moduleOf } from "../../_shared/front-modules.ts";
import { OAUTH_PATHS } from "../../_shared/oauth/paths.ts";
import type { ProviderDeclaration } from "../declaration.ts";
import type { FrontForms } from "./forms.ts";
import { frontNames, hostUseCase } from "./names.ts";

type Context = Record<string, TemplateValue>;

/** What the template of a strategy takes. */
export function strategyContext(declared: ProviderDeclaration, forms: FrontForms): Context {
  const inputs = declared.credentialInputs.map(({ key }) => key);
  const ownClient = inputs.includes("client_id");
  const personal = declared.useCases.includes("personal_actions");
  const reuses = personal && inputs.length > 0;
  const sealed = sealedInputs(declared);
  const read = [...(ownClient ? ["client_id"] : []), ...(declared.pkce ? ["code_challenge"] : [])];
  return {
    className: frontNames(declared.provider).className,
    authorizationUrl: declared.authorizationUrl,
    params: Object.entries(declared.authorizationParams).map(([name, value]) => ({ name, value })),
    useCases: json(declared.useCases.map(hostUseCase)),
    ...scopes(declared),
    ...messages(declared),
    clientId: ownClient ? name("client_id") : code`config.${name(frontNames(declared.provider).getter)}()`,
    metadata: read.length > 0 ? code`{ ${joined(read.map(name), ", ")} }` : null,
    finalize: finalizeArgument(declared.provider, forms),
    inputs: inputs.length > 0 ? json(inputs) : null,
    content: object(sealed.map((key) => [key, access(name("extraConfig"), key)])),
    updated: updatedConfig(declared),
    ownClient,
    personal,
    reuses,
    pkce: declared.pkce,
    related: sealed.length > 0,
    updates: declared.pkce || reuses || sealed.length > 0,
    requiresWorkspace: forms.requiresWorkspace && (declared.requiresWorkspaceConnection || reuses),
    result: forms.related === "result",
    relatedType: relatedType(forms),
    modules: modules(forms),
  };
}

/** The inputs that are kept sealed: all secrets, and the client's id, which the core reads from the same place. */
function sealedInputs({ credentialInputs }: ProviderDeclaration): string[] {
  return credentialInputs.filter(({ key, secret }) => secret || CLIENT.has(key)).map(({ key }) => key);
}

const CLIENT = new Set(["client_id", "client_secret"]);

// The id of a client is no secret: it stands in the address that people are sent to.
function updatedConfig({ credentialInputs, pkce }: ProviderDeclaration): Code {
  const open = credentialInputs.filter(({ key, secret }) => !secret && key !== "client_secret");
  const members = open.map(({ key }) => code`${name(key)}: ${access(name("given"), key)}`);
  return code`{ ${joined([...members, ...(pkce ? [code`...(await getPKCEConfig())`] : [])], ", ")} }`;
}

function scopes({ useCases, scope, scopes }: ProviderDeclaration): Context {
  const asked = useCases.flatMap((useCase) => {
    const text = scopes[useCase] ?? scope;
    return text === null ? [] : [[hostUseCase(useCase), text] as const];
  });
  const [first] = asked;
  const isOne = first !== undefined && asked.length === useCases.length && asked.every(([, text]) => text === first[1]);
  return {
    oneScope: isOne ? json(first[1]) : null,
    scopes: isOne || asked.length === 0 ? null : json(Object.fromEntries(asked)),
  };
}

function messages({ title }: ProviderDeclaration): Context {
  const again = "set it up once more";
  return {
    noUseCase: interpolated([`${title} has no connections for `, name("useCase"), "."]),
    noClient: `The connection of ${title} has no client id: ${again}.`,
    noChallenge: `The connection of ${title} has no code challenge: ${again}.`,
  };
}

function finalizeArgument(provider: string, { finalizeUri }: FrontForms): Code {
  if (finalizeUri.takes === "name") return json(provider);
  return code`{ provider: ${json(provider)}, connection${finalizeUri.useCase ? code`, useCase` : code``} }`;
}

function relatedType({ related, namesRelated }: FrontForms): Code | null {
  if (!namesRelated) return null;
  return related === "result" ? code`Result<RelatedCredential, OAuthError> | undefined` : code`RelatedCredential`;
}

function modules(forms: FrontForms): Record<string, string> {
  return {
    ...forms.modules,
    config: moduleOf(OAUTH_PATHS.config),
    strategyType: moduleOf(OAUTH_PATHS.strategyType),
    helpers: moduleOf(OAUTH_PATHS.helpers),
    pkce: moduleOf(OAUTH_PATHS.pkce),
    auth: moduleOf(OAUTH_PATHS.auth),
    serverConnections: moduleOf(OAUTH_PATHS.serverConnections),
    result: moduleOf(OAUTH_PATHS.result),
  };
}
