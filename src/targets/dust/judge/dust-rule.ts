import type { Rule } from "../../../rules/rule.ts";
import type { DustHost } from "../host.ts";
import type { DustServer } from "../read/server.ts";

/** A rule about one server of a Dust checkout. */
export type DustRule = Rule<DustServer, DustHost>;
