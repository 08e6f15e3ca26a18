import { type ErrorDetail, EXIT, UserError } from "../errors.ts";
import { findingsText } from "../model/finding.ts";
import { targets } from "../targets/index.ts";
import type { Target } from "../targets/target.ts";
import { carryOut, mayWrite, type WriteOptions, writeRefusal } from "../workflow/carry-out.ts";
import type { Edge, Outcome } from "../workflow/edge.ts";
import { type LoadedConfig, loadConfig } from "../workflow/policy/config.ts";
import { underConfig } from "../workflow/policy/policy.ts";
import { ownTemplates } from "../workflow/policy/templates.ts";
import { type ConflictPolicy, type Proposal, settleConflicts } from "../workflow/propose.ts";
import type { Ask } from "../workflow/question.ts";
import { type Recognised, recognise, recogniseAll } from "../workflow/recognise.ts";
import { type DocumentHead, type WriteDocument, writeDocument } from "../workflow/write-document.ts";

/** The flags of a command that adds to a host, parsed. */
export interface WritingOptions extends WriteOptions {
  target: string | undefined;
  onConflict: ConflictPolicy | undefined;
  /** Arguments that a replay repeats besides the spec. */
  repeat: string[];
}

/** A recognised host that may be written, and who can be asked about it. */
export interface Writing extends Recognised {
  /** Every target that recognises the checkout. */
  all(): readonly Recognised[];
  config: LoadedConfig;
  ask: Ask | null;
}

/**
 * Finishes the roll-back of an earlier run, reads the configuration and recognises the host; `accept` throws for a target that
 * the command cannot serve. Throws UserError.
 */
export async function openHost(
  options: WritingOptions,
  edge: Edge,
  accept: (target: Target) => void,
): Promise<Writing> {
  await edge.recover({ write: mayWrite(options, edge) });
  const config = loadConfig(edge.configFile(), targets);
  const template = ownTemplates(config, edge.repo);
  const { target, host } = recognise(targets, edge.repo, options.target ?? config.target, config.paths);
  accept(target);
  const ask = options.yes || options.dryRun ? null : edge.ask;
  const all = () => recogniseAll(targets, edge.repo, undefined, config.paths);
  return { target, host: template ? { ...host, template } : host, all, config, ask };
}

/**
 * What `gather` gives, for a run that may write. Throws UserError: what is wrong or missing, and with it, or alone (exit 3),
 * that nobody could confirm a write.
 */
export async function gathered<T>(options: WritingOptions, edge: Edge, gather: () => T | Promise<T>): Promise<T> {
  const refusal = writeRefusal(options, edge);
  try {
    const value = await gather();
    if (refusal) throw refusal;
    return value;
  } catch (error) {
    if (!refusal || error === refusal || !(error instanceof UserError)) throw error;
    throw withDetail(error, refusal);
  }
}

function withDetail(error: UserError, refusal: UserError): UserError {
  const { code, message, exitCode, hint, details, cause } = error;
  const more: ErrorDetail = { message: refusal.message, ...(refusal.hint === undefined ? {} : { hint: refusal.hint }) };
  return new UserError(code, message, {
    exitCode,
    ...(hint === undefined ? {} : { hint }),
    details: [...details, more],
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Settles, reviews and applies what was drafted, and describes it. `interviewed`: a person was asked for the spec. */
export async function finish(
  drafted: Proposal,
  { target, host, config, ask }: Omit<Writing, "all">,
  head: Omit<DocumentHead, "target">,
  { options, interviewed, edge }: { options: WritingOptions; interviewed: boolean; edge: Edge },
): Promise<Outcome<WriteDocument>> {
  const findings = underConfig(drafted.findings, config);
  const proposal = await settleConflicts({ ...drafted, findings }, options.onConflict, ask);
  // Whoever is asked whether to write knows what a check will say.
  if (ask && !options.diff && findings.length > 0) edge.say(findingsText(findings));
  const done = await carryOut(proposal.changes, target.verify?.(host) ?? [], options, edge);
  if (interviewed) edge.say(`To repeat this run without questions:\n${head.replay}\n`);
  return { exitCode: EXIT.done, document: writeDocument({ ...head, target: target.id }, proposal, done, options.diff) };
}
