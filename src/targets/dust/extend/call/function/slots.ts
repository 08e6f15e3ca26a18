import type { Sources } from "../../../../../edit/sources.ts";
import { staticName, ts, walk } from "../../../../../edit/ts.ts";
import type { Callable } from "./callable.ts";
import { optionOf, type Sending, spreadOptions } from "./sending.ts";

/** What is to be given where a function takes it; `bodyText` is a body that is encoded already. */
export type Role = "token" | "extra" | "authInfo" | "method" | "path" | "schema" | "body" | "bodyText";

/** A parameter of a function, or a property of one, and what it is for. */
export interface Slot {
  role: Role;
  /** Index of the parameter. */
  index: number;
  /** Name of the property that holds it; null for the whole parameter. */
  property: string | null;
  optional: boolean;
  /** What the function itself calls it. */
  name: string;
  /** The node that declares it. */
  node: ts.Node;
  type: ts.TypeNode | null;
}

/** What a function takes; null when something that it needs has no known use. */
export function slotsOf({ node, body }: Callable, sending: Sending, sources: Sources): Slot[] | null {
  const uses = new Uses(body, sending, sources);
  const slots: Slot[] = [];
  for (const [index, parameter] of node.parameters.entries()) {
    const found = parameterSlots(parameter, index, uses);
    if (!found) return null;
    slots.push(...found);
  }
  return slots;
}

function parameterSlots(parameter: ts.ParameterDeclaration, index: number, uses: Uses): Slot[] | null {
  const { name, type = null } = parameter;
  const optional = parameter.questionToken !== undefined || parameter.initializer !== undefined;
  const whole = { index, property: null, optional, name: ts.isIdentifier(name) ? name.text : "extra", type };
  if (parameter.dotDotDotToken) return null;
  const context = type && contextRole(type);
  if (context) return [{ ...whole, role: context, node: parameter }];
  if (ts.isArrayBindingPattern(name)) return null;
  if (ts.isObjectBindingPattern(name)) return boundSlots(name, whole, uses);
  if (uses.isSpread(parameter)) return type ? optionSlots(type, whole, parameter) : null;
  const role = uses.roleOf({ node: parameter, member: null }, type, name.text);
  if (role) return [{ ...whole, role, node: parameter }];
  const members = type && ts.isTypeLiteralNode(type) ? memberSlots(type, whole, parameter, uses) : [];
  if (members && members.length > 0) return members;
  return optional ? [] : null;
}

/** The members of a parameter that a function reads as `options.body`. */
function memberSlots(type: ts.TypeLiteralNode, whole: Whole, parameter: ts.Node, uses: Uses): Slot[] | null {
  const slots: Slot[] = [];
  for (const { name: key, questionToken, type: of = null } of type.members.filter(ts.isPropertySignature)) {
    const member = staticName(key);
    const role = member === null ? null : uses.roleOf({ node: parameter, member }, of, member);
    const optional = questionToken !== undefined;
    if (role && member !== null) {
      slots.push({ ...whole, role, property: member, optional, name: member, node: parameter, type: of });
    } else if (!optional) return null;
  }
  return slots;
}

/** What handlers get beside their parameters, by its written type; null for any other type. */
export function contextRole(type: ts.TypeNode): "extra" | "authInfo" | null {
  const text = type.getText().replaceAll("'", '"');
  if (text === "ToolHandlerExtra") return "extra";
  return text === 'ToolHandlerExtra["authInfo"]' ? "authInfo" : null;
}

type Whole = Omit<Slot, "role" | "node">;

function boundSlots(pattern: ts.ObjectBindingPattern, whole: Whole, uses: Uses): Slot[] | null {
  const members = whole.type && ts.isTypeLiteralNode(whole.type) ? [...whole.type.members] : [];
  const slots: Slot[] = [];
  for (const element of pattern.elements) {
    const name = ts.isIdentifier(element.name) ? element.name.text : null;
    const key = element.propertyName?.getText() ?? name;
    const member = members.filter(ts.isPropertySignature).find((each) => staticName(each.name) === key);
    if (name === null || key === null || !member || element.dotDotDotToken) return null;
    const role = uses.roleOf({ node: element, member: null }, member.type ?? null, name);
    const optional = member.questionToken !== undefined;
    if (role) {
      slots.push({ ...whole, role, property: key, optional, name, node: element, type: member.type ?? null });
    } else if (!optional) return null;
  }
  return slots;
}

/** The method and the body in options that are passed on as they are. */
function optionSlots(type: ts.TypeNode, whole: Whole, node: ts.Node): Slot[] | null {
  const slot = (role: Role, property: string, optional: boolean, of: ts.TypeNode | null): Slot => {
    return { ...whole, role, property, optional, type: of, node };
  };
  if (type.getText() === "RequestInit") {
    return [slot("method", "method", true, null), slot("bodyText", "body", true, null)];
  }
  if (!ts.isTypeLiteralNode(type)) return null;
  const slots: Slot[] = [];
  for (const member of type.members.filter(ts.isPropertySignature)) {
    const name = staticName(member.name);
    const optional = member.questionToken !== undefined;
    const { type: of = null } = member;
    if (name === "method") slots.push(slot("method", name, optional, of));
    else if (name === "body" && of?.getText() === "string") slots.push(slot("bodyText", name, optional, of));
    else if (!optional) return null;
  }
  return slots;
}

/** Something that a function is given: what declares it, and the member of that which holds it; null for the whole. */
interface Thing {
  node: ts.Node;
  member: string | null;
}

/** What the body of a function does with the things that it is given. */
class Uses {
  readonly #nodes: readonly ts.Node[];
  readonly #sending: Sending;
  readonly #sources: Sources;

  constructor(body: ts.ConciseBody, sending: Sending, sources: Sources) {
    this.#nodes = walk(body);
    this.#sending = sending;
    this.#sources = sources;
  }

  isSpread(declared: ts.Node): boolean {
    return spreadOptions(this.#sending).some((each) => this.#names(each, { node: declared, member: null }));
  }

  roleOf(thing: Thing, type: ts.TypeNode | null, name: string): Role | null {
    if (thing.member === null && thing.node === this.#sending.address.path) return "path";
    const method = optionOf(this.#sending, "method");
    if (method && this.#gives(method, thing)) return "method";
    const calls = this.#nodes.filter(ts.isCallExpression);
    if (calls.some((call) => this.#isParseBy(call, thing))) return "schema";
    if (calls.some((call) => this.#isStringified(call, thing))) return takesAny(type) ? "body" : null;
    const isText = type?.kind === ts.SyntaxKind.StringKeyword;
    const body = optionOf(this.#sending, "body");
    if (body && isText && this.#gives(body, thing)) return "bodyText";
    const isToken = isText || type?.getText().replace(/\s/g, "") === "string|undefined";
    return isToken && (CREDENTIAL.test(name) || this.#isInHeaders(thing)) ? "token" : null;
  }

  #names(expression: ts.Node, { node, member }: Thing): boolean {
    if (member === null) return ts.isIdentifier(expression) && this.#sources.resolve(expression)?.node === node;
    if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== member) return false;
    return this.#names(expression.expression, { node, member: null });
  }

  // `method`, and `method ?? "GET"`.
  #gives(expression: ts.Expression, thing: Thing): boolean {
    if (ts.isBinaryExpression(expression)) {
      return (
        expression.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken && this.#names(expression.left, thing)
      );
    }
    return this.#names(expression, thing);
  }

  #isParseBy({ expression }: ts.CallExpression, thing: Thing): boolean {
    if (!ts.isPropertyAccessExpression(expression) || !this.#names(expression.expression, thing)) return false;
    return PARSING.has(expression.name.text);
  }

  #isStringified({ expression, arguments: [value] }: ts.CallExpression, thing: Thing): boolean {
    return expression.getText() === "JSON.stringify" && value !== undefined && this.#names(value, thing);
  }

  #isInHeaders(thing: Thing): boolean {
    const headers = optionOf(this.#sending, "headers");
    return headers !== null && walk(headers).some((node) => this.#names(node, thing));
  }
}

/** Whether a type takes an object of any members. */
function takesAny(type: ts.TypeNode | null): boolean {
  if (!type) return false;
  const { kind } = type;
  const text = type.getText().replace(/\s/g, "");
  return kind === ts.SyntaxKind.UnknownKeyword || kind === ts.SyntaxKind.ObjectKeyword || ANY_BODY.has(text);
}

const ANY_BODY = new Set(["any", "Record<string,unknown>", "Record<string,any>"]);
const PARSING = new Set(["parse", "safeParse", "parseAsync", "safeParseAsync"]);
const CREDENTIAL = /token|key|secret|credential/i;
