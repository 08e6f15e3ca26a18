import type { ParsedUrlQuery } from "querystring";

import {
  getWorkspaceOAuthConnectionForMCPServer,
  getWorkspaceOAuthConnectionIdForMCPServer,
} from "@app/lib/api/oauth/mcp_server_connection_auth";
import type {
  BaseOAuthStrategyProvider,
  RelatedCredential,
} from "@app/lib/api/oauth/providers/base_oauth_stragegy_provider";
import {
  finalizeUriForProvider,
  getStringFromQuery,
} from "@app/lib/api/oauth/utils";
import type { Authenticator } from "@app/lib/auth";
import { getPKCEConfig } from "@app/lib/utils/pkce";
import type { ExtraConfigType } from "@app/pages/w/[wId]/oauth/[provider]/setup";
import type { OAuthConnectionType, OAuthUseCase } from "@app/types/oauth/lib";

const AUTHORIZATION_URL = "http://auth.acme-crm.example/oauth/authorize";
const SCOPE = "items:read items:write";
const USE_CASES: OAuthUseCase[] = ["platform_actions", "personal_actions"];
const INPUTS = ["client_id", "client_secret"];

export class AcmeClientOAuthProvider implements BaseOAuthStrategyProvider {
  requiresWorkspaceConnectionForPersonalAuth = true;

  setupUri({
    connection,
    useCase,
  }: {
    connection: OAuthConnectionType;
    useCase: OAuthUseCase;
  }) {
    if (!USE_CASES.includes(useCase)) {
      throw new Error(`Acme Client has no connections for ${useCase}.`);
    }
    const { client_id, code_challenge } = connection.metadata;
    if (!client_id) {
      throw new Error(
        "The connection of Acme Client has no client id: set it up once more."
      );
    }
    if (!code_challenge) {
      throw new Error(
        "The connection of Acme Client has no code challenge: set it up once more."
      );
    }
    const url = new URL(AUTHORIZATION_URL);
    url.searchParams.set("response_type", "code");
    url.searchParams.set("client_id", client_id);
    url.searchParams.set("scope", SCOPE);
    url.searchParams.set("redirect_uri", finalizeUriForProvider("acme_client"));
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
    const keys = Object.keys(extraConfig);
    return (
      INPUTS.every((key) => extraConfig[key]) &&
      keys.every((key) => key === "scope" || INPUTS.includes(key))
    );
  }

  async getRelatedCredential(
    auth: Authenticator,
    {
      extraConfig,
      workspaceId,
      userId,
      useCase,
    }: {
      extraConfig: ExtraConfigType;
      workspaceId: string;
      userId: string;
      useCase: OAuthUseCase;
    }
  ): Promise<RelatedCredential> {
    const metadata = { workspace_id: workspaceId, user_id: userId };
    const { mcp_server_id } = extraConfig;
    if (useCase === "personal_actions" && mcp_server_id) {
      const id = await getWorkspaceOAuthConnectionIdForMCPServer(
        auth,
        mcp_server_id
      );
      if (id.isErr()) {
        throw new Error(id.error.message);
      }
      const content = { from_connection_id: id.value };
      return { content, metadata };
    }
    const content = {
      client_id: extraConfig.client_id,
      client_secret: extraConfig.client_secret,
    };
    return { content, metadata };
  }

  async getUpdatedExtraConfig(
    auth: Authenticator,
    {
      extraConfig,
      useCase,
    }: { extraConfig: ExtraConfigType; useCase: OAuthUseCase }
  ): Promise<ExtraConfigType> {
    // All that is returned becomes metadata, so it is these inputs and no others.
    const { mcp_server_id } = extraConfig;
    let given = extraConfig;
    if (useCase === "personal_actions" && mcp_server_id) {
      const workspace = await getWorkspaceOAuthConnectionForMCPServer(
        auth,
        mcp_server_id
      );
      if (workspace.isErr()) {
        throw new Error(workspace.error.message);
      }
      given = workspace.value.metadata;
    }
    return { client_id: given.client_id, ...(await getPKCEConfig()) };
  }
}
