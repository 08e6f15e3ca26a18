import { UserError } from "../../errors.ts";
import { factValue } from "../../model/found.ts";
import type { Choices } from "../target.ts";
import type { DustHost } from "./host.ts";
import { temporaryIcon } from "./icon.ts";
import { refuseTakenName, refuseZod4 } from "./refuse.ts";
import { featureFlags, iconNames, oauthProviders, type SideList } from "./registry/side-lists.ts";

/** What prompts offer for a new server, read from the checkout. Throws UserError (exit 5) for one that is not written to. */
export function choices(host: DustHost): Choices {
  host.conventions();
  refuseZod4(host);
  return {
    icons: known(iconNames(host)),
    defaultIcon: temporaryIcon(host),
    providers: known(oauthProviders(host)),
    featureFlags: known(featureFlags(host)),
    nameProblem: (name) => nameProblem(name, host),
  };
}

function known(list: SideList): string[] {
  return list?.flatMap((fact) => factValue(fact) ?? []) ?? [];
}

function nameProblem(name: string, host: DustHost): string | undefined {
  if (host.registry().entries.some((entry) => factValue(entry.name) === name)) return `The server "${name}" exists.`;
  try {
    refuseTakenName(name, host);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
