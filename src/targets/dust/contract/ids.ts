import { factValue } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import type { HostState, RuleInput, Verdict } from "../../../rules/rule.ts";
import { notApplicable, problem, unknown } from "../../_shared/verdicts.ts";
import type { DustHost } from "../host.ts";
import type { DustServer } from "../read/server.ts";
import { LEGACY_IDS } from "../registry/read.ts";
import { deployedSelf, type KnownBase, onBase } from "./deployed.ts";

/** The id of a server as its entry says it, and where. */
export interface OwnId {
  id: number;
  at: Location;
}

type State = HostState<DustServer, DustHost>;
type Input = Pick<RuleInput<DustServer, DustHost>, "found" | "all" | "host" | "base">;

/** Whether a server has the id under which it is deployed, and no id of another: by git, and by the snapshot when nobody asked git. */
export function idVerdicts({ found, all, host, base }: Input, own: OwnId): Verdict[] {
  if (!base) return snapshotChange(found, own, host);
  return onBase({ found, base }, (known) => {
    const then = deployedSelf(known, { found, all });
    return then ? idChange(found, then, own, known) : idTaken(found, own, known);
  });
}

function idChange({ name }: DustServer, deployed: DustServer, { id, at }: OwnId, base: KnownBase): Verdict[] {
  const then = deployed.entry?.id;
  if (!then) return [];
  if (!then.known) return [{ kind: "unknown", at, reason: `its id at ${base.ref} cannot be worked out: ${then.why}` }];
  if (then.value === id) return [];
  return [problem(at, "id", `\`${name}\` has the id ${id}, but ${then.value} at ${base.ref}, where it is deployed.`)];
}

// Whether the id of a new server was another's, at the merge base or at the ref by now.
function idTaken({ name }: DustServer, { id, at }: OwnId, { ref, before, tip }: KnownBase): Verdict[] {
  const owner = ownerOf(id, name, before);
  if (owner)
    return [problem(at, "id", `\`${name}\` is new and has the id ${id}, which is that of ${owner} at ${ref}.`)];
  const taker = ownerOf(id, name, tip);
  if (taker) {
    return [problem(at, "id", `\`${name}\` has the id ${id}, which ${ref} has given to ${taker} meanwhile.`)];
  }
  const twin = factValue(tip.all.find((each) => each.name === name)?.entry?.id);
  if (twin === undefined || twin === id) return [];
  return [problem(at, "id", `\`${name}\` has the id ${id}, but ${ref} has added it meanwhile with the id ${twin}.`)];
}

function ownerOf(id: number, name: string, { host, all }: State): string | null {
  const server = all.find((each) => each.name !== name && factValue(each.entry?.id) === id);
  if (server) return `\`${server.name}\``;
  return isRetired(id, host) ? `a removed server (\`${LEGACY_IDS}\`)` : null;
}

/** Whether an id is in the list of those of removed servers. */
export function isRetired(id: number, host: DustHost): boolean {
  return host.registry().legacyIds.some((fact) => factValue(fact) === id);
}

/**
 * Whether a server that the availability snapshot knows has another id there. A row that is out of order, or whose id
 * is another server's, is itself what is wrong.
 */
function snapshotChange({ name }: DustServer, { id, at }: OwnId, host: DustHost): Verdict[] {
  const { snapshot, entries } = host.registry();
  const row = snapshot?.find((each) => each.name === name);
  if (!snapshot || !row) return [notApplicable("only with --against, or for a server in the availability snapshot")];
  if (row.id === id) return [];
  const list = snapshot.filter((each) => each.list === row.list);
  const index = list.indexOf(row);
  const isOrdered = (list[index - 1]?.id ?? 0) < row.id && row.id < (list[index + 1]?.id ?? Number.POSITIVE_INFINITY);
  const isShared =
    snapshot.some((each) => each !== row && each.id === row.id) ||
    entries.some((each) => factValue(each.id) === row.id) ||
    isRetired(row.id, host);
  if (!isOrdered || isShared) return [];
  const message = `\`${name}\` has the id ${id}, but ${row.id} in the availability snapshot, which says what is deployed.`;
  return [problem(at, "id", message, { at: row.at, message: "its id is recorded here" })];
}

/** The first row of a registry whose name or id cannot be worked out, so that nothing can be said to be missing; else null. */
export function openRow(host: DustHost): Verdict | null {
  const { entries, legacyIds } = host.registry();
  const open = [...entries.map((each) => each.name), ...legacyIds].find((fact) => !fact.known);
  return open && !open.known ? unknown("a row of the registry", open) : null;
}
