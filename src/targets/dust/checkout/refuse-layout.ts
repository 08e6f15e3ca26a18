import type { Sources } from "../../../edit/sources.ts";
import { type ErrorDetail, EXIT, UserError } from "../../../errors.ts";
import { PATHS } from "../paths.ts";
import type { DustLayout } from "./conventions.ts";
import { isWritten, lackingFor, WRITTEN } from "./lacking.ts";
import type { CheckoutLayouts } from "./layouts.ts";

/**
 * The layout that a new server gets: the one that was asked for, else that of the checkout.
 *
 * @throws UserError `layout-not-compiled` (exit 5) for one whose helpers the checkout lacks, naming them, and
 * `layout-not-written` (exit 5) for one that is recognised only, with the place that shows it
 */
export function layoutToWrite(
  asked: string | undefined,
  { layout, evidence }: CheckoutLayouts,
  sources: Sources,
): DustLayout {
  const wanted = asked ?? layout;
  if (!isWritten(wanted)) throw notWritten(wanted, evidence, sources);
  const lacking = lackingFor(wanted, sources);
  // The layout of the checkout's own servers compiles; what it lacks has a refusal of its own where it is used.
  if (lacking.length === 0 || wanted === layout) return wanted;
  const details = lacking.map(({ symbol, path }) => ({ message: `\`${symbol}\` is not there`, at: path }));
  const [first] = details;
  throw new UserError(
    "layout-not-compiled",
    `This checkout cannot compile a server of layout "${wanted}": ${first?.message} (${first?.at}). Nothing was written.`,
    { exitCode: EXIT.hostNotRecognised, hint: insteadOf(sources), details },
  );
}

function notWritten(layout: string, evidence: CheckoutLayouts["evidence"], sources: Sources): UserError {
  const [shown] = evidence;
  const where = shown?.where ?? PATHS.constants;
  const details: ErrorDetail[] = evidence.map((each) => ({ message: each.what, at: each.where }));
  return new UserError(
    "layout-not-written",
    `This checkout has the layout "${layout}" (${where}), which is recognised but not written. Nothing was written.`,
    { exitCode: EXIT.hostNotRecognised, hint: insteadOf(sources), details },
  );
}

function insteadOf(sources: Sources): string {
  const able = WRITTEN.filter((layout) => lackingFor(layout, sources).length === 0);
  if (able.length === 0) return `mcp-new writes the layouts ${WRITTEN.toReversed().join(", ")}.`;
  return `This checkout can compile: ${able.map((layout) => `provider --layout ${layout}`).join(", ")}.`;
}
