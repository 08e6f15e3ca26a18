const LONGEST = 60;
// C0 and C1 controls, line and paragraph separators, zero-width and direction marks, lone surrogates: what a terminal hides or obeys.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const TOKEN_LIKE = new RegExp(
  [
    "eyJ[\\w-]{10,}",
    "\\b(?:sk|glpat|xox[a-z])-[\\w-]{8,}",
    "\\b(?:gh[opsu]|[prs]k_(?:live|test))_\\w{8,}",
    "\\bAKIA[A-Z0-9]{12,}",
    "\\bBearer\\s+\\S",
    "://[^/\\s]*@",
  ].join("|"),
);
const CREDENTIAL_NAMES = new Set(
  "authorization proxyauthorization cookie setcookie apikey xapikey authtoken xauthtoken accesstoken refreshtoken token bearertoken secret clientsecret password passwd privatekey privatetoken".split(
    " ",
  ),
);

/** Whether a header, query or body key of this name normally carries a credential. */
export function isCredentialName(name: string): boolean {
  return CREDENTIAL_NAMES.has(name.toLowerCase().replace(/[^a-z0-9]/g, ""));
}

/** Whether a text looks as if it held a credential: a token of a known form, `Bearer x`, or `user:password@` in a URL. */
export function looksLikeSecret(text: string): boolean {
  return TOKEN_LIKE.test(text);
}

/** `text` with every control and invisible character written as an escape such as `\u001b`. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** A value as it may stand in a message: on one line, at most 60 characters, nothing that looks like a secret. */
export function showValue(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  if (looksLikeSecret(value)) return "(a value that looks like a secret)";
  return curtail(visible(JSON.stringify(value)));
}

/** `text` cut to 60 characters, the last of them an ellipsis when something is missing. */
export function curtail(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join("")}…`;
}
