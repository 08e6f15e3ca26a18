import { access, type Code, code, json, object, string } from "../../../edit/code.ts";
import type { TemplateValue } from "../../../edit/template.ts";
import type { AuthSpec, IntegrationSpec } from "../../../model/integration-spec.ts";
import type { Conventions } from "../checkout/conventions.ts";
import { legacyNames, type NamedTool } from "./names.ts";
import { pathParams, schemaShape } from "./params.ts";

type Context = Record<string, TemplateValue>;

/** What `metadata.ts` and `index.ts` need beside the names: texts, schemas, and the fields that this checkout asks for. */
export function metadataContext(
  spec: IntegrationSpec & { icon: string },
  conventions: Conventions,
  tools: readonly NamedTool[],
): Context {
  const hasParams = spec.tools.some(({ params }) => params.length > 0);
  const inputSchema = spec.tools.length > 0 && conventions.toolFields.includes("inputSchema");
  return {
    name: spec.name,
    description: spec.description,
    icon: spec.icon,
    documentationUrl: json(spec.documentationUrl),
    authorization: conventions.layout === "legacy" ? legacyAuthorization(spec.auth) : authorization(spec.auth),
    useCases: spec.auth.kind === "oauth",
    instructions: instructions(spec, conventions),
    costFields: conventions.costFields,
    toolsStakes: conventions.toolsStakes,
    toolFields: conventions.toolFields.map(toolField),
    context: conventions.context,
    hasParams,
    inputSchema,
    needsZod: hasParams || inputSchema,
    listsNone: tools.length === 0,
    tools: tools.map(({ spec: tool, method }) => ({
      name: tool.name,
      shape: legacyNames(method).shape,
      description: tool.description,
      schema: schemaShape(tool.params, new Set(pathParams(tool.request?.path ?? ""))),
      stake: tool.stake,
      labels: { running: tool.labels.running, done: tool.labels.done },
    })),
  };
}

function authorization(auth: AuthSpec): Code {
  if (auth.kind !== "oauth") return code`null`;
  return authorizationObject(auth, string(auth.provider), json(useCases(auth)));
}

// Without `as const` around all of it, each part says of what type it is.
function legacyAuthorization(auth: AuthSpec): Code {
  if (auth.kind !== "oauth") return code`null`;
  return authorizationObject(
    auth,
    code`${string(auth.provider)} as const`,
    code`${json(useCases(auth))} as MCPOAuthUseCase[]`,
  );
}

type OAuth = Extract<AuthSpec, { kind: "oauth" }>;

function authorizationObject({ scope }: OAuth, provider: Code, supported: Code): Code {
  return object(
    [
      ["provider", provider],
      ["supported_use_cases", supported],
      ...(scope === undefined ? [] : ([["scope", string(scope)]] as const)),
    ],
    true,
  );
}

function useCases({ useCases: all }: OAuth) {
  return all.filter((useCase) => useCase !== "workspace_connection");
}

function instructions({ instructions: text }: IntegrationSpec, conventions: Conventions): TemplateValue {
  if (conventions.instructions === "absent") return null;
  return text === null && conventions.instructions === "optional" ? null : json(text);
}

function toolField(field: string): TemplateValue {
  const value =
    field === "inputSchema" ? code`zodToJsonSchema(z.object(t.schema)) as JSONSchema` : access(code`t`, field);
  return { name: field, value };
}
