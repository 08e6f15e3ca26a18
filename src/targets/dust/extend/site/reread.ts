import { Sources } from "../../../../edit/sources.ts";
import type { Draft } from "../../../../plan/draft.ts";
import type { DustHost } from "../../host.ts";
import { ALIASES } from "../../paths.ts";
import type { DustServer } from "../../read/server.ts";
import { readServers } from "../../read/servers.ts";
import type { ReadServer } from "./read.ts";

interface Kept extends ReadServer {
  /** The host that it was read by. */
  by: DustHost;
  revision: number;
}

const kept = new WeakMap<Draft, Kept>();

/**
 * Reads a server as a draft has it, whose trees are of the texts before an edit in what was read before. Nothing is read again
 * while the draft stays as it is. A server that is no longer there is `to`.
 */
export function rereadServer(draft: Draft, host: DustHost, to: DustServer): ReadServer {
  const last = kept.get(draft);
  const isSame = last?.by === host;
  if (isSame && last.revision === draft.revision && last.found.name === to.name) return last;
  const sources = isSame ? last.host.sources : new Sources(draft, ALIASES, host.paths);
  const current = { ...host, repo: draft, sources };
  const found = readServers(current).find(({ name }) => name === to.name) ?? to;
  kept.set(draft, { host: current, found, by: host, revision: draft.revision });
  return { host: current, found };
}
