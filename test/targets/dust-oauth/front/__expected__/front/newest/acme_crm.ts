import config from "@app/lib/api/config";
import type { BaseOAuthStrategyProvider } from "@app/lib/api/oauth/providers/base_oauth_stragegy_provider";
import {
  finalizeUriForProvider,
  getStringFromQuery,
} from "@app/lib/api/oauth/utils";
import type { Authenticator } from "@app/lib/auth";
import { getPKCEConfig } from "@app/lib/utils/pkce";
import type {
  ExtraConfigType,
  OAuthConnectionType,
  OAuthUseCase,
} from "@app/types/oauth/lib";
import type { ParsedUrlQuery } from "querystring";

const AUTHORIZATION_URL = "http://auth.acme-crm.example/oauth/authorize";
const SCOPES: Partial<Record<OAuthUseCase, string>> = {
  platform_actions: "items:read items:write",
  personal_actions: "me",
};
const USE_CASES: OAuthUseCase[] = ["platform_actions", "personal_actions"];

export class AcmeCrmOAuthProvider implements BaseOAuthStrategyProvider {
  setupUri({
    connection,
    useCase,
  }: {
    connection: OAuthConnectionType;
    useCase: OAuthUseCase;
  }) {
    if (!USE_CASES.includes(useCase)) {
      throw new Error(`Acme CRM has no connections for ${useCase}.`);
    }
    const { code_challenge } = connection.metadata;
    if (!code_challenge) {
      throw new Error(
        "The connection of Acme CRM has no code challenge: set it up once more."
      );
    }
    const url = new URL(AUTHORIZATION_URL);
    url.searchParams.set("prompt", "consent");
    url.searchParams.set("response_type", "code");
    url.searchParams.set("client_id", config.getOAuthAcmeCrmClientId());
    const scope = SCOPES[useCase];
    if (scope) {
      url.searchParams.set("scope", scope);
    }
    url.searchParams.set(
      "redirect_uri",
      finalizeUriForProvider({ provider: "acme_crm", connection })
    );
    url.searchParams.set("state", connection.connection_id);
    url.searchParams.set("code_challenge", code_challenge);
    url.searchParams.set("code_challenge_method", "S256");
    return url.toString();
  }

  codeFromQuery(query: ParsedUrlQuery) {
    return getStringFromQuery(query, "code");
  }

  connectionIdFromQuery(query: ParsedUrlQuery) {
    return getStringFromQuery(query, "state");
  }

  isExtraConfigValid(extraConfig: ExtraConfigType, useCase: OAuthUseCase) {
    if (useCase === "personal_actions" && extraConfig.mcp_server_id) {
      return true; // The workspace's connection is there already.
    }
    // A server may come with a scope of its own; the provider asks for its own.
    return Object.keys(extraConfig).every((key) => key === "scope");
  }

  async getUpdatedExtraConfig(
    _auth: Authenticator,
    { extraConfig }: { extraConfig: ExtraConfigType }
  ): Promise<ExtraConfigType> {
    return { ...extraConfig, ...(await getPKCEConfig()) };
  }
}
