import { Code, code, json, object } from "../../../../edit/code.ts";
import { staticName, ts } from "../../../../edit/ts.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import { type Row, writtenValue } from "./rows.ts";

/** A property of the tool's own. */
export type Field = [name: string, value: Code];

/**
 * The element or property of a new tool as its neighbours are written: their properties in their order. What they say of money
 * and alerts is taken from most of them; `name` is the expression of the tool's name, `given` are its other properties.
 */
export function elementCode(
  tool: ToolSpec,
  rows: readonly Row[],
  named: { inArray: boolean; name: Code; key: Code },
  given: readonly Field[],
): Code {
  const hasName =
    named.inArray || (rows.length > 0 && rows.every(({ literal }) => writtenValue(literal, "name") !== null));
  const own: Field[] = [...(hasName ? [["name", named.name] as Field] : []), ...given];
  const usual = usualConstants(rows, new Set(own.map(([name]) => name)));
  const fields = own.map(([name, value]): Field => [name, usual.get(name) ?? asWritten(tool, name, value, rows)]);
  for (const [name, value] of usual) if (!own.some(([each]) => each === name)) fields.push([name, value]);
  const element = object(inOrder(fields, rows.at(-1)), true);
  return named.inArray ? element : code`${named.key}: ${element}`;
}

const OURS = new Set(["name", "description", "schema", "inputSchema", "stake", "displayLabels"]);

/** The constants that more than half of the neighbours give a property which is not the tool's own, or is about its cost. */
function usualConstants(rows: readonly Row[], own: ReadonlySet<string>): Map<string, Code> {
  const found = new Map<string, Code>();
  for (const name of new Set(rows.flatMap(({ literal }) => propertyNames(literal)))) {
    if (OURS.has(name)) continue;
    const texts = rows.flatMap(({ literal }) => constantText(writtenValue(literal, name)) ?? []);
    const most = texts.find((text) => texts.filter((each) => each === text).length * 2 > rows.length);
    // A cost that neighbours do not agree on is that of the last one.
    const text = most ?? (own.has(name) ? texts.at(-1) : undefined);
    if (text !== undefined) found.set(name, new Code(text));
  }
  return found;
}

function propertyNames(literal: ts.ObjectLiteralExpression): string[] {
  return literal.properties.flatMap((each) => (each.name ? (staticName(each.name) ?? []) : []));
}

function constantText(value: ts.Expression | null): string | null {
  if (!value) return null;
  const bare = ts.isAsExpression(value) ? value.expression : value;
  const isBoolean = bare.kind === ts.SyntaxKind.TrueKeyword || bare.kind === ts.SyntaxKind.FalseKeyword;
  return isBoolean || ts.isStringLiteral(bare) || ts.isNumericLiteral(bare) ? value.getText() : null;
}

/** A value with the `as const` that all neighbours give theirs, or spread over lines as they spread short ones. */
function asWritten(tool: ToolSpec, name: string, value: Code, rows: readonly Row[]): Code {
  const written = rows.map(({ literal }) => writtenValue(literal, name));
  if (written.length === 0) return value;
  if (written.every((each) => each && isAsConst(each))) return code`${value} as const`;
  if (name !== "displayLabels" || !written.every(isSpreadByHand)) return value;
  return object(
    [
      ["running", json(tool.labels.running)],
      ["done", json(tool.labels.done)],
    ],
    true,
  );
}

function isAsConst(value: ts.Expression): boolean {
  return ts.isAsExpression(value) && ts.isConstTypeReference(value.type);
}

const LINE_WIDTH = 80;

// Formatters keep a literal that was opened over lines, so that one which would have fit shows the writer's wish.
function isSpreadByHand(value: ts.Expression | null): boolean {
  if (!value || !ts.isObjectLiteralExpression(value) || !/^\{\s*[\r\n]/.test(value.getText())) return false;
  const flat = value
    .getText()
    .replace(/,?\s*\}$/, " }")
    .replace(/\s+/g, " ");
  return `    displayLabels: ${flat},`.length <= LINE_WIDTH;
}

/** The fields in the order of a neighbour; what it lacks follows what it follows in a new server. */
function inOrder(fields: readonly Field[], like: Row | undefined): Field[] {
  const order = like ? propertyNames(like.literal) : [];
  const sorted = order.flatMap((name) => fields.filter(([each]) => each === name));
  for (const [index, field] of fields.entries()) {
    if (sorted.includes(field)) continue;
    const before = fields.slice(0, index).findLast((each) => sorted.includes(each));
    sorted.splice(before ? sorted.indexOf(before) + 1 : 0, 0, field);
  }
  return sorted;
}
