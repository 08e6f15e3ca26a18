import { type Code, code, json } from "../../../../edit/code.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import { methodParams } from "../../files/params.ts";
import { sampleArgs } from "../../files/test/samples.ts";

/** Sample arguments of a tool as the arguments of its client's method. */
export function sampleArguments(spec: ToolSpec): Code {
  const args = sampleArgs(spec);
  const [only] = spec.params;
  if (!only) return code``;
  return methodParams(spec.params).arguments.text === "params" ? json(args) : json(args[only.name]);
}
