import type { Found } from "../../model/found.ts";
import type { Asked, Verdict } from "../../rules/rule.ts";
import type { Host, Target } from "../../targets/target.ts";
import type { Edge } from "../edge.ts";
import { badlyFormatted } from "./format-check.ts";
import { complaintsOf, startOf } from "./type-check.ts";

/** Which servers are checked: those named or all, and of these the touched ones. */
export interface Chosen {
  names: readonly string[];
  only: ReadonlySet<string> | null;
}

/** Runs the host's type check, and its formatter over the sources of the chosen servers: what each complains about, by rule. */
export async function hostCommands(
  target: Target,
  host: Host,
  { names, only }: Chosen,
  edge: Edge,
): Promise<NonNullable<Asked["commands"]>> {
  const all = target.read?.(host) ?? [];
  const isChosen = ({ name }: Found) => (names.length === 0 || names.includes(name)) && (only?.has(name) ?? true);
  const types = await typeCheck(target, host, edge);
  const formats = await badlyFormatted(host, all.filter(isChosen), edge);
  return { [`${target.id}/type-check`]: types, [`${target.id}/format-check`]: formats };
}

async function typeCheck(target: Target, host: Host, edge: Edge): Promise<Verdict[]> {
  const commands = target.verify?.(host) ?? [];
  if (commands.length === 0) {
    return [{ kind: "unknown", at: startOf(host), reason: "the checkout has no type checker installed" }];
  }
  const verdicts: Verdict[] = [];
  for (const command of commands) {
    edge.say(`Running ${[command.file, ...command.args].join(" ")} …`);
    verdicts.push(...complaintsOf(await edge.run(command), command, host));
  }
  return verdicts;
}
