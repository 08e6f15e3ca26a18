import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";
import type { ToolSpec } from "../../model/tool-spec.ts";
import type { Draft } from "../../plan/draft.ts";
import type { Host, Target } from "../../targets/target.ts";
import { chosen } from "../check.ts";
import type { Work } from "../propose.ts";

/**
 * The work of adding tools to a server, one after the other, the host read anew from the draft for each. Conflicts of all tools
 * are told at once. Throws UserError: exit 4 for a different tool of a name, exit 5 for a server that cannot be extended.
 */
export function addTools(target: Target, { template }: Host, server: string, tools: readonly ToolSpec[]): Work {
  return {
    server,
    extends: true,
    record: (draft) => {
      const conflicts: UserError[] = [];
      for (const tool of tools) {
        const conflict = addOne(target, draft, { template, server, tool });
        if (conflict) conflicts.push(conflict);
      }
      if (conflicts.length > 0) throw allOf(conflicts);
    },
  };
}

function addOne(
  target: Target,
  draft: Draft,
  { template, server, tool }: { template: Host["template"]; server: string; tool: ToolSpec },
): UserError | null {
  const detected = target.detect(draft);
  if (!detected) throw new Error(`The draft is no longer a host of the target ${target.id}.`);
  const host = template ? { ...detected, template } : detected;
  const [found] = chosen([server], target.read?.(host) ?? []);
  try {
    if (found) target.addTool?.(draft, host, found, tool);
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
