import { EXIT } from "../errors.ts";
import { isAtLeast, type Severity } from "../model/finding.ts";
import type { Repo } from "../repo/repo.ts";
import { targets } from "../targets/index.ts";
import { answersFor, type Questions } from "../workflow/asked/surroundings.ts";
import { type CheckReport, checkHosts } from "../workflow/check.ts";
import type { Edge, Outcome } from "../workflow/edge.ts";
import { loadConfig, loadPolicy } from "../workflow/policy/config.ts";
import type { Policy } from "../workflow/policy/policy.ts";
import { ownTemplates } from "../workflow/policy/templates.ts";
import { asksToWrite, assertHasChanges, carryOutChanges, type Writing } from "../workflow/policy/write.ts";
import { readOnce } from "../workflow/read-once.ts";
import { recognise, recogniseAll } from "../workflow/recognise.ts";

/** The arguments of `check`: the servers to look at, all when none is named; and what may be written. */
export interface CheckOptions extends Writing, Questions {
  names: string[];
  target: string | undefined;
  /** The mildest severity that fails. */
  failOn: Severity;
  /** The file of known findings, as the user wrote it. */
  baseline: string | undefined;
}

/** Checks servers and exits with 1 when a finding that no fix mends is grave enough to fail. What could not be checked never fails. */
export async function check(options: CheckOptions, edge: Edge): Promise<Outcome<CheckReport>> {
  assertHasChanges(options);
  await edge.recover({ write: asksToWrite(options) });
  const config = loadConfig(edge.configFile(), targets);
  // A mistake in the configuration is told by whichever command meets it first.
  ownTemplates(config, edge.repo);
  const tree = readOnce(edge.repo);
  const known = recogniseAll(targets, tree, options.target ?? config.target, config.paths);
  const policy = loadPolicy(config, options, edge, targets);
  const answered = await answersFor(known, options, edge);
  const judgeBy =
    (policy: Policy) =>
    (repo: Repo, server?: string): CheckReport => {
      const seen = repo === tree ? tree : readOnce(repo);
      const names = server === undefined ? options.names : [server];
      const progress = server === undefined ? edge.progress : undefined;
      const hosts = answered.map(({ target, host, only, surroundings }) => ({
        target,
        host: repo === tree ? host : recognise([target], seen).host,
        only,
        surroundings: { ...surroundings, progress },
      }));
      return checkHosts(hosts, { names, policy, tree: seen });
    };
  const accept = judgeBy({ ...policy, updatesBaseline: true });
  const { report, remaining } = await carryOutChanges({ judge: judgeBy(policy), accept, policy, tree }, options, edge);
  const failed = remaining.some((finding) => !finding.baselined && isAtLeast(finding, options.failOn));
  return { exitCode: failed ? EXIT.problems : EXIT.done, document: report };
}
