import { z } from "zod";

/**
 * What a schema node says about its field flag. `flags` is the option as help shows it; the node's own description is the
 * help text. `implies` are other paths that giving the flag sets, `needs` is what must hold for the flag to mean anything.
 */
export interface FlagMeta {
  flags: string;
  implies?: { path: string; value: string };
  needs?: { path: string; value: string; flag: string };
}

/** The field flags, attached to the schema nodes that they fill. */
export const flagRegistry = z.registry<FlagMeta>();
