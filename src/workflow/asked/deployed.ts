import { EXIT, UserError } from "../../errors.ts";
import type { Found } from "../../model/found.ts";
import type { GitBase } from "../../repo/git-base.ts";
import type { Repo } from "../../repo/repo.ts";
import type { Base, HostState } from "../../rules/rule.ts";
import type { Host, Target } from "../../targets/target.ts";
import type { Edge } from "../edge.ts";

/** What is deployed, with the files that differ from it. */
export type Deployed = Base<Found, Host> & { changed: string[] };

/** Reads the host as `ref`, given with `flag`, says that it is deployed. Throws UserError (exit 2) for an unknown ref. */
export async function deployedHost(target: Target, ref: string, flag: string, edge: Edge): Promise<Deployed> {
  const git = await edge.deployed({ ref, flag, prefixes: target.folders ?? [] });
  if (!git.known) return { ...git, changed: [] };
  try {
    return statesOf(target, git);
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode !== EXIT.hostNotRecognised) throw error;
    return { known: false, ref, why: `the host at ${ref} cannot be read: ${error.message}`, changed: [] };
  }
}

function statesOf(target: Target, { ref, commit, base, tip }: Extract<GitBase, { known: true }>): Deployed {
  const before = stateOf(target, base.repo);
  const after = base.repo === tip.repo ? before : stateOf(target, tip.repo);
  if (before && after) return { known: true, ref, commit, before, tip: after, changed: base.changed };
  return { known: false, ref, why: `there is no ${target.title} at ${ref}`, changed: [] };
}

function stateOf(target: Target, repo: Repo): HostState<Found, Host> | null {
  const host = target.detect(repo);
  return host && { host, all: target.read?.(host) ?? [] };
}
