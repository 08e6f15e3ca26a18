import { ts } from "../../../../../edit/ts.ts";
import type { Callable } from "./callable.ts";
import type { Slot } from "./slots.ts";

/** What a function gives back: `Promise<Result<…>>`. */
export interface Answer {
  /** Whether a schema that it was given has checked the value; else it is `unknown`. */
  validated: boolean;
  /** The type of the error, as it is written. */
  error: string;
}

/** Reads what a function gives back from its written type; null when it promises something else. */
export function answerOf({ node }: Callable, slots: readonly Slot[]): Answer | null {
  const types = resultTypes(node.type);
  if (!types) return null;
  const schema = slots.find(({ role }) => role === "schema");
  const error = types.error.getText();
  if (!schema) return types.value.kind === ts.SyntaxKind.UnknownKeyword ? { validated: false, error } : null;
  const parameters = new Set(node.typeParameters?.map(({ name }) => name.text));
  return namesAny(types.value, parameters) ? { validated: true, error } : null;
}

/** The types in `Promise<Result<T, E>>`, or in `Result<T, E>`; null for any other type. */
export function resultTypes(type: ts.TypeNode | undefined): { value: ts.TypeNode; error: ts.TypeNode } | null {
  if (!type || !ts.isTypeReferenceNode(type)) return null;
  const [value, error] = type.typeArguments ?? [];
  const name = type.typeName.getText();
  if (name === "Promise") return resultTypes(value);
  return name === "Result" && value && error ? { value, error } : null;
}

// `T`, and `z.infer<T>`.
function namesAny(type: ts.TypeNode, names: ReadonlySet<string>): boolean {
  if (!ts.isTypeReferenceNode(type)) return false;
  const [argument] = type.typeArguments ?? [];
  return argument
    ? /^z\.(infer|output)$/.test(type.typeName.getText()) && namesAny(argument, names)
    : names.has(type.typeName.getText());
}
