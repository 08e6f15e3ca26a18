import { z } from "zod";

// Documents of strangers: a field of a wrong type counts as left out, an entry of a list that is no word is dropped.
const word = z
  .string()
  .max(200)
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/);
const words = z
  .array(z.unknown())
  .transform((entries) => entries.flatMap((entry) => word.safeParse(entry).data ?? []))
  .optional()
  .catch(undefined);
const urlText = z.string().max(2048).optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

const serverSchema = z.object({
  issuer: urlText,
  authorization_endpoint: urlText,
  token_endpoint: urlText,
  registration_endpoint: urlText,
  scopes_supported: words,
  response_types_supported: z.array(z.string()).optional().catch(undefined),
  grant_types_supported: words,
  token_endpoint_auth_methods_supported: words,
  code_challenge_methods_supported: words,
  require_pushed_authorization_requests: flag,
});

const resourceSchema = z.object({
  resource: urlText,
  authorization_servers: z
    .array(z.unknown())
    .transform((entries) => entries.filter((entry) => typeof entry === "string"))
    .optional()
    .catch(undefined),
  scopes_supported: words,
});

/** What an authorization server says of itself (RFC 8414, or OpenID Connect discovery), as far as it can be used. */
export type ServerMetadata = z.infer<typeof serverSchema>;

/** What a protected resource says of itself (RFC 9728), as far as it can be used. */
export type ResourceMetadata = z.infer<typeof resourceSchema>;

/** The metadata of an authorization server in a JSON value; undefined when it names no endpoint of one. */
export function serverMetadata(value: unknown): ServerMetadata | undefined {
  const { data } = serverSchema.safeParse(value);
  return data?.authorization_endpoint === undefined && data?.token_endpoint === undefined ? undefined : data;
}

/** The metadata of a protected resource in a JSON value; undefined when it names neither a resource nor its servers. */
export function resourceMetadata(value: unknown): ResourceMetadata | undefined {
  const { data } = resourceSchema.safeParse(value);
  return data?.resource === undefined && data?.authorization_servers === undefined ? undefined : data;
}
