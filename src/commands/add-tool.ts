import { EXIT, UserError } from "../errors.ts";
import type { Target } from "../targets/target.ts";
import { chosen } from "../workflow/check.ts";
import type { Edge, Outcome } from "../workflow/edge.ts";
import { proposeWork } from "../workflow/propose.ts";
import { addTools } from "../workflow/tools/add.ts";
import { gatherToolsOf } from "../workflow/tools/gather.ts";
import type { ToolsInput } from "../workflow/tools/input.ts";
import { replayTools } from "../workflow/tools/replay.ts";
import type { WriteDocument } from "../workflow/write-document.ts";
import { finish, gathered, openHost, type WritingOptions } from "./writing.ts";

/** The arguments and flags of `add-tool`, parsed. */
export interface AddToolOptions extends WritingOptions {
  server: string;
  input: ToolsInput;
}

/** Adds tools to an integration that is there: gather, draft, review, apply. */
export async function addTool(options: AddToolOptions, edge: Edge): Promise<Outcome<WriteDocument>> {
  const { server, input } = options;
  const writing = await openHost(options, edge, refuseWithoutTools);
  const { target, host, ask } = writing;
  const gather = async () => {
    const [found] = chosen([server], target.read?.(host) ?? []);
    return { found, ...(await gatherToolsOf(input, ask)) };
  };
  const { found, tools, raw, notes } = await gathered(options, edge, gather);
  for (const note of notes) edge.say(note);
  const drafted = await proposeWork(
    target,
    host,
    addTools(target, host, server, tools),
    await edge.formatter(),
    edge.say,
  );
  const head = {
    command: "add-tool",
    layout: found?.layout ?? host.layouts[0] ?? null,
    server,
    next: found ? (target.nextTools?.(host, found, tools) ?? []) : [],
    replay: replayTools(server, raw, options.repeat),
  };
  return finish(drafted, writing, head, { options, interviewed: ask !== null && input.spec === undefined, edge });
}

function refuseWithoutTools(target: Target): void {
  if (target.addTool) return;
  throw new UserError("tools-not-added", `No tool can be added in ${target.title} yet.`, {
    exitCode: EXIT.hostNotRecognised,
    hint: "Choose another target with --target.",
  });
}
