import type { Found } from "../../model/found.ts";
import type { Asked } from "../../rules/rule.ts";
import type { Surroundings } from "../../rules/run.ts";
import type { Host } from "../../targets/target.ts";
import type { Edge } from "../edge.ts";
import type { Recognised } from "../recognise.ts";
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

/** The answers for the rules of one host; `only` limits the integrations that are checked. */
export interface Answered extends Recognised {
  surroundings: Surroundings<Found, Host>;
  only: ReadonlySet<string> | null;
}

/**
 * Asks git, the files of the checkout and its commands; these and the exemplar are the matter of the first host. Throws
 * UserError (exit 2) for an unknown ref or exemplar.
 */
export async function answersFor(
  known: readonly Recognised[],
  questions: Questions,
  edge: Edge,
): Promise<readonly Answered[]> {
  const all: Answered[] = [];
  for (const [index, each] of known.entries()) {
    const { names, against, since } = questions;
    all.push({ ...each, ...(await answers(each, index === 0 ? questions : { names, against, since }, edge)) });
  }
  return all;
}

async function answers(
  { target, host }: Recognised,
  questions: Questions,
  edge: Edge,
): Promise<Pick<Answered, "surroundings" | "only">> {
  const { names, against, since, like, run } = questions;
  const parity = like === undefined ? undefined : await parityWith(target, host, like, names, edge);
  const base = against === undefined ? undefined : await deployedHost(target, against, "--against", edge);
  if (base && !base.known) edge.say(`--against ${against}: not checked, because ${base.why}.`);
  const only = since === undefined ? null : await touchedSince(target, host, since, edge);
  const commands = run ? await hostCommands(target, host, { names, only }, edge) : undefined;
  const asked: Asked = { ...(parity ? { parity } : {}), ...(commands ? { commands } : {}) };
  return { surroundings: { ...(base ? { base } : {}), asked }, only };
}
