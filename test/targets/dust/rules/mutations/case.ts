import type { Mutation } from "../../../../support/fixture-host.ts";
import type { ReplicaName } from "../../../../support/replica.ts";

/** One fault put into a sample workspace, and the one finding that it must cause. */
export interface MutationCase {
  /** The id of the rule without `dust/`. */
  rule: string;
  fault: string;
  hosts: ReplicaName[];
  /** The server of the finding; null for one of the host as a whole. */
  server: string | null;
  /** The finding is expected on the line where this snippet of the mutated file begins (`|` in it marks the place). */
  at: readonly [path: string, snippet: string];
  edits: Mutation[];
}

type Body = readonly [
  rule: string,
  fault: string,
  server: string | null,
  at: readonly [path: string, snippet: string],
  ...edits: Mutation[],
];

/** Cases of some sample workspaces, one for each body. */
export function on(hosts: ReplicaName[], bodies: Body[]): MutationCase[] {
  return bodies.map(([rule, fault, server, at, ...edits]) => ({ rule, fault, hosts, server, at, edits }));
}
