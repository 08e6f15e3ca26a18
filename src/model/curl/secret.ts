import { isCredentialName, looksLikeSecret } from "../value-text.ts";

const MORE_NAMES = new Set(
  "auth credential credentials jwt hmac sig signature pass pwd passphrase passcode pin session sessionid sid csrf csrftoken xsrftoken".split(
    " ",
  ),
);
const PAGING = /(?:page|next|prev|previous|continuation|sync|cursor|delta|skip|start|scroll|resume)_?token$/i;
const ENDING = /(?:token|secret|password|apikey|accesskey|privatekey|signature|credential)$/;

/** Whether a query or body key normally carries a credential; tokens of paging do not. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return (
    !PAGING.test(name.replace(/[^A-Za-z0-9]/g, "")) &&
    (isCredentialName(name) || MORE_NAMES.has(plain) || ENDING.test(plain))
  );
}

/** The same for the query string, where a bare `key` or `code` is the vendor's way to sign a request. */
export function isSecretQuery(name: string, value: string): boolean {
  return (
    isSecretName(name) ||
    /^(?:app|user|x|client|subscription|service|account)?[-_]?key$/i.test(name) ||
    looksLikeSecret(value)
  );
}
