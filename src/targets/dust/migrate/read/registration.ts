import { originOf } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { declarationOf } from "../../../../edit/syntax/scope.ts";
import { staticName, ts, unwrap } from "../../../../edit/ts.ts";
import { factValue } from "../../../../model/found.ts";
import { toolNameFact } from "../../read/tool-name.ts";
import type { Obstacles } from "../obstacles.ts";

/** One `server.tool(name, description, schema, withToolLogging(auth, { … }, callback))`. */
export interface Registered {
  tool: string;
  statement: ts.Statement;
  name: ts.Expression;
  description: ts.Expression;
  schema: ts.Expression;
  callback: ts.Expression;
  /** The parameters of the factory that the calls are logged with. */
  auth: ts.Identifier;
  context: ts.Identifier;
  /** `toolNameForMonitoring`. */
  monitored: ts.Expression;
  /** `enableAlerting`; null without one. */
  alerting: ts.Expression | null;
}

type Parameters = readonly ts.ParameterDeclaration[];

/** Reads one call of `server.tool`; null, with the obstacles told, when it has another form. */
export function readRegistration(
  statement: ts.Statement,
  parameters: Parameters,
  sources: Sources,
  obstacles: Obstacles,
): Registered | null {
  const call = ts.isExpressionStatement(statement) ? statement.expression : null;
  const given = call && ts.isCallExpression(call) ? call.arguments : [];
  const [name, description, schema, logged] = given;
  const tool = name && factValue(toolNameFact(name, sources));
  if (!name || tool === undefined) return obstacles.add(name ?? statement, "The name of a tool cannot be worked out.");
  if (!description || !schema || !logged || given.length > 4) {
    return obstacles.add(statement, `\`${tool}\` is not registered with a description, a schema and a function.`);
  }
  const wrapper = unwrap(logged);
  const isLogged = ts.isCallExpression(wrapper) && wrapper.expression.getText() === "withToolLogging";
  const [auth, options, callback] = isLogged ? wrapper.arguments : [];
  if (!auth || !options || !callback) {
    return obstacles.add(
      logged,
      `The function of \`${tool}\` is not given to \`withToolLogging\`, so it returns no \`Result\`.`,
    );
  }
  const read = readOptions(options, sources);
  if (!read || !isParameter(auth, parameters) || !isParameter(read.context, parameters)) {
    return obstacles.add(options, `What \`${tool}\` is logged with is not known here.`);
  }
  return { tool, statement, name, description, schema, callback, auth, ...read, context: read.context };
}

function isParameter(node: ts.Expression, parameters: Parameters): node is ts.Identifier {
  return ts.isIdentifier(node) && parameters.some((each) => each === declarationOf(node));
}

const OPTIONS = ["toolNameForMonitoring", "agentLoopContext", "toolContext", "enableAlerting"];

function readOptions(expression: ts.Expression, sources: Sources) {
  const options = originOf(expression, sources);
  if (!options || !ts.isObjectLiteralExpression(options)) return null;
  const values = new Map(options.properties.flatMap((each) => optionOf(each)));
  const monitored = values.get("toolNameForMonitoring");
  const context = values.get("agentLoopContext") ?? values.get("toolContext");
  const known = [...values.keys()].every((name) => OPTIONS.includes(name));
  if (values.size < options.properties.length || !known || !monitored || !context) return null;
  return { monitored, context, alerting: values.get("enableAlerting") ?? null };
}

function optionOf(property: ts.ObjectLiteralElementLike): [string, ts.Expression][] {
  if (ts.isShorthandPropertyAssignment(property)) return [[property.name.text, property.name]];
  const name = ts.isPropertyAssignment(property) ? staticName(property.name) : null;
  return name !== null && ts.isPropertyAssignment(property) ? [[name, property.initializer]] : [];
}
