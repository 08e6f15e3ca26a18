import { constantCase, pascalCase } from "../../../model/name.ts";
import { OAUTH_PATHS } from "../../_shared/oauth/paths.ts";
import type { UseCase } from "../declaration.ts";

/** The names that a provider has in the front, beside its wire name. */
export interface FrontNames {
  className: string;
  /** The file of the class, relative to the root of the checkout. */
  path: string;
  /** The getter of the client id in the configuration, and the variable that it reads. */
  getter: string;
  clientIdVariable: string;
}

/** The names that follow from a wire name: `acme_crm` → `AcmeCrmOAuthProvider`, `getOAuthAcmeCrmClientId`. */
export function frontNames(provider: string): FrontNames {
  const pascal = pascalCase(provider);
  return {
    className: `${pascal}OAuthProvider`,
    path: `${OAUTH_PATHS.strategies}/${provider}.ts`,
    getter: `getOAuth${pascal}ClientId`,
    clientIdVariable: `OAUTH_${constantCase(provider)}_CLIENT_ID`,
  };
}

/** What the host calls a use case. */
export function hostUseCase(useCase: UseCase): string {
  return useCase === "workspace_connection" ? "connection" : useCase;
}
