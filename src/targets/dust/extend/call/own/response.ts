import { type Code, code, name } from "../../../../../edit/code.ts";
import type { Splice } from "../../../../../edit/splice.ts";
import { declaredIn } from "../../../../../edit/syntax/scope.ts";
import { lineRest } from "../../../../../edit/syntax/trivia.ts";
import type { ImportedName } from "../../../../../edit/template.ts";
import { parse, ts, unwrap, walk } from "../../../../../edit/ts.ts";
import { importBlock } from "../../../../_shared/import-block.ts";
import { type RequestingTool, readsResponse, responseSchemaName, responseType } from "../../../files/client.ts";
import { isGraphql } from "../../../files/request.ts";
import { responseSchema } from "../../../files/response.ts";
import { moduleOf } from "../../../paths.ts";
import { draftImports } from "../../imports.ts";
import type { Site } from "../../site.ts";
import { isExported } from "../function/callable.ts";
import type { RequestFunction } from "../function/index.ts";

/** Where the schemas of a server's responses are written, and whether their names are exported. */
export interface SchemaPlace {
  path: string;
  exported: boolean;
  /** The statement that a new schema goes behind; null for the end of the file. */
  behind: ts.Statement | null;
}

/** The schema of a response and its type: their names, their code, and the imports that bring them to another file. */
export interface ResponseCode {
  schema: string;
  /** Null when nothing of it is read. */
  type: string | null;
  place: SchemaPlace;
  code: Code;
  imports: ImportedName[];
}

/** Finds where the neighbours of a new tool have the schemas of their responses: `types.ts` when they have none. */
export function schemaPlace(sent: RequestFunction, site: Site): SchemaPlace {
  const schemas = schemaExpressions(sent).flatMap((each) => walk(each).filter(ts.isIdentifier));
  const declared = schemas.flatMap((each) => declarationIn(each, site) ?? []);
  const neighbour = declared.at(-1);
  if (!neighbour) return { path: `${site.directory}/types.ts`, exported: true, behind: null };
  const source = neighbour.getSourceFile();
  const behind = source.statements.findLast(isOfSchemas) ?? neighbour;
  return { path: source.fileName, exported: isExported(neighbour), behind };
}

function schemaExpressions({ calls, slots, source }: RequestFunction): ts.Expression[] {
  const place = slots.find(({ role }) => role === "schema");
  if (place && calls.length > 0) return calls.flatMap((call) => call.arguments[place.index] ?? []);
  return walk(source)
    .filter(ts.isCallExpression)
    .flatMap(({ expression }) =>
      ts.isPropertyAccessExpression(expression) && expression.name.text === "safeParse" ? [expression.expression] : [],
    );
}

function declarationIn(identifier: ts.Identifier, { host, directory }: Site): ts.VariableStatement | null {
  const declared = host.sources.resolve(identifier);
  const statement = declared && ts.isVariableDeclaration(declared.node) ? declared.node.parent.parent : null;
  if (!declared?.source.fileName.startsWith(`${directory}/`)) return null;
  if (!statement || !ts.isVariableStatement(statement) || !ts.isSourceFile(statement.parent)) return null;
  return isOfSchemas(statement) ? statement : null;
}

/** Whether a statement declares a Zod schema, or the type of one. */
function isOfSchemas(statement: ts.Statement): boolean {
  if (ts.isTypeAliasDeclaration(statement)) return namesZod(statement.type);
  if (!ts.isVariableStatement(statement)) return false;
  const values = statement.declarationList.declarations.flatMap(({ initializer }) => initializer ?? []);
  return values.some((each) => !ts.isFunctionLike(unwrap(each)) && namesZod(each));
}

function namesZod(node: ts.Node): boolean {
  return walk(node).some((each) => ts.isIdentifier(each) && each.text === "z");
}

/** Works out the schema of a tool's response, and its type where something is read of it. `from` is the file that uses it. */
export function responseFor(tool: RequestingTool, place: SchemaPlace, from: string): ResponseCode {
  const { path } = place;
  const reads = readsResponse(tool.spec) && tool.spec.result;
  const [schema, type] = [responseSchemaName(tool.pascal), responseType(tool.pascal)];
  const shape = reads ? responseSchema(tool.spec.name, reads, isGraphql(tool.request)) : code`z.unknown()`;
  const mark = place.exported || path !== from ? code`export ` : code``;
  const declared = code`${mark}const ${name(schema)} = ${shape};`;
  const alias = code`\n\nexport type ${name(type)} = z.infer<typeof ${name(schema)}>;`;
  const module = moduleOf(path);
  const imports: ImportedName[] = [
    { module, name: schema, kind: "value" },
    ...(reads ? [{ module, name: type, kind: "type" as const }] : []),
  ];
  const added = reads ? code`${declared}${alias}` : declared;
  return { schema, type: reads ? type : null, place, code: added, imports: path === from ? [] : imports };
}

/** The splices that put a schema in its place; the file is created where there is none. */
export function schemaSplices(
  { draft, conventions }: Site,
  { place: { path, behind }, code: added }: ResponseCode,
): Splice[] {
  const text = draft.read(path);
  if (text === null) {
    draft.create(path, `${importBlock(ZOD, conventions.importStyle)}${added.text}\n`);
    return [];
  }
  const rest = behind && lineRest(text, behind.end);
  const at = rest ? (rest.endsLine ? rest.stop : behind.end) : text.trimEnd().length;
  return [{ at, text: `\n\n${added.text}` }];
}

const ZOD: ImportedName[] = [{ module: "zod", name: "z", kind: "value" }];

/** Makes the file of the schemas import Zod where it did not. */
export function importZod({ draft }: Site, path: string): void {
  const text = draft.read(path);
  if (text !== null && !declaredIn(parse(path, text)).has("z")) draftImports(draft, path, ZOD);
}
