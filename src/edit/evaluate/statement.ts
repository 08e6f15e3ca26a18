import { ts, walk } from "../ts.ts";
import { bind } from "./bind.ts";
import { evaluate } from "./expression.ts";
import { type Machine, type Outcome, Thrown } from "./machine-type.ts";
import { constant, copied, type Names, same, truth, UNKNOWN } from "./value.ts";

/** How a statement ends, and what the names are then. `goes` on to the next one, or leaves a switch or loop by `break`. */
type Path = { names: Names; end: "goes" | "breaks" | Outcome };

// With more ways than this through a function nothing is said of how it ends.
const MOST_PATHS = 64;

/** All ways in which the body of a function may end; one of them happens. */
export function outcomesOf(body: ts.Block, names: Names, machine: Machine): Outcome[] {
  const paths = runAll(body.statements, names, machine);
  if (paths.length > MOST_PATHS) return [{ ends: "returns", value: UNKNOWN }];
  return paths.map(({ end }) => (typeof end === "string" ? { ends: "returns", value: constant(undefined) } : end));
}

function runAll(statements: readonly ts.Statement[], names: Names, machine: Machine): Path[] {
  let paths: Path[] = [{ names, end: "goes" }];
  for (const statement of statements) {
    if (paths.length > MOST_PATHS) break;
    paths = paths.flatMap((path) => (path.end === "goes" ? run(statement, path.names, machine) : [path]));
  }
  return paths;
}

function run(statement: ts.Statement, names: Names, machine: Machine): Path[] {
  try {
    return runOne(statement, names, machine);
  } catch (error) {
    if (error instanceof Thrown) return [{ names, end: { ends: "throws", at: error.at } }];
    throw error;
  }
}

function runOne(statement: ts.Statement, names: Names, machine: Machine): Path[] {
  const value = (each: ts.Expression) => evaluate(each, names, machine);
  const goes: Path = { names, end: "goes" };
  if (ts.isThrowStatement(statement)) return [{ names, end: { ends: "throws", at: statement } }];
  if (ts.isReturnStatement(statement)) {
    const returned = statement.expression ? value(statement.expression) : constant(undefined);
    return [{ names, end: { ends: "returns", value: returned } }];
  }
  if (ts.isBlock(statement)) return runAll(statement.statements, names, machine);
  if (ts.isIfStatement(statement)) return runIf(statement, names, machine);
  if (ts.isSwitchStatement(statement)) return runSwitch(statement, names, machine);
  if (ts.isTryStatement(statement)) return runTry(statement, names, machine);
  if (ts.isBreakStatement(statement)) return [{ names, end: "breaks" }];
  if (ts.isIterationStatement(statement, false)) return runLoop(statement, names, machine);
  if (ts.isVariableStatement(statement)) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      bind(name, initializer ? value(initializer) : constant(undefined), names, value);
    }
  } else if (ts.isExpressionStatement(statement)) value(statement.expression);
  return [goes];
}

function runIf(statement: ts.IfStatement, names: Names, machine: Machine): Path[] {
  const holds = truth(evaluate(statement.expression, names, machine));
  const { thenStatement, elseStatement } = statement;
  const otherwise = (own: Names): Path[] =>
    elseStatement ? run(elseStatement, own, machine) : [{ names: own, end: "goes" }];
  if (holds !== null) return holds ? run(thenStatement, names, machine) : otherwise(names);
  return [...run(thenStatement, copied(names), machine), ...otherwise(names)];
}

function runSwitch(statement: ts.SwitchStatement, names: Names, machine: Machine): Path[] {
  const subject = evaluate(statement.expression, names, machine);
  const { clauses } = statement.caseBlock;
  const matches = clauses.map((clause) =>
    ts.isCaseClause(clause) ? same(subject, evaluate(clause.expression, names, machine)) : false,
  );
  const certain = matches.indexOf(true);
  const fallback = clauses.findIndex(ts.isDefaultClause);
  const possible = matches.flatMap((match, index) => (match === null ? [index] : []));
  const entered = [...possible.filter((index) => certain < 0 || index < certain), certain < 0 ? fallback : certain];
  return entered.flatMap((index) => {
    const own = copied(names);
    if (index < 0) return [{ names: own, end: "goes" as const }];
    return runAll(
      clauses.slice(index).flatMap(({ statements }) => [...statements]),
      own,
      machine,
    ).map(left);
  });
}

function left(path: Path): Path {
  return path.end === "breaks" ? { ...path, end: "goes" } : path;
}

function runTry({ tryBlock, catchClause }: ts.TryStatement, names: Names, machine: Machine): Path[] {
  return runAll(tryBlock.statements, copied(names), machine).flatMap((path) => {
    const throws = typeof path.end === "object" && path.end.ends === "throws";
    return throws && catchClause ? runAll(catchClause.block.statements, names, machine) : [path];
  });
}

/** A loop may run or not; what it assigns to is unknown either way. */
function runLoop(statement: ts.IterationStatement, names: Names, machine: Machine): Path[] {
  for (const node of walk(statement)) {
    const assigned = ts.isBinaryExpression(node) ? node.left : ts.isDeleteExpression(node) ? node.expression : null;
    for (const name of assigned ? walk(assigned).filter(ts.isIdentifier) : []) {
      const declared = machine.sources.resolve(name)?.node;
      if (declared && names.has(declared)) names.set(declared, UNKNOWN);
    }
  }
  const inside = run(statement.statement, copied(names), machine).map(left);
  return [{ names, end: "goes" }, ...inside.filter(({ end }) => typeof end === "object")];
}
