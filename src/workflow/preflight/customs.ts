/** What a vendor wants in the authorization URL besides the standard, which no metadata tells. */
export interface Custom {
  params: Readonly<Record<string, string>>;
  why: string;
}

const CUSTOMS: Readonly<Record<string, Custom>> = {
  "accounts.google.com": {
    params: { access_type: "offline", prompt: "consent" },
    why: "Google gives a refresh token only then, and only at a consent",
  },
  "auth.atlassian.com": {
    params: { audience: "api.atlassian.com", prompt: "consent" },
    why: "Atlassian wants to know for which API",
  },
  "www.dropbox.com": {
    params: { token_access_type: "offline" },
    why: "Dropbox gives a refresh token only then",
  },
};

/** The custom of the vendor whose authorization endpoint this is; undefined when none is known. */
export function customOf(authorizationUrl: URL): Custom | undefined {
  return Object.hasOwn(CUSTOMS, authorizationUrl.hostname) ? CUSTOMS[authorizationUrl.hostname] : undefined;
}
