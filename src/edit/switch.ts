import type { Splice } from "./splice.ts";
import { indentAt, indented, indentUnit, lineRest, nextToken, startsLine } from "./syntax/trivia.ts";
import { ts, walk } from "./ts.ts";

/** The first `switch` at or below `scope`, in source order, that `matches` accepts; null when there is none. */
export function findSwitch(
  scope: ts.Node,
  matches: (statement: ts.SwitchStatement) => boolean,
): ts.SwitchStatement | null {
  for (const node of walk(scope)) if (ts.isSwitchStatement(node) && matches(node)) return node;
  return null;
}

/**
 * The splices that put `text` (a whole case that does not fall through, lines ended by LF, indented by two spaces a
 * step) before `default:` and its comments, or at the end. Clauses that fall through stay in front of what they run into.
 */
export function insertCase(source: ts.SourceFile, statement: ts.SwitchStatement, text: string): Splice[] {
  const { caseBlock } = statement;
  const index = placeAmong(caseBlock.clauses);
  const before = caseBlock.clauses[index - 1];
  const from = before?.end ?? caseBlock.getStart(source) + 1;
  const indent = indentFor(source.text, caseBlock, before ?? caseBlock.clauses[index]);
  return [caseAt(source.text, from, caseBlock, indent, indented(text, indent, indentUnit(source.text)))];
}

function placeAmong(clauses: readonly ts.CaseOrDefaultClause[]): number {
  const fallback = clauses.findIndex(ts.isDefaultClause);
  let index = fallback < 0 ? clauses.length : fallback;
  while (index > 0 && !leaves(clauses[index - 1]?.statements.at(-1))) index--;
  return index;
}

/** Whether control never passes the end of a statement, as far as its form tells. */
function leaves(statement: ts.Statement | undefined): boolean {
  if (!statement) return false;
  if (ts.isBlock(statement)) return leaves(statement.statements.at(-1));
  if (ts.isIfStatement(statement)) return leaves(statement.thenStatement) && leaves(statement.elseStatement);
  if (ts.isTryStatement(statement)) return leavesTry(statement);
  return ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || ts.isBreakOrContinueStatement(statement);
}

function leavesTry({ tryBlock, catchClause, finallyBlock }: ts.TryStatement): boolean {
  return leaves(finallyBlock) || (leaves(tryBlock) && (!catchClause || leaves(catchClause.block)));
}

function indentFor(text: string, block: ts.CaseBlock, like: ts.CaseOrDefaultClause | undefined): string {
  const start = like?.getStart() ?? 0;
  if (like && startsLine(text, start)) return indentAt(text, start);
  return indentAt(text, block.end - 1) + indentUnit(text);
}

function caseAt(text: string, from: number, block: ts.CaseBlock, indent: string, added: string): Splice {
  const rest = lineRest(text, from);
  if (rest.endsLine) return { at: rest.stop, text: `\n${indent}${added}` };
  const closes = nextToken(text, from) === block.end - 1;
  return { at: closes ? rest.end : from, text: block.clauses.length === 0 ? ` ${added} ` : ` ${added}` };
}
