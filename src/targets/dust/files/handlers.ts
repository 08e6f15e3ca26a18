import { type Code, code, joined, name } from "../../../edit/code.ts";
import type { TemplateValue } from "../../../edit/template.ts";
import { legacyNames, type NamedTool } from "./names.ts";
import { methodParams } from "./params.ts";

/**
 * What the template of a tool's handler needs.
 *
 * @param shared - names of the variables that a client's function takes before and behind the tool's parameters
 */
export function handlerContext(
  { spec: tool, method }: NamedTool,
  usesExtra: boolean,
  shared: { before: string[]; behind: string[] },
): Record<string, TemplateValue> {
  const own = tool.params.length > 0 ? [methodParams(tool.params).arguments] : [];
  const { shape, renderer } = legacyNames(method);
  return {
    tool: tool.name,
    description: tool.description,
    method: tool.request ? method : null,
    shape,
    renderer,
    parameters: handlerParameters(tool.params.length > 0, usesExtra),
    callParameters: joined([...shared.before, ...shared.behind].map(name), ", "),
    arguments: joined([...shared.before.map(name), ...own, ...shared.behind.map(name)], ", "),
    notImplemented: `${tool.name} is not implemented yet.`,
  };
}

/** The parameters of a handler's function. */
export function handlerParameters(hasParams: boolean, usesExtra: boolean): Code {
  if (usesExtra) return hasParams ? code`params, extra` : code`_params, extra`;
  return hasParams ? code`params` : code``;
}

/** The option of `withToolLogging` that takes the server's context, which is a variable of that name. */
export function loopContext(variable: string): Code {
  const option = "agentLoopContext";
  return variable === option ? name(option) : code`${name(option)}: ${name(variable)}`;
}
