import type { DeclaredIntegration } from "../integration-spec.ts";
import { isCredentialName, showValue } from "../value-text.ts";
import { forEachRepeat, type ProblemList } from "./problem.ts";
import { checkTools } from "./tool.ts";
import type { Parts } from "./valid-parts.ts";

/** Problems between the fields of an integration. `hasBaseUrl` says whether the spec gives one at all, right or wrong. */
export function checkIntegration(spec: Parts<DeclaredIntegration>, hasBaseUrl: boolean, problems: ProblemList): void {
  if (spec.gate !== undefined && spec.gate !== null) checkGate(spec.gate, problems);
  if (spec.auth !== undefined) checkAuth(spec.auth, problems);
  if (spec.api !== undefined) checkHeaders(spec.api, problems);
  checkTools(spec.tools ?? [], { baseUrl: hasBaseUrl, absolute: false }, ["tools"], problems);
}

function checkGate(gate: Parts<NonNullable<DeclaredIntegration["gate"]>>, problems: ProblemList): void {
  if (gate.featureFlag !== undefined || gate.plan !== undefined) return;
  const why = gate.preview === true ? "a preview needs a gate: give" : "a gate needs";
  problems.add(["gate"], `${why} a featureFlag or a plan; null is no gate`);
}

function checkAuth(auth: Parts<DeclaredIntegration["auth"]>, problems: ProblemList): void {
  if (!("useCases" in auth) && !("scopes" in auth)) return;
  const useCases = auth.useCases;
  if (useCases === undefined) return;
  forEachRepeat(useCases, (index) =>
    problems.add(["auth", "useCases", index], `${showValue(useCases[index])} is named twice`),
  );
  for (const useCase of Object.keys(auth.scopes ?? {})) {
    if (!useCases.some((each) => each === useCase)) {
      problems.add(["auth", "scopes", useCase], "is no use case of this integration; add it to useCases");
    }
  }
}

function checkHeaders(api: Parts<NonNullable<DeclaredIntegration["api"]>>, problems: ProblemList): void {
  const authHeader = (api.authHeader?.name ?? "Authorization").toLowerCase();
  for (const name of Object.keys(api.headers ?? {})) {
    if (name.toLowerCase() === authHeader && !isCredentialName(name)) {
      problems.add(["api", "headers", name], "is the header of the credential, which the host supplies");
    }
  }
}
