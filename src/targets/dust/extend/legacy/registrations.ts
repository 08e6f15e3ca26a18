import type { Sources } from "../../../../edit/sources.ts";
import { locationOf, ts, walk } from "../../../../edit/ts.ts";
import { registersRaw } from "../../read/handlers.ts";
import { moduleFacts } from "../../read/module-facts.ts";
import type { ReadImplementation } from "../../read/server.ts";
import type { Refuse } from "../snippet.ts";

/** A call that puts a tool on the server. */
export interface Registration {
  call: ts.CallExpression;
  name: ts.Expression;
  /** The raw shape of its parameters; null when the call gives none. */
  schema: ts.Expression | null;
  /** The call of `withToolLogging` around its function; null when it has none. */
  logged: ts.CallExpression | null;
}

/** Where a server registers its tools, and where the next one goes. */
export interface RegistrationsSite {
  /** What is called: `server.tool`. */
  method: string;
  /** The function's body in which the server stands. */
  block: ts.Block;
  /** The statement of that body which the new call goes behind. */
  after: ts.Statement;
  /** In source order; empty for a server without tools. */
  registered: Registration[];
}

/** Reads where a server registers its tools. Throws what `refuse` makes when a new call would not always be reached. */
export function readRegistrations(
  implementation: ReadImplementation,
  sources: Sources,
  refuse: Refuse,
): RegistrationsSite {
  const registered = implementation.modules.flatMap((module) =>
    moduleFacts(module).calls.flatMap((call) => (registersRaw(call, sources) ? [registrationOf(call)] : [])),
  );
  const odd = registered.find((each) => each === null || each.call.expression.getText().endsWith("registerTool"));
  if (odd !== undefined) {
    const at = odd ? locationOf(odd.call) : implementation.at;
    const why = "how a tool is registered here is not known";
    throw refuse({ found: "it registers its tools in another way than `server.tool(name, …)`", at, why });
  }
  const known = registered.filter((each) => each !== null);
  const last = known.findLast(({ call }) => call.getSourceFile().fileName === implementation.path) ?? known.at(-1);
  if (!last) return emptySite(implementation, refuse);
  const own = known.filter(({ call }) => call.getSourceFile() === last.call.getSourceFile());
  const block = bodyOf(last.call, sources);
  const after = block && statementWith(block, last.call);
  if (!block || !after) {
    const why = "where the server is made cannot be followed";
    throw refuse({ found: "its tools are registered outside a function", at: locationOf(last.call), why });
  }
  const early = returnBefore(block, after.end);
  if (early) {
    const why = "the new tool would be missing there";
    throw refuse({ found: "the server is returned before all tools are registered", at: locationOf(early), why });
  }
  return { method: last.call.expression.getText(), block, after, registered: own };
}

function registrationOf(call: ts.CallExpression): Registration | null {
  const [name, ...given] = call.arguments;
  const callback = given.at(-1);
  if (!name || !callback || call.arguments.some(ts.isSpreadElement)) return null;
  const logged = ts.isCallExpression(callback) && callback.expression.getText() === "withToolLogging" ? callback : null;
  return { call, name, schema: given.length > 2 ? (given.at(-2) ?? null) : null, logged };
}

/** The body of the function that makes the server, or is given it. */
function bodyOf(call: ts.CallExpression, sources: Sources): ts.Block | null {
  const callee = call.expression;
  const owner = ts.isPropertyAccessExpression(callee) ? sources.resolve(callee.expression)?.node : null;
  if (owner && ts.isVariableDeclaration(owner)) return blockAround(owner);
  const body = owner && ts.isParameter(owner) && "body" in owner.parent ? owner.parent.body : null;
  return body && ts.isBlock(body) ? body : null;
}

function blockAround(node: ts.Node): ts.Block | null {
  const block = node.parent?.parent?.parent;
  return block && ts.isBlock(block) ? block : null;
}

function statementWith(block: ts.Block, call: ts.Node): ts.Statement | null {
  return block.statements.find((each) => each.pos <= call.pos && call.end <= each.end) ?? null;
}

/** A `return` of the function itself before an offset. */
function returnBefore(block: ts.Block, offset: number): ts.Node | null {
  const returns = walk(block).filter((node) => ts.isReturnStatement(node) && node.end <= offset);
  return returns.find((node) => ts.findAncestor(node.parent, ts.isFunctionLike) === block.parent) ?? null;
}

function emptySite({ path, at, modules }: ReadImplementation, refuse: Refuse): RegistrationsSite {
  const made = modules
    .filter(({ fileName }) => fileName === path)
    .flatMap((module) => moduleFacts(module).calls)
    .find(({ expression }) => expression.getText() === "makeInternalMCPServer");
  const declared = made?.parent;
  const block = declared && blockAround(declared);
  const after = block && made && statementWith(block, made);
  if (!declared || !ts.isVariableDeclaration(declared) || !ts.isIdentifier(declared.name) || !block || !after) {
    throw refuse({ found: "it registers no tool", at, why: "where its tools would be registered is not known" });
  }
  return { method: `${declared.name.text}.tool`, block, after, registered: [] };
}
