import { fold } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import type { ts } from "../../../../edit/ts.ts";
import { factValue } from "../../../../model/found.ts";
import { rawShape, zodObject } from "../../read/legacy/input-schema.ts";
import { readObjectParams, readParams } from "../../read/params.ts";
import type { Obstacles } from "../obstacles.ts";
import { assigned, type Described } from "./described.ts";
import type { Factory } from "./factory.ts";
import type { Registered } from "./registration.ts";

/** One tool from every place that says something of it. */
export interface Pair {
  registered: Registered;
  /** Its row in the metadata's list; null for a server that lists no tools. */
  element: ts.ObjectLiteralExpression | null;
  stake: ts.PropertyAssignment;
}

/** The tools in the order in which they are registered. What the places say differently is told as obstacles. */
export function pairTools(factory: Factory, described: Described, sources: Sources, obstacles: Obstacles): Pair[] {
  const names = factory.tools.map(({ tool }) => tool);
  const isMissing = (name: string) => factory.isComplete && !names.includes(name);
  for (const [name, element] of described.elements) {
    if (isMissing(name)) obstacles.add(element, `\`${name}\` is listed and not registered.`);
  }
  for (const [name, row] of described.rows) {
    if (isMissing(name)) obstacles.add(row, `The stake of \`${name}\` is of no tool that is registered.`);
  }
  return factory.tools.flatMap((registered, index) => {
    const { tool, statement } = registered;
    if (names.indexOf(tool) < index) obstacles.add(statement, `\`${tool}\` is registered twice.`);
    const element = described.elements.get(tool) ?? null;
    const stake = described.rows.get(tool);
    if (described.tools && !element) obstacles.add(statement, `\`${tool}\` is registered and not listed.`);
    if (element) compare(registered, element, sources, obstacles);
    if (!stake) obstacles.add(statement, `\`${tool}\` has no stake.`);
    return stake ? [{ registered, element, stake }] : [];
  });
}

// The new metadata say it once: what is said twice must be the same, or the list of tools would change.
function compare(
  { tool, description, schema }: Registered,
  element: ts.ObjectLiteralExpression,
  sources: Sources,
  obstacles: Obstacles,
): void {
  const values = assigned(element);
  const written = values?.get("description")?.initializer;
  const input = values?.get("inputSchema")?.initializer;
  if (!written || !input || !isSameText(written, description, sources)) {
    obstacles.add(description, `\`${tool}\` is described otherwise in the list of tools, or it cannot be told.`);
  }
  if (input && !isSameSchema(input, schema, sources)) {
    obstacles.add(schema, `The schema of \`${tool}\` is another one in the list of tools, or it cannot be told.`);
  }
}

function isSameText(left: ts.Expression, right: ts.Expression, sources: Sources): boolean {
  const [one, other] = [fold(left, sources), fold(right, sources)];
  return one.known && other.known ? one.value === other.value : left.getText() === right.getText();
}

function isSameSchema(input: ts.Expression, schema: ts.Expression, sources: Sources): boolean {
  const object = zodObject(input, sources);
  const shape = object && rawShape(object, sources);
  if (!object) return false;
  if (shape && compact(shape) === compact(schema)) return true;
  if (`${compact(object)}.shape` === compact(schema)) return true;
  const listed = shape ? readParams(shape, sources) : readObjectParams(object, sources);
  const [one, other] = [factValue(listed), factValue(readParams(schema, sources))];
  const said = (params: typeof one) =>
    params
      ?.map(({ name, required }) => `${name} ${required}`)
      .sort()
      .join();
  return one !== undefined && other !== undefined && said(one) === said(other);
}

function compact(node: ts.Node): string {
  return node.getText().replace(/[\s,]+/g, "");
}
