import { EXIT } from "../errors.ts";
import { isAtLeast, type Severity } from "../model/finding.ts";
import { targets } from "../targets/index.ts";
import { type CheckReport, checkHost } from "../workflow/check.ts";
import type { Edge, Outcome } from "../workflow/edge.ts";
import { readOnce } from "../workflow/read-once.ts";
import { recognise } from "../workflow/recognise.ts";

/** The arguments of `check`: the servers to look at, all when none is named. */
export interface CheckOptions {
  names: string[];
  target: string | undefined;
  /** The mildest severity that fails. */
  failOn: Severity;
}

/** Checks servers and exits with 1 when a finding is grave enough to fail. What could not be checked never fails. */
export async function check(options: CheckOptions, edge: Edge): Promise<Outcome<CheckReport>> {
  await edge.recover({ write: false });
  const { target, host } = recognise(targets, readOnce(edge.repo), options.target);
  const report = checkHost(target, host, options.names, edge.progress);
  const failed = report.document.findings.some((finding) => !finding.baselined && isAtLeast(finding, options.failOn));
  return { exitCode: failed ? EXIT.problems : EXIT.done, document: report };
}
