import { posix } from "node:path";
import { isIdentifier, literal } from "../../../../edit/code.ts";
import type { Sources } from "../../../../edit/sources.ts";
import type { Splice } from "../../../../edit/splice.ts";
import { declaredIn } from "../../../../edit/syntax/scope.ts";
import { lineRest } from "../../../../edit/syntax/trivia.ts";
import { ts, unwrap } from "../../../../edit/ts.ts";
import { constantCase } from "../../../../model/name.ts";
import type { Row } from "./rows.ts";

/** A constant that holds a tool's name: one that is there, or one to be added to a file. */
export interface NameConstant {
  name: string;
  /** File that declares it. */
  path: string;
  /** Whether other files can import it. */
  exported: boolean;
  /** Empty for one that is there. */
  splices: Splice[];
}

/** A constant for the name of a new tool, when every neighbour is named by one of `folder`'s own; else null. */
export function nameConstant(
  tool: string,
  rows: readonly Row[],
  folder: string,
  sources: Sources,
): NameConstant | null {
  const declared = rows.map(({ name }) => (name ? constantOf(name, sources) : null));
  const known = declared.filter((each) => each !== null);
  const path = known[0]?.source.fileName;
  if (path === undefined || known.length < declared.length || !path.startsWith(`${folder}/`)) return null;
  if (known.some(({ source }) => source.fileName !== path)) return null;
  const last = known.reduce((a, b) => (b.statement.pos > a.statement.pos ? b : a));
  const there = constantsIn(last.source).find(({ value }) => value === tool);
  if (there) return { name: there.name, path, exported: there.exported, splices: [] };
  const name = freeName(nameLike(last, tool), folder, last.source);
  return { name, path, exported: last.exported, splices: [statementBehind(last, name, tool)] };
}

interface Declared {
  source: ts.SourceFile;
  statement: ts.VariableStatement;
  name: string;
  value: string;
  asConst: boolean;
  exported: boolean;
}

function constantOf(expression: ts.Expression, sources: Sources): Declared | null {
  const declared = ts.isIdentifier(expression) ? sources.resolve(expression) : null;
  return declared && declaredText(declared.node, declared.source);
}

function constantsIn(source: ts.SourceFile): Declared[] {
  return [...declaredIn(source).values()].flatMap((node) => declaredText(node, source) ?? []);
}

/** A constant of a module that holds a text; null for any other declaration. */
function declaredText(node: ts.Node, source: ts.SourceFile): Declared | null {
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name)) return null;
  const value = node.initializer && unwrap(node.initializer);
  const statement = node.parent.parent;
  if (!value || !ts.isStringLiteralLike(value) || !ts.isVariableStatement(statement)) return null;
  if (!ts.isSourceFile(statement.parent)) return null;
  const exported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
  const asConst = node.initializer !== value;
  return { source, statement, name: node.name.text, value: value.text, asConst, exported };
}

/** The neighbour's name with the new tool's words for its own: `WEBSEARCH_TOOL_NAME` → `LIST_ITEMS_TOOL_NAME`. */
function nameLike({ name, value }: Declared, tool: string): string {
  const own = constantCase(value);
  const alike = name.includes(own) ? name.replace(own, constantCase(tool)) : "";
  return isIdentifier(alike) ? alike : `${constantCase(tool)}_TOOL_NAME`;
}

/** The name, with the server's words before it where something else has it. */
function freeName(name: string, folder: string, source: ts.SourceFile): string {
  const taken = declaredIn(source);
  const long = `${constantCase(posix.basename(folder))}_${name}`;
  if (!taken.has(name)) return name;
  let free = isIdentifier(long) ? long : name;
  for (let number = 2; taken.has(free); number++) free = `${long}_${number}`;
  return free;
}

function statementBehind({ source, statement, asConst, exported }: Declared, name: string, tool: string): Splice {
  const written = `${exported ? "export " : ""}const ${name} = ${literal(tool)}${asConst ? " as const" : ""};`;
  const rest = lineRest(source.text, statement.end);
  return rest.endsLine ? { at: rest.stop, text: `\n${written}` } : { at: statement.end, text: ` ${written}` };
}
