import { completeTool } from "../../model/defaults/complete.ts";
import { parseTools } from "../../model/problems/parse.ts";
import type { RawTool } from "../../model/spec/tool-text.ts";
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

/**
 * Asks for what `known` lacks of a tool for a server that is there, then for more tools unless only `one` is wanted.
 * `proposed` is the description that is shown for editing. Returns one tool, or a list when there are several.
 */
export async function interviewTools(
  ask: Ask,
  known: RawTool,
  { one, proposed }: { one: boolean; proposed?: string | undefined },
): Promise<RawTool | RawTool[]> {
  const tools = [await askRest(ask, known, { taken: [], proposed })];
  while (!one && (await ask({ kind: "confirm", message: "Add another tool?", flag: "--spec", initial: false }))) {
    tools.push(await askRest(ask, {}, { taken: tools.map((tool) => String(tool.name)) }));
  }
  const [first] = tools;
  return tools.length === 1 && first ? first : tools;
}

async function askRest(
  ask: Ask,
  known: RawTool,
  { taken, proposed }: { taken: readonly string[]; proposed?: string | undefined },
): Promise<RawTool> {
  const name = typeof known.name === "string" ? known.name : await askName(ask, taken);
  const description = known.description ?? (await askDescription(ask, name, proposed));
  const [said] = parseTools({ ...known, name, description });
  const isOpen = known.params === undefined && known.request === undefined;
  const effect = known["effect"] === undefined && isOpen ? await askEffect(ask, name) : (said?.effect ?? "write");
  const stake = known.stake ?? (await askStake(ask, name, effect));
  const tool: RawTool = { ...known, name, description, effect, stake };
  if (isOpen)
    return { ...tool, ...(await askMapping(ask, { name, effect, params: await askParams(ask, name) }, true)) };
  const isMapped = known.request !== undefined && known.result === undefined;
  return isMapped ? { ...tool, result: await askResult(ask, { name, effect }) } : tool;
}

async function askTool(ask: Ask, taken: readonly string[], hasApi: boolean): Promise<Tool> {
  const name = await askName(ask, taken);
  const description = await askDescription(ask, name);
  const effect = await askEffect(ask, name);
  const stake = await askStake(ask, name, effect);
  const tool = { name, description, effect, stake, params: await askParams(ask, name) };
  return hasApi ? { ...tool, ...(await askMapping(ask, tool)) } : tool;
}

function askName(ask: Ask, taken: readonly string[]): Promise<string> {
  return ask({
    kind: "text",
    message: taken.length === 0 ? "Name of the first tool" : "Name of the tool",
    flag: "--tool",
    placeholder: "list_items",
    validate: (answer) =>
      taken.includes(answer)
        ? `There is a tool ${answer} already.`
        : fieldProblem(`tools.${taken.length}.name`, answer, { tools: taken.map((other) => ({ name: other })) }),
  });
}

function askDescription(ask: Ask, name: string, proposed?: string): Promise<string> {
  return ask({
    kind: "text",
    message: `What does ${name} do? The model reads this`,
    flag: "--tool",
    ...(proposed === undefined ? {} : { initial: proposed }),
    validate: (answer) => fieldProblem("tools.0.description", answer),
  });
}

/** The request and the result of a tool, if it is one request; `anywhere`: its path may be a whole URL. */
async function askMapping(
  ask: Ask,
  tool: Pick<Tool, "name" | "effect" | "params">,
  anywhere = false,
): Promise<Pick<Tool, "params" | "request" | "result">> {
  const mapped = await ask({
    kind: "confirm",
    message: `Is ${tool.name} one HTTP request? If not, its handler is yours to write`,
    flag: "--spec",
  });
  if (!mapped) return { params: tool.params };
  const { request, params } = await askRequest(ask, tool, anywhere);
  return { params, request, result: await askResult(ask, tool) };
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
