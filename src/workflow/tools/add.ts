import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";
import type { ToolSpec } from "../../model/tool-spec.ts";
import type { Host, Target } from "../../targets/target.ts";
import { chosen } from "../check.ts";
import type { Work } from "../propose.ts";

/**
 * The work of adding tools to a server, one after the other, the server read anew from the draft for each. Conflicts of all tools
 * are told at once. Throws UserError: exit 4 for a different tool of a name, exit 5 for a server that cannot be extended.
 */
export function addTools(target: Target, { template }: Host, server: string, tools: readonly ToolSpec[]): Work {
  return {
    server,
    extends: true,
    record: (draft) => {
      const detected = target.detect(draft);
      if (!detected) throw new Error(`The draft is no host of the target ${target.id}.`);
      const host = template ? { ...detected, template } : detected;
      const [found] = chosen([server], target.read?.(host) ?? []);
      if (!found) return;
      const conflicts: UserError[] = [];
      for (const tool of tools) {
        const conflict = conflictOf(() => target.addTool?.(draft, host, found, tool));
        if (conflict) conflicts.push(conflict);
      }
      if (conflicts.length > 0) throw allOf(conflicts);
    },
  };
}

/** Adds a tool; the conflict with another one of its name is given back. */
function conflictOf(add: () => void): UserError | null {
  try {
    add();
    return null;
  } catch (error) {
    if (error instanceof UserError && error.exitCode === EXIT.conflict) return error;
    throw error;
  }
}

function allOf(conflicts: UserError[]): UserError {
  const [first, ...others] = conflicts;
  if (first && others.length === 0) return first;
  const details = conflicts.flatMap((each): ErrorDetail[] => [{ message: each.message }, ...each.details]);
  return new UserError(
    first?.code ?? "tool-differs",
    `${conflicts.length} tools are in conflict. Nothing was written.`,
    {
      exitCode: EXIT.conflict,
      ...(first?.hint === undefined ? {} : { hint: first.hint }),
      details,
    },
  );
}
