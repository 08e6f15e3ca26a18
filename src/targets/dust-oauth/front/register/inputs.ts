import { type Code, json } from "../../../../edit/code.ts";
import { AnchorNotFound, type Splice } from "../../../../edit/splice.ts";
import { findSwitch, insertCase } from "../../../../edit/switch.ts";
import { commentsIn, indentAt, lineStart } from "../../../../edit/syntax/trivia.ts";
import { functionNamed, ts } from "../../../../edit/ts.ts";
import { OAUTH_NAMES } from "../../../_shared/oauth/paths.ts";

/** The switch that says what each provider asks for. Throws AnchorNotFound. */
export function inputSwitch(source: ts.SourceFile): ts.SwitchStatement {
  const declared = functionNamed(source, OAUTH_NAMES.inputs);
  const found = declared && findSwitch(declared, ({ expression }) => expression.getText(source) === "provider");
  if (found) return found;
  const wanted = `\`switch (provider)\` in \`${OAUTH_NAMES.inputs}\``;
  throw new AnchorNotFound(declared ?? source, wanted, declared ? "none" : "no such function");
}

/** The splices of a case that returns the inputs of a provider. */
export function inputCase(
  source: ts.SourceFile,
  statement: ts.SwitchStatement,
  provider: string,
  inputs: Code,
): Splice[] {
  return insertCase(source, statement, `case ${json(provider).text}:\n  return ${inputs.text};`);
}

/** The splices of a case that returns null: one more label of the clause that does so for others, where there is one. */
export function nullCase(source: ts.SourceFile, statement: ts.SwitchStatement, provider: string): Splice[] {
  const label = `case ${json(provider).text}:`;
  const group = nullLabels(statement);
  const next = group.find(({ expression }) => ts.isStringLiteral(expression) && expression.text > provider);
  const before = next ?? group.at(-1);
  if (!before) return insertCase(source, statement, `${label}\n  return null;`);
  const { text } = source;
  const start = before.getStart(source);
  const above = commentsIn(text, before.pos, start).filter(
    (comment) => text.slice(lineStart(text, comment.start), comment.start).trim() === "",
  );
  const at = above[0]?.start ?? start;
  return [{ at, text: `${label}\n${indentAt(text, at)}` }];
}

/** The labels of the last clause that does nothing but `return null`. */
function nullLabels(statement: ts.SwitchStatement): ts.CaseClause[] {
  const { clauses } = statement.caseBlock;
  const last = clauses.findLastIndex((clause) => ts.isCaseClause(clause) && returnsNull(clause));
  let first = last;
  while (first > 0 && clauses[first - 1]?.statements.length === 0) first--;
  return last < 0 ? [] : clauses.slice(first, last + 1).filter(ts.isCaseClause);
}

function returnsNull({ statements }: ts.CaseClause): boolean {
  const [only, ...others] = statements;
  if (!only || others.length > 0 || !ts.isReturnStatement(only)) return false;
  return only.expression?.kind === ts.SyntaxKind.NullKeyword;
}
