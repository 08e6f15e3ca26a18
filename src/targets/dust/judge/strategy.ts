import type { ts } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { OAUTH_PATHS } from "../../_shared/oauth/paths.ts";
import { strategyRows } from "../../_shared/oauth/strategies.ts";
import { notApplicable, onFact, unknown } from "../../_shared/verdicts.ts";
import type { DustHost } from "../host.ts";
import type { DustServer, ReadAuthorization } from "../read/server.ts";
import { onMetadata } from "./subjects.ts";

/** How a server is connected, and the class that sends people to its vendor. */
export interface Connected {
  provider: string;
  authorization: ReadAuthorization;
  strategy: ts.ClassLikeDeclaration;
}

/** Judges how people connect a server: by the strategy of the provider that it names. */
export function onStrategy(
  found: DustServer,
  { sources }: DustHost,
  judge: (connected: Connected) => Verdict[],
): Verdict[] {
  return onMetadata(found, ({ authorization }) =>
    onFact("the authorization", authorization, (auth) => {
      if (!auth) return [];
      return onFact("the provider", auth.provider, (provider, at) => {
        const rows = strategyRows(sources);
        if (rows.size === 0) return [notApplicable(`this checkout has no strategies in ${OAUTH_PATHS.registry}`)];
        const strategy = rows.get(provider)?.strategy;
        const lost = { at, why: `no row of ${OAUTH_PATHS.registry} leads to its class` };
        return strategy ? judge({ provider, authorization: auth, strategy }) : [unknown("the strategy", lost)];
      });
    }),
  );
}

/** The place of a use case that a server offers; null when it does not. */
export function placeOfUseCase({ useCases }: ReadAuthorization, useCase: string): Location | null {
  return useCases.find((fact) => fact.known && fact.value === useCase)?.at ?? null;
}

/** The file of the strategy that people connect a server by; null when that is not known. */
export function strategyPath(found: DustServer, { sources }: DustHost): string | null {
  const metadata = found.metadata();
  const provider = metadata && factValue(factValue(factValue(metadata)?.authorization)?.provider);
  if (!provider || !sources.source(OAUTH_PATHS.registry)) return null;
  return strategyRows(sources).get(provider)?.strategy?.getSourceFile().fileName ?? null;
}
