import type { DeclaredIntegration, IntegrationSpec } from "../integration-spec.ts";
import { titleCase, wordsOf } from "../name.ts";
import type { DeclaredTool, Effect, Stake, ToolSpec } from "../tool-spec.ts";
import { labelsFor } from "./english.ts";
import { effectOfVerb } from "./verbs.ts";

const STAKE_OF: Record<Effect, Stake> = { read: "never_ask", write: "low", destructive: "high" };

/** Fills in every default that depends on other fields of the spec; the icon stays open because it is the host's. */
export function completeSpec({ $schema: _, ...spec }: DeclaredIntegration): IntegrationSpec {
  return {
    ...spec,
    title: spec.title ?? titleCase(spec.name),
    allowMultipleInstances: spec.allowMultipleInstances ?? spec.auth.kind === "oauth",
    tools: spec.tools.map(completeTool),
  };
}

/** Fills in effect, stake and labels of one tool. */
export function completeTool(tool: DeclaredTool): ToolSpec {
  const effect = tool.effect ?? effectOf(tool);
  return { ...tool, effect, stake: tool.stake ?? STAKE_OF[effect], labels: tool.labels ?? labelsFor(tool.name) };
}

/** What a tool does, from the verb that its name starts with, else from its request; a write when nothing says. */
function effectOf(tool: DeclaredTool): Effect {
  const fromVerb = effectOfVerb(wordsOf(tool.name)[0] ?? "");
  const fromRequest = effectOfRequest(tool.request);
  if (fromVerb === "read" && fromRequest === "destructive") return "destructive";
  return fromVerb ?? fromRequest ?? "write";
}

function effectOfRequest(request: DeclaredTool["request"]): Effect | undefined {
  if (request === undefined) return undefined;
  if ("graphql" in request) return /^\s*(?:mutation|subscription)\b/m.test(request.graphql) ? "write" : "read";
  if (request.method === "GET") return "read";
  return request.method === "DELETE" ? "destructive" : "write";
}
