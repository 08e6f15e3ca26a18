import type { IntegrationSpec } from "../model/integration-spec.ts";
import type { Draft } from "../plan/draft.ts";
import type { Formatter } from "../plan/format.ts";
import type { Host, Target } from "../targets/target.ts";
import { type Proposal, proposeWork, type Work } from "./propose.ts";
import type { Recognised } from "./recognise.ts";

/** What is scaffolded by a spec: the host of the integration, and those that other parts of it may have to go to first. */
export interface Scaffolding extends Recognised {
  spec: IntegrationSpec;
  layout: string | undefined;
  /** Every target that recognised the checkout. */
  known: readonly Recognised[];
}

/** The targets that have to scaffold their part of a spec before the host of the integration can take it. */
function neededFor({ target, host, spec, known }: Scaffolding): Recognised[] {
  const needs = target.needs?.(host, spec) ?? [];
  return known.filter((each) => needs.includes(each.target.id));
}

/** Drafts a new integration with its registration, and with the parts that it needs: one plan of them all. */
export function propose(
  scaffolding: Scaffolding,
  formatter: Formatter | null,
  say: (warning: string) => void,
): Promise<Proposal> {
  return proposeWork(scaffolding.target, scaffolding.host, scaffoldWork(scaffolding), formatter, say);
}

function scaffoldWork(scaffolding: Scaffolding): Work {
  const { target, host, spec, layout } = scaffolding;
  const needed = neededFor(scaffolding);
  return {
    server: nameOf(target, spec),
    extends: false,
    parts: needed.map((part) => ({ target: part.target, name: nameOf(part.target, spec) })),
    record: (draft) => {
      for (const part of needed) part.target.scaffold?.(draft, withSettings(part.host, host), spec);
      target.scaffold?.(draft, needed.length === 0 ? host : onDraft(target, draft, host), spec, layout);
    },
  };
}

/** What a person still has to do, those parts first that others need. */
export function nextSteps(scaffolding: Scaffolding): string[] {
  const { spec } = scaffolding;
  const steps = [...neededFor(scaffolding), scaffolding].flatMap(({ target, host }) => target.next?.(host, spec) ?? []);
  return [...new Set(steps)];
}

/** The name of what a target makes of a spec. */
function nameOf(target: Target, { name, auth }: IntegrationSpec): string {
  return target.kind === "provider" && auth.kind === "oauth" ? auth.provider : name;
}

/** The host as it is after what was drafted so far. */
function onDraft(target: Target, draft: Draft, host: Host): Host {
  return withSettings(target.detect(draft) ?? host, host);
}

function withSettings(host: Host, { elsewhere, template }: Host): Host {
  return { ...host, elsewhere, ...(template ? { template } : {}) };
}
