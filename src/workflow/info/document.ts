import type { Formatter } from "../../plan/formatter.ts";
import type { Evidence, HostDescription } from "../../targets/target.ts";
import type { Recognised } from "../recognise.ts";

/** The JSON document of `info`: what was recognised in a checkout, each with the place that shows it. */
export interface InfoDocument extends HostDescription {
  schemaVersion: 1;
  command: "info";
  target: { id: string; title: string };
  /** Every layout that integrations have here, that of a new one first. */
  layouts: string[];
  evidence: Evidence[];
  /** What formats here: the host's own program, or the one that comes with this program. */
  formatter: { name: string; own: boolean } | null;
}

/** Describes a checkout; a target that cannot describe its hosts tells what it was recognised by. */
export function infoDocument({ target, host }: Recognised, formatter: Formatter | null): InfoDocument {
  const known = target.describe?.(host) ?? {
    layout: host.layouts[0] ?? "",
    servers: [],
    nextId: null,
    conventions: null,
    refusal: null,
  };
  return {
    schemaVersion: 1,
    command: "info",
    target: { id: target.id, title: target.title },
    layouts: host.layouts,
    evidence: host.evidence,
    ...known,
    formatter: formatter && { name: formatter.name, own: formatter.isOwn ?? false },
  };
}
