import type { Sources } from "../../../edit/sources.ts";
import { locationOf, parse, staticName, ts, unwrap } from "../../../edit/ts.ts";
import type { Location } from "../../../model/location.ts";
import { readableSource, refuseBroken } from "../../_shared/anchors.ts";
import { PATHS } from "../paths.ts";
import { grouped } from "../read/grouped.ts";

/** What the metadata snapshot has of one tool: its name's place, and what it says of those fields of the tool that it keeps. */
export interface SnapshotTool {
  at: Location;
  fields: ReadonlyMap<string, string | boolean>;
}

/** What the metadata snapshot has of one server: its name's place, and its tools by name. */
export interface SnapshotServer {
  name: string;
  at: Location;
  tools: ReadonlyMap<string, SnapshotTool>;
}

const read = new WeakMap<ts.SourceFile, SnapshotServer[]>();

/**
 * The servers of the metadata snapshot in source order, from the test whose snapshot has the most; null when the checkout
 * has no such file. Throws UserError (exit 5) when the file, or the object that it keeps as a text, does not parse.
 */
export function metadataSnapshot(sources: Sources): SnapshotServer[] | null {
  const source = readableSource(sources, PATHS.metadataSnapshot);
  if (!source) return null;
  const known = read.get(source);
  if (known) return known;
  const objects = source.statements.flatMap((statement) => keptObject(statement) ?? []);
  const servers = objects.map(serversIn).reduce((most, each) => (each.length > most.length ? each : most), []);
  read.set(source, servers);
  return servers;
}

/** The row of a server in the metadata snapshot; undefined when it has none. */
export function snapshotOf(name: string, servers: readonly SnapshotServer[]): SnapshotServer | undefined {
  return grouped(servers, nameOf).get(name)?.[0];
}

function nameOf({ name }: SnapshotServer): string {
  return name;
}

/** The object in `exports[`…`] = `…``, parsed where it stands in the file; null for a snapshot of something else. */
function keptObject(statement: ts.Statement): ts.ObjectLiteralExpression | null {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return null;
  const { right } = statement.expression;
  const { text, fileName } = statement.getSourceFile();
  const [start, end] = [right.getStart() + 1, right.getEnd() - 1];
  if (!ts.isNoSubstitutionTemplateLiteral(right) || !text.slice(start, end).trimStart().startsWith("{")) return null;
  const before = text.slice(0, start - 1).replace(/[^\r\n]/g, " ");
  const inner = parse(fileName, `${before}(${text.slice(start, end)})`);
  refuseBroken(inner);
  const [only] = inner.statements;
  const value = only && ts.isExpressionStatement(only) ? unwrap(only.expression) : null;
  return value && ts.isObjectLiteralExpression(value) ? value : null;
}

function serversIn(object: ts.ObjectLiteralExpression): SnapshotServer[] {
  return object.properties.flatMap((property) => {
    const name = ts.isPropertyAssignment(property) ? staticName(property.name) : null;
    if (name === null || !ts.isPropertyAssignment(property) || !ts.isObjectLiteralExpression(property.initializer)) {
      return [];
    }
    const tools = property.initializer.properties.flatMap((tool): [string, SnapshotTool][] => {
      const key = tool.name ? staticName(tool.name) : null;
      return tool.name && key !== null ? [[key, { at: locationOf(tool.name), fields: fieldsOf(tool) }]] : [];
    });
    return [{ name, at: locationOf(property.name), tools: new Map(tools) }];
  });
}

// Older snapshots keep the stake of a tool alone, newer ones an object of its fields.
function fieldsOf(tool: ts.ObjectLiteralElementLike): Map<string, string | boolean> {
  if (!ts.isPropertyAssignment(tool)) return new Map();
  const { initializer } = tool;
  const fields = ts.isObjectLiteralExpression(initializer) ? initializer.properties : [];
  const values: [string, string | boolean | null][] = [
    ["stake", literalOf(initializer)],
    ...fields.map((field): [string, string | boolean | null] => [
      (field.name && staticName(field.name)) ?? "",
      ts.isPropertyAssignment(field) ? literalOf(field.initializer) : null,
    ]),
  ];
  return new Map(values.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function literalOf(value: ts.Expression): string | boolean | null {
  if (ts.isStringLiteralLike(value)) return value.text;
  if (value.kind === ts.SyntaxKind.TrueKeyword) return true;
  return value.kind === ts.SyntaxKind.FalseKeyword ? false : null;
}
