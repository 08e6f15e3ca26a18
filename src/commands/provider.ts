import { EXIT, UserError } from "../errors.ts";
import { targets } from "../targets/index.ts";
import { assertMayWrite, carryOut, mayWrite } from "../workflow/carry-out.ts";
import type { Edge, Outcome } from "../workflow/edge.ts";
import { loadConfig } from "../workflow/policy/config.ts";
import { underConfig } from "../workflow/policy/policy.ts";
import { ownTemplates } from "../workflow/policy/templates.ts";
import { type ConflictPolicy, propose, settleConflicts } from "../workflow/propose.ts";
import { recognise } from "../workflow/recognise.ts";
import { gather } from "../workflow/spec/gather.ts";
import type { SpecInput } from "../workflow/spec/input.ts";
import { replayCommand } from "../workflow/spec/replay.ts";
import { findingsText, type WriteDocument, writeDocument } from "../workflow/write-document.ts";

/** The flags of `provider`, parsed. */
export interface ProviderOptions {
  input: SpecInput;
  target: string | undefined;
  layout: string | undefined;
  dryRun: boolean;
  diff: boolean;
  yes: boolean;
  verify: boolean;
  onConflict: ConflictPolicy | undefined;
  /** Arguments that a replay repeats besides the spec. */
  repeat: string[];
}

/** Scaffolds a new integration and registers it: gather, draft, review, apply. */
export async function provider(options: ProviderOptions, edge: Edge): Promise<Outcome<WriteDocument>> {
  await edge.recover({ write: mayWrite(options, edge) });
  const config = loadConfig(edge.configFile(), targets);
  const template = ownTemplates(config, edge.repo);
  const { target, host: found } = recognise(targets, edge.repo, options.target ?? config.target);
  const host = template ? { ...found, template } : found;
  if (!target.scaffold) throw cannotScaffold(target.title);
  assertMayWrite(options, edge);
  const ask = options.yes || options.dryRun ? null : edge.ask;
  const { spec, raw } = await gather(options.input, ask, target, host);
  const [elsewhere, formatter] = await Promise.all([edge.branches(host.numbered), edge.formatter()]);
  const drafted = await propose(target, { ...host, elsewhere }, spec, options.layout, formatter, edge.say);
  const findings = underConfig(drafted.findings, config);
  const proposal = await settleConflicts({ ...drafted, findings }, options.onConflict, ask);
  // Whoever is asked whether to write knows what a check will say.
  if (ask && !options.diff && findings.length > 0) edge.say(findingsText(findings));
  const done = await carryOut(proposal.changes, target.verify?.(host) ?? [], options, edge);
  const head = {
    command: "provider",
    target: target.id,
    layout: options.layout ?? host.layouts[0] ?? null,
    server: spec.name,
    next: target.next?.(host, spec) ?? [],
    replay: replayCommand(raw, options.repeat),
  };
  if (ask && options.input.spec === undefined) edge.say(`To repeat this run without questions:\n${head.replay}\n`);
  return { exitCode: EXIT.done, document: writeDocument(head, proposal, done, options.diff) };
}

function cannotScaffold(title: string): UserError {
  return new UserError("not-scaffolded", `Nothing can be scaffolded in ${title} yet.`, {
    exitCode: EXIT.hostNotRecognised,
    hint: "Choose another target with --target.",
  });
}
