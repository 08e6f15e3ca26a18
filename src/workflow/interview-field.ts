import { integrationSchema } from "../model/integration-spec.ts";

type Json = Record<string | number, unknown>;

/**
 * What the spec's schema has against one value: `fieldProblem("tools.0.name", "1x")`. Undefined when it has nothing
 * against it. Only this field is judged, not how it fits the others.
 */
export function fieldProblem(path: string, value: unknown): string | undefined {
  const keys = path.split(".");
  const parsed = integrationSchema.safeParse(specWith(keys, value));
  return parsed.error?.issues.find((issue) => keys.every((key, index) => String(issue.path[index]) === key))?.message;
}

function specWith(keys: readonly string[], value: unknown): Json {
  const spec: Json = { name: "example", description: "Example." };
  let parent = spec;
  keys.forEach((key, index) => {
    const next = keys[index + 1];
    const child: unknown = next === undefined ? value : /^\d+$/.test(next) ? [] : {};
    parent[key] = child;
    if (next !== undefined) parent = child as Json;
  });
  return spec;
}
