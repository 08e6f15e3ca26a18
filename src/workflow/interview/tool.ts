import { completeTool } from "../../model/defaults/complete.ts";
import type { Effect, Stake } from "../../model/tool-spec.ts";
import type { Ask } from "../question.ts";
import { fieldProblem } from "./field.ts";
import { askParams, type Param } from "./param.ts";
import { askRequest, type Request } from "./request.ts";
import { askResult, type Result } from "./result.ts";

/** A tool as the spec declares it, defaults left out. */
export interface Tool {
  name: string;
  description: string;
  effect: Effect;
  stake: Stake;
  params: Param[];
  request?: Request;
  result?: Result;
}

/** Asks for one tool after the other, at least one. `hasApi`: a base URL is known, so a tool can be a request to it. */
export async function askTools(ask: Ask, hasApi: boolean): Promise<Tool[]> {
  const tools: Tool[] = [];
  do
    tools.push(
      await askTool(
        ask,
        tools.map((tool) => tool.name),
        hasApi,
      ),
    );
  while (await ask({ kind: "confirm", message: "Add another tool?", flag: "--tool", initial: false }));
  return tools;
}

async function askTool(ask: Ask, taken: readonly string[], hasApi: boolean): Promise<Tool> {
  const name = await ask({
    kind: "text",
    message: taken.length === 0 ? "Name of the first tool" : "Name of the tool",
    flag: "--tool",
    placeholder: "list_items",
    validate: (answer) =>
      taken.includes(answer)
        ? `There is a tool ${answer} already.`
        : fieldProblem(`tools.${taken.length}.name`, answer, { tools: taken.map((other) => ({ name: other })) }),
  });
  const description = await ask({
    kind: "text",
    message: `What does ${name} do? The model reads this`,
    flag: "--tool",
    validate: (answer) => fieldProblem("tools.0.description", answer),
  });
  const effect = await askEffect(ask, name);
  const stake = await askStake(ask, name, effect);
  const tool = { name, description, effect, stake, params: await askParams(ask, name) };
  return hasApi ? askMapping(ask, tool) : tool;
}

async function askMapping(ask: Ask, tool: Tool): Promise<Tool> {
  const mapped = await ask({
    kind: "confirm",
    message: `Is ${tool.name} one HTTP request? If not, its handler is yours to write`,
    flag: "--spec",
  });
  if (!mapped) return tool;
  const { request, params } = await askRequest(ask, tool);
  return { ...tool, params, request, result: await askResult(ask, tool) };
}

function askEffect(ask: Ask, name: string): Promise<Effect> {
  return ask({
    kind: "select",
    message: `What does ${name} do to the vendor's data?`,
    flag: "--spec",
    choices: [
      { value: "read", label: "It only reads" },
      { value: "write", label: "It creates or changes something" },
      { value: "destructive", label: "It deletes something or cannot be undone" },
    ],
    initial: completeTool({ name, description: name, params: [] }).effect,
  });
}

function askStake(ask: Ask, name: string, effect: Effect): Promise<Stake> {
  return ask({
    kind: "select",
    message: `How much confirmation does ${name} need?`,
    flag: "--spec",
    choices: [
      { value: "never_ask", label: "None", hint: "never_ask" },
      { value: "low", label: "Once, then it may be remembered", hint: "low" },
      { value: "medium", label: "Remembered for the same arguments", hint: "medium" },
      { value: "high", label: "Every time", hint: "high" },
    ],
    initial: completeTool({ name, description: name, params: [], effect }).stake,
  });
}
