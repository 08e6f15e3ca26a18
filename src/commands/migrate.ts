import { EXIT, UserError } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import { formatLocation } from "../model/location.ts";
import type { Draft } from "../plan/draft.ts";
import type { Target } from "../targets/target.ts";
import { chosen } from "../workflow/check.ts";
import type { Edge, Outcome } from "../workflow/edge.ts";
import { proposeWork } from "../workflow/propose.ts";
import { commandLine } from "../workflow/spec/replay.ts";
import type { WriteDocument } from "../workflow/write-document.ts";
import { finish, gathered, openHost, type WritingOptions } from "./writing.ts";

/** The arguments and flags of `migrate`, parsed. `to`: a layout. */
export interface MigrateOptions extends WritingOptions {
  server: string;
  to: string;
}

/** Moves an integration to another layout of its host, as a whole or not at all: draft, review, apply. */
export async function migrate(options: MigrateOptions, edge: Edge): Promise<Outcome<WriteDocument>> {
  const { server, to, repeat } = options;
  const writing = await openHost(options, edge, refuseWithoutMigrate);
  const { target, host } = writing;
  const [found] = await gathered(options, edge, () => chosen([server], target.read?.(host) ?? []));
  const files = await edge.files();
  const next: string[] = [];
  const record = (draft: Draft): void => {
    if (found) next.push(...(target.migrate?.(draft, host, found, { to, files }) ?? []));
  };
  const work = { server, extends: true, record, refuse: (errors: readonly Finding[]) => notPassed(server, to, errors) };
  const drafted = await proposeWork(target, host, work, await edge.formatter(), edge.say);
  const replay = commandLine(["migrate", server, "--to", to], { flags: [], raw: undefined }, repeat);
  const head = { command: "migrate", layout: to, server, next, replay };
  return finish(drafted, writing, head, { options, interviewed: false, edge });
}

// What the code of a server says may be wrong in a newer layout only.
function notPassed(server: string, to: string, errors: readonly Finding[]): UserError {
  const message = `In layout ${to} the server "${server}" would not pass its check. Nothing was written.`;
  return new UserError("server-not-movable", message, {
    exitCode: EXIT.hostNotRecognised,
    hint: "Mend what the details name first; their places are those after the move.",
    details: errors.map(({ rule, message: what, location }) => ({
      message: `${rule}: ${what}`,
      at: formatLocation(location),
    })),
  });
}

function refuseWithoutMigrate(target: Target): void {
  if (target.migrate) return;
  throw new UserError("not-migrated", `No server is moved to another layout in ${target.title}.`, {
    exitCode: EXIT.hostNotRecognised,
    hint: "Choose another target with --target.",
  });
}
