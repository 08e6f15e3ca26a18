import type { Sources } from "../../../../edit/sources.ts";
import type { ts } from "../../../../edit/ts.ts";
import type { Fact } from "../../../../model/found.ts";
import { stringFact } from "../../../_shared/facts.ts";
import { withStakes } from "../metadata.ts";
import { readParams } from "../params.ts";
import type { ReadHandler, ReadMetadata, ReadTool } from "../server.ts";

/** The metadata of a server whose entry lists no tools: those are its tools that it registers itself. */
export function withRegisteredTools(
  metadata: Fact<ReadMetadata>,
  handlers: Fact<ReadHandler[]> | null | undefined,
  stakes: ts.Expression | undefined,
  sources: Sources,
): Fact<ReadMetadata> {
  if (!metadata.known || !handlers) return metadata;
  const listed: Fact<ReadTool[]> = handlers.known
    ? { ...handlers, value: handlers.value.map((handler) => toolOf(handler, sources)) }
    : handlers;
  return { ...metadata, value: { ...metadata.value, tools: withStakes(listed, stakes, sources) } };
}

function toolOf({ name, at, registered = {} }: ReadHandler, sources: Sources): ReadTool {
  const { description, schema } = registered;
  return {
    name: { known: true, value: name, at },
    at,
    ...(description ? { description: stringFact(description, sources) } : {}),
    ...(schema ? { schema } : {}),
    params: schema ? readParams(schema, sources) : { known: true, value: [], at },
  };
}
