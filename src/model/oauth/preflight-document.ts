import { z } from "zod";

const url = (description: string) => z.string().meta({ description, format: "uri" });
const sentence = (description: string) => z.string().meta({ description });

const authPart = z
  .strictObject({
    kind: z.literal("oauth").meta({ description: "OAuth 2." }),
    provider: sentence("A name for the provider, made of the vendor's host.").optional(),
    authorizationUrl: url("The authorization endpoint."),
    tokenUrl: url("The token endpoint."),
    scope: sentence("Scopes that the resource asks for, separated by spaces.").optional(),
    pkce: z.boolean().meta({ description: "True when the vendor takes PKCE with S256." }).optional(),
    tokenAuth: z
      .enum(["body", "basic"])
      .meta({ description: "How client id and secret reach the token endpoint." })
      .optional(),
    authorizationParams: z
      .record(z.string(), z.string())
      .meta({ description: "More parameters of the authorization URL." })
      .optional(),
  })
  .meta({ description: "The section auth of a spec, as far as it is known." });

const source = z.strictObject({
  field: sentence("A field of auth."),
  document: z
    .string()
    .nullable()
    .meta({ description: "The document that says so; null for a custom of the vendor, and for a guess." }),
  because: sentence("What it is concluded from."),
});

const gap = z.strictObject({ field: sentence("A field of auth."), why: sentence("Why it is not known.") });

const warning = z.strictObject({
  code: z
    .enum([
      "issuer-mismatch",
      "resource-mismatch",
      "endpoint-refused",
      "http-endpoint",
      "no-code-flow",
      "no-s256",
      "plain-pkce-only",
      "no-refresh-token",
      "client-authentication",
      "pushed-authorization",
      "dynamic-registration",
    ])
    .meta({ description: "The kind of the warning." }),
  message: sentence("What is wrong, and what follows from it."),
  document: url("The document that it is about."),
});

const attempt = z.strictObject({
  url: url("What was asked for; after redirects, where the answer came from."),
  status: z.int().nullable().meta({ description: "The HTTP status; null without an answer." }),
  outcome: sentence("What it was, or why it was nothing."),
});

const preflightSchema = z
  .strictObject({
    schemaVersion: z.literal(1).meta({ description: "The version of this format." }),
    command: z.literal("oauth-preflight").meta({ description: "The command." }),
    input: url("The URL that was given, without its query."),
    issuer: z.string().nullable().meta({ description: "The authorization server, as its document names it." }),
    resource: z.string().nullable().meta({ description: "The protected resource, as its document names it." }),
    auth: authPart,
    sources: z.array(source).meta({ description: "Where each field of auth comes from." }),
    scopesSupported: z.array(z.string()).meta({ description: "Every scope that the authorization server lists." }),
    unknown: z.array(gap).meta({ description: "What the documents do not say." }),
    warnings: z.array(warning).meta({ description: "What may keep the declaration from working." }),
    tried: z.array(attempt).meta({ description: "Everything that was asked for, in order." }),
    replay: sentence("A command line that scaffolds the provider, for a POSIX shell."),
  })
  .meta({ title: "OAuth preflight", description: "What `mcp-new oauth-preflight --json` prints." });

/** The JSON document of `oauth-preflight`. */
export type PreflightDocument = z.infer<typeof preflightSchema>;

/** The section `auth` of a spec, as far as metadata can fill it. */
export type LearnedAuth = PreflightDocument["auth"];

/** Where a learned field comes from. */
export type Source = PreflightDocument["sources"][number];

/** What may keep a learned declaration from working. */
export type Warning = PreflightDocument["warnings"][number];

/** One document that was asked for: where, and what came of it. */
export type Attempt = PreflightDocument["tried"][number];

/** The JSON Schema (draft 2020-12) of the document of `oauth-preflight`. */
export function preflightJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(preflightSchema);
  return { $schema, ...rest };
}
