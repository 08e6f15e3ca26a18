import type { Sources } from "../sources.ts";
import { staticName, ts, unwrap } from "../ts.ts";
import { bind, withDefault } from "./bind.ts";
import { memberOf } from "./class-member.ts";
import { evaluate } from "./expression.ts";
import { type Machine, type Outcome, Thrown } from "./machine-type.ts";
import { outcomesOf } from "./statement.ts";
import { constant, copied, merged, type Names, UNKNOWN, type Value } from "./value.ts";

// Functions that call each other deeper than this are not followed.
const DEEPEST = 8;

/** Works out what functions do over values that are known in part. `self` is the class of `this`. */
export class FunctionMachine implements Machine {
  readonly sources: Sources;
  readonly #self: ts.ClassLikeDeclaration | null;
  #depth = 0;
  readonly #constants = new Set<ts.Node>();

  constructor(sources: Sources, self: ts.ClassLikeDeclaration | null = null) {
    this.sources = sources;
    this.#self = self;
  }

  /** All ways in which a function may end; one of them happens. */
  run(node: ts.FunctionLikeDeclaration, given: readonly Value[], outer: Names = new Map()): Outcome[] {
    const { body } = node;
    if (!body || this.#depth >= DEEPEST) return [{ ends: "returns", value: UNKNOWN }];
    const names = copied(outer);
    this.#depth++;
    try {
      node.parameters.forEach((parameter, index) => {
        const value = parameter.dotDotDotToken ? UNKNOWN : (given[index] ?? constant(undefined));
        const inside = (each: ts.Expression) => evaluate(each, names, this);
        bind(parameter.name, withDefault(value, parameter.initializer, inside), names, inside);
      });
      if (ts.isBlock(body)) return outcomesOf(body, names, this);
      return [{ ends: "returns", value: evaluate(body, names, this) }];
    } catch (error) {
      if (error instanceof Thrown) return [{ ends: "throws", at: error.at }];
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /** What a call gives. Throws Thrown when it always throws. */
  call(callee: Value, given: readonly Value[]): Value {
    if (callee.kind !== "function") return UNKNOWN;
    const outcomes = this.run(callee.node, given, callee.names);
    const values = outcomes.flatMap((outcome) => (outcome.ends === "returns" ? [outcome.value] : []));
    const [thrown] = outcomes.flatMap((outcome) => (outcome.ends === "throws" ? [outcome.at] : []));
    if (values.length === 0 && thrown) throw new Thrown(thrown);
    return merged(values);
  }

  /** What a name stands for: one of `names`, or a constant or function of a module. */
  named(name: ts.Identifier, names: Names): Value {
    if (name.text === "undefined") return constant(undefined);
    const declared = this.sources.resolve(name)?.node;
    if (!declared) return UNKNOWN;
    const known = names.get(declared);
    if (known) return known;
    if (ts.isFunctionDeclaration(declared)) return { kind: "function", node: declared, names: new Map() };
    const isConstant = ts.isVariableDeclaration(declared) && ts.getCombinedNodeFlags(declared) & ts.NodeFlags.Const;
    return isConstant && declared.initializer ? this.#constant(declared, declared.initializer) : UNKNOWN;
  }

  #constant(declared: ts.Node, initializer: ts.Expression): Value {
    if (this.#constants.has(declared)) return UNKNOWN;
    this.#constants.add(declared);
    try {
      return evaluate(initializer, new Map(), this);
    } finally {
      this.#constants.delete(declared);
    }
  }

  /** What `this.<name>` is. */
  member(name: string): Value {
    const found = this.#self && memberOf(this.#self, name, this.sources);
    if (!found) return UNKNOWN;
    if (ts.isMethodDeclaration(found)) return { kind: "function", node: found, names: new Map() };
    return found.initializer ? evaluate(found.initializer, new Map(), this) : UNKNOWN;
  }

  /** The value of an assignment, which what is assigned to has from now on. */
  assigned(node: ts.BinaryExpression, names: Names): Value {
    const value = evaluate(node.right, names, this);
    const target = unwrap(node.left);
    const declared = ts.isIdentifier(target) ? this.sources.resolve(target)?.node : null;
    if (declared) names.set(declared, value);
    this.#change(target, names, (entries, key) => entries.set(key, value));
    return value;
  }

  /** The value of `delete x.y`, after which `x` has no `y`. */
  removed(node: ts.DeleteExpression, names: Names): Value {
    this.#change(unwrap(node.expression), names, (entries, key) => entries.delete(key));
    return constant(true);
  }

  #change(target: ts.Expression, names: Names, change: (entries: Map<string, Value>, key: string) => void): void {
    const isProperty = ts.isPropertyAccessExpression(target);
    if (!isProperty && !ts.isElementAccessExpression(target)) return;
    const owner = evaluate(target.expression, names, this);
    if (owner.kind !== "object") return;
    const key = isProperty ? constant(staticName(target.name)) : evaluate(target.argumentExpression, names, this);
    if (key.kind === "constant") change(owner.entries, String(key.value));
    else owner.open = true;
  }
}
