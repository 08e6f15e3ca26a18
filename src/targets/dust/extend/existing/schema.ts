import type { Sources } from "../../../../edit/sources.ts";
import { locationOf, parse, ts, unwrap } from "../../../../edit/ts.ts";
import type { ErrorDetail } from "../../../../errors.ts";
import { formatLocation } from "../../../../model/location.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import { pathParams, schemaShape } from "../../files/params.ts";
import { shapeEntries } from "../../read/params.ts";
import type { ReadTool } from "../../read/server.ts";
import { zodText } from "./zod-text.ts";

/** A parameter's Zod type as written and as comparable text; both are null where its type cannot be followed. */
interface Param {
  shown: string;
  text: string;
  at: string;
}

/** One detail for each parameter of a tool that its schema has not, has besides, or has with another type; order is no difference. */
export function schemaDifferences(tool: ToolSpec, known: ReadTool, sources: Sources): ErrorDetail[] {
  if (!known.schema) return [{ message: "schema: cannot be read", at: formatLocation(known.at) }];
  const was = paramsOf(known.schema, sources);
  const wanted = paramsOf(schemaOf(tool), sources);
  if (!was || !wanted) return [{ message: "schema: cannot be followed", at: formatLocation(locationOf(known.schema)) }];
  return [...new Set([...was.keys(), ...wanted.keys()])].flatMap((name) => {
    const [before, after] = [was.get(name), wanted.get(name)];
    if (before?.text === after?.text) return [];
    const message = `params.${name}: was ${before?.shown ?? "not there"}, would be ${after?.shown ?? "not there"}`;
    return [{ message, at: before?.at ?? formatLocation(known.params.at) }];
  });
}

function paramsOf(schema: ts.Expression, sources: Sources): Map<string, Param> | null {
  const params = new Map<string, Param>();
  for (const entry of shapeEntries(schema, sources)) {
    if (!entry.known || !entry.value) return null;
    const shown = entry.value.getText().replace(/\s+/g, " ");
    params.set(entry.key, { shown, text: zodText(entry.value, sources), at: formatLocation(locationOf(entry.node)) });
  }
  return params;
}

/** The schema that a tool would get, as a tree. */
function schemaOf({ params, request }: ToolSpec): ts.Expression {
  const { text } = schemaShape(params, new Set(pathParams(request?.path ?? "")));
  const [statement] = parse("schema.ts", `(${text});`).statements;
  if (!statement || !ts.isExpressionStatement(statement)) throw new Error(`No expression: ${text}`);
  return unwrap(statement.expression);
}
