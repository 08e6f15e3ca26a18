import { type Fact, factValue } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import type { Base, Unknown, Verdict } from "../../../rules/rule.ts";
import { notApplicable, onFact, unknown } from "../../_shared/verdicts.ts";
import type { DustHost } from "../host.ts";
import { namedTools } from "../judge/tool-pairs.ts";
import type { DustServer, ReadTool } from "../read/server.ts";
import { namesAreKnown } from "../registry/broken.ts";

/** What is deployed, read as a Dust checkout. */
export type DustBase = Base<DustServer, DustHost>;

/** What is deployed, and git could tell. */
export type KnownBase = Extract<DustBase, { known: true }>;

interface Input {
  found: DustServer;
  all: readonly DustServer[];
  base?: DustBase | undefined;
}

/** Judges with what is deployed: without `--against` there is nothing to judge, and git may not be able to tell. */
export function onBase(
  { found, base }: Pick<Input, "found" | "base">,
  judge: (base: KnownBase) => Verdict[],
): Verdict[] {
  if (!base) return [notApplicable("only with --against")];
  if (!base.known) return [noBase(found.at, base.why)];
  const broken = [base.before, base.tip].some(({ host }) => !namesAreKnown(host));
  return broken ? [noBase(found.at, `a registry at ${base.ref} has syntax errors`)] : judge(base);
}

/** Judges a server beside its deployed self; one that is new is nothing to judge. */
export function onDeployed(input: Input, judge: (then: DustServer, base: KnownBase) => Verdict[]): Verdict[] {
  return onBase(input, (base) => {
    const then = deployedSelf(base, input);
    return then ? judge(then, base) : [notApplicable(`it is new since ${base.ref}`)];
  });
}

/** The server of a name that had an entry at the merge base. */
export function deployedServer(base: KnownBase, name: string): DustServer | undefined {
  return base.before.all.find((each) => each.name === name && each.entry !== null);
}

/** What a server is deployed as: the server of its name, or else of its id if it was only renamed. */
export function deployedSelf(base: KnownBase, { found, all }: Omit<Input, "base">): DustServer | undefined {
  const named = deployedServer(base, found.name);
  const id = factValue(found.entry?.id);
  if (named || id === undefined) return named;
  const names = new Set(all.map((each) => each.name));
  return base.before.all.find(
    (each) => !names.has(each.name) && factValue(each.entry?.id) === id && isSameServer(each, found),
  );
}

// A name may change, because only the id is stored; the sources and most of the tools stay.
function isSameServer(then: DustServer, now: DustServer): boolean {
  if (then.directory !== null && then.directory === now.directory) return true;
  const [before, after] = [then, now].map((each) => knownTools(each)?.map((tool) => tool.name.value) ?? []);
  const kept = (before ?? []).filter((name) => after?.includes(name)).length;
  return kept > 0 && kept * 2 >= (before?.length ?? 0);
}

function noBase(at: Location, why: string): Unknown {
  return { kind: "unknown", at, reason: why };
}

/** A tool whose name is known. */
export type NamedTool = ReadTool & { name: Extract<Fact<string>, { known: true }> };

/** Judges the tools of a server, all names known, beside those that are deployed. */
export function onToolsOfBoth(
  input: Input,
  judge: (now: NamedTool[], then: NamedTool[], at: Location, base: KnownBase) => Verdict[],
): Verdict[] {
  return onDeployed(input, (deployed, base) =>
    onNamedTools(input.found, (now, at) => {
      const then = knownTools(deployed);
      if (then) return judge(now, then, at, base);
      return [noBase(at, `the tools of \`${input.found.name}\` at ${base.ref} cannot be worked out`)];
    }),
  );
}

function onNamedTools(found: DustServer, judge: (tools: NamedTool[], at: Location) => Verdict[]): Verdict[] {
  const metadata = found.metadata();
  if (!metadata) return [notApplicable(`an entry of layout ${found.layout ?? "unknown"} has no metadata module`)];
  return onFact("the metadata", metadata, ({ tools }) =>
    onFact("the list of tools", tools, (list, at) => {
      const named = list.filter(isNamed);
      if (named.length === list.length) return judge(named, at);
      return [unknown("the name of a tool", { at, why: "it is not written out" })];
    }),
  );
}

function knownTools(found: DustServer): NamedTool[] | null {
  const metadata = found.metadata();
  const tools = metadata?.known && metadata.value.tools.known ? metadata.value.tools.value : null;
  return tools && namedTools(tools) && tools.filter(isNamed);
}

function isNamed(tool: ReadTool): tool is NamedTool {
  return tool.name.known;
}
