import { type Code, code, isIdentifier, name } from "../../../../edit/code.ts";
import type { Sources } from "../../../../edit/sources.ts";
import type { Splice } from "../../../../edit/splice.ts";
import { declaredIn } from "../../../../edit/syntax/scope.ts";
import { lineRest } from "../../../../edit/syntax/trivia.ts";
import { ts, unwrap } from "../../../../edit/ts.ts";
import { factValue } from "../../../../model/found.ts";
import { pascalCase } from "../../../../model/name.ts";
import { legacyNames, type NamedTool } from "../../files/names.ts";
import { pathParams, schemaShape } from "../../files/params.ts";
import { toolNameFact } from "../../read/tool-name.ts";
import { laidOut } from "../snippet.ts";
import type { LegacySite } from "./place.ts";
import type { Registration } from "./registrations.ts";

/** The constant that holds the parameters of a new tool. */
export interface SchemaConstant {
  name: string;
  /** Whether it is a Zod object, as those of all neighbours are, and no raw shape. */
  isObject: boolean;
  splice: Splice;
}

/** The raw shape that a call registers, in terms of the constant. */
export function shapeOf({ name: constant, isObject }: SchemaConstant): Code {
  return isObject ? code`${name(constant)}.shape` : name(constant);
}

/** The Zod object that metadata publish, in terms of the constant. */
export function objectOf({ name: constant, isObject }: SchemaConstant): Code {
  return isObject ? name(constant) : code`z.object(${name(constant)})`;
}

/** The constant for the schema of a new tool, behind those of its neighbours. */
export function schemaConstant(site: LegacySite, tool: NamedTool, source: ts.SourceFile): SchemaConstant {
  const { sources } = site.host;
  const neighbours = site.registrations.registered.flatMap((each) => declaredSchema(each, source, sources));
  const isObject = neighbours.length > 0 && neighbours.every((each) => each.isObject);
  const wish = nameLike(neighbours.at(-1), tool);
  const taken = [source, site.registrations.block.getSourceFile(), site.registrations.block].map(declaredIn);
  let free = wish;
  for (let count = 2; taken.some((each) => each.has(free)); count++) free = `${wish}${count}`;
  const { params, request } = tool.spec;
  const shape = schemaShape(params, new Set(pathParams(request?.path ?? "")));
  const value = isObject ? code`z.object(${shape})` : shape;
  const after = statementBefore(site, source, neighbours);
  const text = `\n\n${laidOut(code`export const ${name(free)} = ${value};`)}`;
  const at = after ? lineRest(source.text, after.end).stop : 0;
  return { name: free, isObject, splice: { at, text } };
}

interface DeclaredSchema {
  tool: string;
  name: string;
  statement: ts.Statement;
  isObject: boolean;
}

/** The constant of a module that a call takes its schema from. */
function declaredSchema({ name, schema }: Registration, source: ts.SourceFile, sources: Sources): DeclaredSchema[] {
  const value = schema && unwrap(schema);
  const isObject = value !== null && ts.isPropertyAccessExpression(value) && value.name.text === "shape";
  const constant = isObject ? value.expression : value;
  const declared = constant && ts.isIdentifier(constant) ? sources.resolve(constant)?.node : null;
  if (!declared || !ts.isVariableDeclaration(declared) || !ts.isIdentifier(declared.name)) return [];
  const statement = declared.parent.parent;
  if (!ts.isVariableStatement(statement) || statement.parent !== source) return [];
  return [{ tool: factValue(toolNameFact(name, sources)) ?? "", name: declared.name.text, statement, isObject }];
}

/** The name of a neighbour's constant with the new tool's words for its own: `AcmeGetItemInput` → `AcmeListItemsInput`. */
function nameLike(neighbour: DeclaredSchema | undefined, { method, spec }: NamedTool): string {
  const own = pascalCase(neighbour?.tool ?? "");
  const isLike = neighbour && own !== "" && /^[A-Z]/.test(neighbour.name) && neighbour.name.includes(own);
  const alike = isLike ? neighbour.name.replace(own, pascalCase(spec.name)) : "";
  return isIdentifier(alike) ? alike : legacyNames(method).shape;
}

/** The statement that the constant goes behind: before the list of the tools, which reads it when the module is loaded. */
function statementBefore(
  { tools }: LegacySite,
  source: ts.SourceFile,
  neighbours: readonly DeclaredSchema[],
): ts.Statement | undefined {
  const list = tools?.getSourceFile() === source ? source.statements.find((each) => holds(each, tools)) : undefined;
  const before = neighbours.map(({ statement }) => statement).filter((each) => !list || each.end <= list.pos);
  const last = before.toSorted((a, b) => a.pos - b.pos).at(-1);
  if (last) return last;
  const first = list ?? source.statements.find((each) => !ts.isImportDeclaration(each));
  const index = first ? source.statements.indexOf(first) : source.statements.length;
  return source.statements[index - 1];
}

function holds(outer: ts.Node, inner: ts.Node): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end;
}
