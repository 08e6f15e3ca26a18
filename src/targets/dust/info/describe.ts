import { UserError } from "../../../errors.ts";
import { factValue } from "../../../model/found.ts";
import { formatLocation } from "../../../model/location.ts";
import type { HostDescription } from "../../target.ts";
import type { DustHost } from "../host.ts";
import { readServers } from "../read/servers.ts";
import { nextId } from "../registration/given-ids.ts";
import { conventionsOf } from "./conventions.ts";

/** What was recognised in a checkout: its servers in the order of the registry, the next free id, and its conventions. */
export function describeHost(host: DustHost): HostDescription {
  const servers = readServers(host).map(({ name, entry, layout, directory, at }) => ({
    name,
    id: factValue(entry?.id) ?? null,
    layout,
    directory,
    where: formatLocation(at),
  }));
  return { layout: host.layout, servers, nextId: nextId(host), ...written(host) };
}

// A layout that is only recognised has no conventions; why stands in the refusal that a new server would meet.
function written(host: DustHost): Pick<HostDescription, "conventions" | "refusal"> {
  try {
    return { conventions: conventionsOf(host), refusal: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Nothing was to be written here.
    const found = error.message.replace(" Nothing was written.", "");
    return { conventions: null, refusal: [found, error.hint].filter((each) => each).join(" ") };
  }
}
