import type { Sources } from "../sources.ts";
import type { ts } from "../ts.ts";
import type { Names, Value } from "./value.ts";

/** How a function ends: with a value, or with the exception of a statement. */
export type Outcome = { ends: "returns"; value: Value } | { ends: "throws"; at: ts.Node };

/** An expression that always throws. */
export class Thrown extends Error {
  constructor(readonly at: ts.Node) {
    super("The expression throws.");
  }
}

/** What expressions and statements ask for beyond their own names. */
export interface Machine {
  sources: Sources;
  /** What a name stands for: one of `names`, or a constant or function of a module. */
  named(name: ts.Identifier, names: Names): Value;
  /** What `this.<name>` is. */
  member(name: string): Value;
  /** What a call gives. Throws Thrown when it always throws. */
  call(callee: Value, given: readonly Value[]): Value;
  /** The value of an assignment, which what is assigned to has from now on. */
  assigned(node: ts.BinaryExpression, names: Names): Value;
  /** The value of `delete x.y`, after which `x` has no `y`. */
  removed(node: ts.DeleteExpression, names: Names): Value;
}
