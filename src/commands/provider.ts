import { EXIT, UserError } from "../errors.ts";
import type { Target } from "../targets/target.ts";
import type { Edge, Outcome } from "../workflow/edge.ts";
import { nextSteps, propose } from "../workflow/scaffold.ts";
import { gather } from "../workflow/spec/gather.ts";
import type { SpecInput } from "../workflow/spec/input.ts";
import { replayCommand } from "../workflow/spec/replay.ts";
import type { WriteDocument } from "../workflow/write-document.ts";
import { finish, gathered, openHost, type WritingOptions } from "./writing.ts";

/** The flags of `provider`, parsed. */
export interface ProviderOptions extends WritingOptions {
  input: SpecInput;
  layout: string | undefined;
}

/** Scaffolds a new integration and registers it: gather, draft, review, apply. */
export async function provider(options: ProviderOptions, edge: Edge): Promise<Outcome<WriteDocument>> {
  const writing = await openHost(options, edge, refuseWithoutScaffold);
  const { target, host, ask } = writing;
  const known = writing.all();
  const { spec, raw } = await gathered(options, edge, () => gather(options.input, ask, writing, known));
  const [elsewhere, formatter] = await Promise.all([edge.branches(host.numbered), edge.formatter()]);
  const scaffolding = { target, host: { ...host, elsewhere }, spec, layout: options.layout, known };
  const drafted = await propose(scaffolding, formatter, edge.say);
  const head = {
    command: "provider",
    layout: options.layout ?? host.layouts[0] ?? null,
    server: spec.name,
    next: nextSteps(scaffolding),
    replay: replayCommand(raw, options.repeat),
  };
  return finish(drafted, writing, head, {
    options,
    interviewed: ask !== null && options.input.spec === undefined,
    edge,
  });
}

function refuseWithoutScaffold(target: Target): void {
  if (target.scaffold) return;
  throw new UserError("not-scaffolded", `Nothing can be scaffolded in ${target.title} yet.`, {
    exitCode: EXIT.hostNotRecognised,
    hint: "Choose another target with --target.",
  });
}
