import { z } from "zod";
import { flagRegistry } from "./flag.ts";
import { constantEntries, lineText, nameText, proseText, webUrl } from "./text.ts";

const useCaseSchema = z.enum(["platform_actions", "personal_actions", "workspace_connection"]);
const oauthOnly = { path: "auth.kind", value: "oauth", flag: "--oauth <provider>" };

const credentialInputSchema = z.strictObject({
  key: nameText("param", "Key of the input."),
  label: lineText("Label that the administrator sees."),
  secret: z.boolean().default(false).meta({ description: "Whether the input is hidden." }),
  help: proseText("Help below the input.").optional(),
});

const oauthSchema = z
  .strictObject({
    kind: z.literal("oauth").meta({ description: "OAuth 2 through a provider of the host." }),
    provider: nameText("provider", "Use OAuth with this provider of the host.").register(flagRegistry, {
      flags: "--oauth <provider>",
      implies: { path: "auth.kind", value: "oauth" },
    }),
    useCases: z
      .array(useCaseSchema)
      .min(1)
      .default(["platform_actions", "personal_actions"])
      .meta({ description: "Who connects: the workspace, each person, or both." })
      .register(flagRegistry, { flags: "--use-case <case>", needs: oauthOnly }),
    scope: lineText("OAuth scopes, separated by spaces.")
      .optional()
      .register(flagRegistry, { flags: "--scope <scopes>", needs: oauthOnly }),
    scopes: z
      .partialRecord(useCaseSchema, lineText("OAuth scopes, separated by spaces."))
      .optional()
      .meta({ description: "Scopes by use case, where they differ." }),
    authorizationUrl: webUrl("The vendor's authorization endpoint; needed only to scaffold the provider.").optional(),
    tokenUrl: webUrl("The vendor's token endpoint; needed only to scaffold the provider.").optional(),
    pkce: z.boolean().optional().meta({ description: "Whether the vendor wants PKCE." }),
    tokenAuth: z
      .enum(["body", "basic"])
      .optional()
      .meta({ description: "How client id and secret reach the token endpoint." }),
    tokenFormat: z.enum(["form", "json"]).optional().meta({ description: "Encoding of token requests." }),
    authorizationParams: constantEntries(z.string(), "More parameters of the authorization URL.").optional(),
    defaultExpiresIn: z
      .int()
      .positive()
      .optional()
      .meta({ description: "Life of an access token in seconds when the vendor does not say." }),
    rotatesRefreshToken: z
      .boolean()
      .optional()
      .meta({ description: "Whether each refresh yields a new refresh token." }),
    requiresWorkspaceConnection: z
      .boolean()
      .optional()
      .meta({ description: "Whether personal connections need one of the workspace first." }),
    credentialInputs: z
      .array(credentialInputSchema)
      .optional()
      .meta({ description: "What an administrator types in before connecting." }),
  })
  .meta({ title: "OAuth" });

const bearerSchema = z
  .strictObject({
    kind: z
      .literal("bearer")
      .meta({ description: "Use a bearer token that an administrator enters." })
      .register(flagRegistry, { flags: "--bearer" }),
  })
  .meta({ title: "Bearer token" });

const noAuthSchema = z
  .strictObject({
    kind: z
      .literal("none")
      .meta({ description: "Send no credentials." })
      .register(flagRegistry, { flags: "--no-auth" }),
  })
  .meta({ title: "No authentication" });

/** How the integration authenticates at the vendor. */
export const authSchema = z.discriminatedUnion("kind", [oauthSchema, bearerSchema, noAuthSchema]);

export type AuthSpec = z.infer<typeof authSchema>;
