import type { ModulePaths } from "../edit/syntax/aliases.ts";
import { EXIT, UserError } from "../errors.ts";
import type { Repo } from "../repo/repo.ts";
import type { Host, Target } from "../targets/target.ts";

/** A target together with the checkout that it recognised. */
export interface Recognised {
  target: Target;
  host: Host;
}

/** The first of the targets that recognise a checkout (see `recogniseAll`). */
export function recognise(
  targets: readonly Target[],
  repo: Repo,
  wanted?: string,
  paths: ModulePaths = {},
): Recognised {
  return recogniseAll(targets, repo, wanted, paths)[0];
}

/**
 * Every target that recognises a checkout, in their order, at least one; `wanted` is the id given with `--target`, `paths`
 * are aliases of modules that a target finds in every tree that it recognises from now on. Throws UserError (exit 2 or 5).
 */
export function recogniseAll(
  targets: readonly Target[],
  repo: Repo,
  wanted?: string,
  paths: ModulePaths = {},
): [Recognised, ...Recognised[]] {
  const ids = targets.map((target) => target.id).join(", ");
  const candidates = wanted === undefined ? targets : targets.filter((target) => target.id === wanted);
  if (candidates.length === 0) {
    throw new UserError("target-unknown", `There is no target "${wanted}".`, {
      exitCode: EXIT.usage,
      hint: `Known targets: ${ids}.`,
    });
  }
  const [first, ...others] = candidates.flatMap((candidate) => {
    const target = { ...candidate, detect: (tree: Repo) => candidate.detect(tree, paths) };
    const host = target.detect(repo);
    return host ? [{ target, host }] : [];
  });
  if (first) return [first, ...others];
  throw new UserError("host-not-recognised", "This checkout is no host that mcp-new knows.", {
    exitCode: EXIT.hostNotRecognised,
    hint: `Looked for: ${candidates.map((target) => target.title).join("; ")}. Point at the checkout with --cwd.`,
  });
}
