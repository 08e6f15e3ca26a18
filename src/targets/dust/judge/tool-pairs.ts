import type { Fact } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import { nearName } from "../../../model/near-name.ts";
import type { Problem } from "../../../rules/rule.ts";
import { problem } from "../../_shared/verdicts.ts";
import type { ReadHandler, ReadTool } from "../read/server.ts";

/** The tools of a server and its handlers, and where each list stands. */
export interface ToolPairs {
  server: string;
  tools: { name: Extract<Fact<string>, { known: true }> }[];
  toolsAt: Location;
  handlers: ReadHandler[];
  handlersAt: Location;
  /** Tools that the folder of another server handles. */
  borrowed: readonly string[];
}

/** Tools without a handler and handlers without a tool; of two that are spelt nearly alike only the handler is reported. */
export function unpaired({ server, tools, toolsAt, handlers, handlersAt, borrowed }: ToolPairs): Problem[] {
  const handled = new Set([...handlers.map(({ name }) => name), ...borrowed]);
  const names = new Set(tools.map(({ name }) => name.value));
  // Of two tools with one name the other's handler is left over.
  const surplus = names.size < tools.length ? [] : handlers.filter(({ name, listed }) => !listed && !names.has(name));
  const missing = tools.filter(({ name }) => !handled.has(name.value));
  const meant = new Map(
    surplus.map(({ name }) => [
      name,
      nearName(
        name,
        missing.map((tool) => tool.name.value),
      ),
    ]),
  );
  const misspelt = new Set(meant.values());
  return [
    ...missing
      .filter(({ name }) => !misspelt.has(name.value))
      .map(({ name: { value, at } }) => {
        const related = { at: handlersAt, message: "the handlers are given here" };
        return problem(at, value, `The tool \`${value}\` of \`${server}\` has no handler.`, related);
      }),
    ...surplus.map(({ name, at }) => {
      const near = meant.get(name);
      const hint = near === undefined ? "" : ` Its tool \`${near}\` has no handler.`;
      const tool = missing.find((each) => each.name.value === near);
      const related = { at: tool?.name.at ?? toolsAt, message: `the tool${tool ? " is" : "s are"} declared here` };
      return problem(at, name, `\`${server}\` handles \`${name}\`, which is none of its tools.${hint}`, related);
    }),
  ];
}

/** The tools whose names are known; null when one cannot be worked out. */
export function namedTools(tools: readonly ReadTool[]): ToolPairs["tools"] | null {
  const named = tools.flatMap(({ name }) => (name.known ? [{ name }] : []));
  return named.length === tools.length ? named : null;
}
