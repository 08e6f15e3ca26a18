import { type Entry, foldObjectEntries } from "../../../edit/fold.ts";
import { insertProperty, type Position } from "../../../edit/list.ts";
import { ts, unwrap } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import type { IntegrationSpec } from "../../../model/integration-spec.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";
import type { FileEdit } from "./side-lists.ts";

/** The row that a server gets in a map which the compiler wants to name every server. */
export interface MapRow {
  path: string;
  /** The map's variable. */
  variable: string;
  map: ts.ObjectLiteralExpression;
  /** The row's value as text: its own, else that of most servers of the same availability. Null where the values are no plain constants. */
  value: string | null;
  /** Behind the last row with that value. */
  position: Position;
  /** True when the map has a row for the server. */
  listed: boolean;
}

/** The rows for a server in the maps over all servers' names that are known to be kept beside the registry. */
export function mapRows(spec: IntegrationSpec, host: DustHost): MapRow[] {
  return serverMaps(host).map((each) => ({ ...each, ...rowIn(each.map, spec, host) }));
}

/** The maps over all servers' names that are known to be kept beside the registry. */
export function serverMaps(host: DustHost): Pick<MapRow, "path" | "variable" | "map">[] {
  const path = PATHS.toolCategories;
  const declarations = host.sources.source(path)?.statements.filter(ts.isVariableStatement) ?? [];
  return declarations
    .flatMap((statement) => [...statement.declarationList.declarations])
    .flatMap(({ name, type, initializer }) => {
      const map = initializer && unwrap(initializer);
      if (!map || !ts.isObjectLiteralExpression(map) || !ts.isIdentifier(name)) return [];
      const isMap = [type, ...satisfied(initializer)].some((each) => each && isOverAllServers(each));
      return isMap ? [{ path, variable: name.text, map }] : [];
    });
}

/** The splices of the maps that lack the server and whose values are plain constants. */
export function serverMapEdits(spec: IntegrationSpec, host: DustHost): FileEdit[] {
  return mapRows(spec, host).flatMap(({ path, map, value, position, listed }) => {
    if (listed || value === null) return [];
    return [{ path, splices: insertProperty(map.getSourceFile(), map, position, `${spec.name}: ${value}`) }];
  });
}

function satisfied(expression: ts.Expression): ts.TypeNode[] {
  if (ts.isSatisfiesExpression(expression)) return [expression.type, ...satisfied(expression.expression)];
  return ts.isAsExpression(expression) || ts.isParenthesizedExpression(expression)
    ? satisfied(expression.expression)
    : [];
}

/** Whether a type is `Record<InternalMCPServerNameType, …>` or `{ [K in InternalMCPServerNameType]: … }`. */
function isOverAllServers(type: ts.TypeNode): boolean {
  if (ts.isMappedTypeNode(type)) return !type.questionToken && isServerName(type.typeParameter.constraint);
  if (!ts.isTypeReferenceNode(type)) return false;
  const [first] = type.typeArguments ?? [];
  const name = type.typeName.getText();
  return name === "Readonly" && first ? isOverAllServers(first) : name === "Record" && isServerName(first);
}

function isServerName(type: ts.TypeNode | undefined): boolean {
  return type?.getText() === "InternalMCPServerNameType";
}

function rowIn(
  map: ts.ObjectLiteralExpression,
  { name, availability }: IntegrationSpec,
  host: DustHost,
): Pick<MapRow, "value" | "position" | "listed"> {
  const rows = foldObjectEntries(map, host.sources);
  const like = host.registry().entries.filter((entry) => factValue(entry.availability) === availability);
  const names = new Set(like.map((entry) => factValue(entry.name)));
  const plain = rows.flatMap((row) => plainRow(row) ?? []);
  const listed = rows.some((row) => row.known && row.key === name);
  if (plain.length < rows.length) return { value: null, position: "last", listed };
  const own = plain.find((row) => row.key === name);
  const value = own?.text ?? mostFrequent(plain.filter((row) => names.has(row.key))) ?? mostFrequent(plain);
  const last = plain.findLast((row) => row.text === value);
  const index = last ? map.properties.indexOf(last.node) : -1;
  return { value, position: index < 0 ? "last" : { after: index }, listed };
}

interface PlainRow {
  key: string;
  text: string;
  node: ts.ObjectLiteralElementLike;
}

function plainRow(row: Entry): PlainRow | null {
  if (!row.known || !row.value || !ts.isObjectLiteralElementLike(row.node)) return null;
  return isPlain(row.value) ? { key: row.key, text: row.value.getText(), node: row.node } : null;
}

function isPlain(value: ts.Expression): boolean {
  return ts.isStringLiteral(value) || ts.isNumericLiteral(value) || isKeyword(value);
}

function isKeyword({ kind }: ts.Expression): boolean {
  return [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(kind);
}

function mostFrequent(rows: readonly PlainRow[]): string | null {
  const counts = new Map<string, number>();
  for (const { text } of rows) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? null;
}
