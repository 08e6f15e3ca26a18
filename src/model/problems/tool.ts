import { camelCase } from "../name.ts";
import type { DeclaredTool } from "../tool-spec.ts";
import { showValue } from "../value-text.ts";
import { checkParams } from "./param.ts";
import { forEachRepeat, type ProblemList } from "./problem.ts";
import { checkRequest } from "./request.ts";
import type { PathRules } from "./request-path.ts";
import { checkResult } from "./result.ts";
import type { Parts } from "./valid-parts.ts";

/** Problems between the tools of a spec and inside each of them. */
export function checkTools(
  tools: (Parts<DeclaredTool> | undefined)[],
  rules: PathRules,
  path: PropertyKey[],
  problems: ProblemList,
): void {
  checkNames(tools, path, problems);
  tools.forEach((tool, index) => {
    if (tool !== undefined) checkTool(tool, rules, [...path, index], problems);
  });
}

/** Two names that differ only in underscores would be one identifier in the generated code. */
function checkNames(tools: (Parts<DeclaredTool> | undefined)[], path: PropertyKey[], problems: ProblemList): void {
  const names = tools.map((tool) => tool?.name);
  const identifiers = names.map((name) => (name === undefined ? undefined : camelCase(name)));
  forEachRepeat(identifiers, (index, first) => {
    const same = names[index] === names[first];
    const other = same ? "" : ` as ${showValue(names[first])}; both would be ${identifiers[index]} in code`;
    problems.add([...path, index, "name"], `${showValue(names[index])} is already tool ${first}${other}`);
  });
}

function checkTool(tool: Parts<DeclaredTool>, rules: PathRules, path: PropertyKey[], problems: ProblemList): void {
  const params = tool.params ?? [];
  checkParams(params, [...path, "params"], problems);
  if (tool.request !== undefined) checkRequest(tool.request, params, rules, [...path, "request"], problems);
  if (tool.result !== undefined) checkResult(tool.result, params, [...path, "result"], problems);
}
