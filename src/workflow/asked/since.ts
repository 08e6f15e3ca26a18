import type { Host, Target } from "../../targets/target.ts";
import type { Edge } from "../edge.ts";
import { deployedHost } from "./deployed.ts";

/**
 * The servers that were touched since the merge base with `ref`, in the work tree too; null for all, when that cannot be
 * told. Says on standard error which.
 */
export async function touchedSince(
  target: Target,
  host: Host,
  ref: string,
  edge: Edge,
): Promise<ReadonlySet<string> | null> {
  const base = await deployedHost(target, ref, "--since", edge);
  const everything = (why: string): null => {
    edge.say(`--since ${ref}: all ${target.kind ?? "server"}s are checked, because ${why}.`);
    return null;
  };
  if (!base.known) return everything(base.why);
  if (!target.touched) return everything(`${target.title} cannot tell which of them a file belongs to`);
  const { servers, shared } = target.touched({ host, all: target.read?.(host) ?? [] }, base.before, base.changed);
  if (shared.length > 0) return everything(`they share what changed: ${shared.join(", ")}`);
  const noun = target.kind ?? "server";
  edge.say(`--since ${ref}: ${servers.length === 1 ? `1 ${noun} was` : `${servers.length} ${noun}s were`} touched.`);
  return new Set(servers);
}
