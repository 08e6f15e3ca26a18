import type { Found } from "../../model/found.ts";
import type { Asked } from "../../rules/rule.ts";
import type { Surroundings } from "../../rules/run.ts";
import type { Host, Target } from "../../targets/target.ts";
import type { Edge } from "../edge.ts";
import { hostCommands } from "./commands.ts";
import { deployedHost } from "./deployed.ts";
import { parityWith } from "./parity.ts";
import { touchedSince } from "./since.ts";

/** What a check is asked for beyond the rules on the sources as they are. */
export interface Questions {
  names: readonly string[];
  /** A git ref that says what is deployed. */
  against?: string | undefined;
  /** A git ref: only what was touched since is checked. */
  since?: string | undefined;
  /** An exemplar to compare the one named server with. */
  like?: string | undefined;
  /** Whether the host's own commands are run. */
  run?: boolean;
}

/** The answers, for the rules; `only` limits the servers that are checked. */
export interface Answers {
  surroundings: Surroundings<Found, Host>;
  only: ReadonlySet<string> | null;
}

/** Asks git, the host's files and its commands. Throws UserError (exit 2) for an unknown ref or exemplar. */
export async function answers(target: Target, host: Host, questions: Questions, edge: Edge): Promise<Answers> {
  const { names, against, since, like, run } = questions;
  const parity = like === undefined ? undefined : await parityWith(target, host, like, names, edge);
  const base = against === undefined ? undefined : await deployedHost(target, against, "--against", edge);
  if (base && !base.known) edge.say(`--against ${against}: not checked, because ${base.why}.`);
  const only = since === undefined ? null : await touchedSince(target, host, since, edge);
  const commands = run ? await hostCommands(target, host, { names, only }, edge) : undefined;
  const asked: Asked = { ...(parity ? { parity } : {}), ...(commands ? { commands } : {}) };
  return { surroundings: { ...(base ? { base } : {}), asked }, only };
}
