const SOURCE = "core/src";

/** Where Dust's core keeps what an OAuth provider touches, relative to the root of the checkout. */
export const CORE_PATHS = {
  root: SOURCE,
  library: `${SOURCE}/lib.rs`,
  times: `${SOURCE}/utils.rs`,
  connection: `${SOURCE}/oauth/connection.rs`,
  credential: `${SOURCE}/oauth/credential.rs`,
  providers: `${SOURCE}/oauth/providers`,
  requests: `${SOURCE}/oauth/providers/utils.rs`,
} as const;

/** The enums of providers: of connections, and of what customers supply to them. */
export const CORE_ENUMS = { connection: "ConnectionProvider", credential: "CredentialProvider" } as const;
