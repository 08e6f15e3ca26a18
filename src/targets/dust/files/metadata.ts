import { access, code, json, object, string } from "../../../edit/code.ts";
import type { TemplateValue } from "../../../edit/template.ts";
import type { AuthSpec, IntegrationSpec } from "../../../model/integration-spec.ts";
import type { Conventions } from "../checkout/conventions.ts";
import { pathParams, schemaShape } from "./params.ts";

type Context = Record<string, TemplateValue>;

/** What `metadata.ts` and `index.ts` need beside the names: texts, schemas, and the fields that this checkout asks for. */
export function metadataContext(spec: IntegrationSpec & { icon: string }, conventions: Conventions): Context {
  const hasParams = spec.tools.some(({ params }) => params.length > 0);
  const inputSchema = spec.tools.length > 0 && conventions.toolFields.includes("inputSchema");
  return {
    name: spec.name,
    description: spec.description,
    icon: spec.icon,
    documentationUrl: json(spec.documentationUrl),
    authorization: authorization(spec.auth),
    instructions: instructions(spec, conventions),
    costFields: conventions.costFields,
    toolsStakes: conventions.toolsStakes,
    toolFields: conventions.toolFields.map(toolField),
    context: conventions.context,
    hasParams,
    inputSchema,
    needsZod: hasParams || inputSchema,
    tools: spec.tools.map((tool) => ({
      name: tool.name,
      description: tool.description,
      schema: schemaShape(tool.params, new Set(pathParams(tool.request?.path ?? ""))),
      stake: tool.stake,
      labels: { running: tool.labels.running, done: tool.labels.done },
    })),
  };
}

function authorization(auth: AuthSpec): TemplateValue {
  if (auth.kind !== "oauth") return code`null`;
  return object(
    [
      ["provider", string(auth.provider)],
      ["supported_use_cases", json(auth.useCases.filter((useCase) => useCase !== "workspace_connection"))],
      ...(auth.scope === undefined ? [] : ([["scope", string(auth.scope)]] as const)),
    ],
    true,
  );
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
