import type { RawTool } from "../../model/spec/tool-text.ts";
import type { ToolSpec } from "../../model/tool-spec.ts";
import { interviewTools } from "../interview/tool.ts";
import type { Ask } from "../question.ts";
import { completeTools, gatherTools, type KnownTools, refuseWrongTools, type ToolsInput } from "./input.ts";

/** Tools with every default filled in, the raw ones that a replay repeats, and what an example left open. */
export interface GatheredTools {
  tools: ToolSpec[];
  raw: KnownTools["raw"];
  notes: string[];
}

/**
 * The tools of a run, from `--spec`, `--from-curl`, flags and `--set`; with `ask`, what they leave open is asked. Throws
 * UserError for what is wrong (exit 2) or missing (exit 3), and Cancelled.
 */
export async function gatherToolsOf(input: ToolsInput, ask: Ask | null): Promise<GatheredTools> {
  const known = gatherTools(input);
  const { raw, notes } = known;
  if (!ask || known.given || Array.isArray(raw)) return { tools: completeTools(known), raw, notes };
  refuseWrongTools(known);
  const one = input.name !== undefined || input.curl !== undefined;
  const asked = await interviewTools(ask, openPart(input, raw), { one, proposed: proposal(raw) });
  return { tools: completeTools({ ...known, raw: asked }), raw: asked, notes };
}

/** What is known for sure: the description that was made for an example is only proposed. */
function openPart({ curl, fields }: ToolsInput, raw: RawTool): RawTool {
  const { description: _, ...rest } = raw;
  return curl === undefined || fields["description"] !== undefined ? raw : rest;
}

function proposal({ description }: RawTool): string | undefined {
  return typeof description === "string" ? description : undefined;
}
