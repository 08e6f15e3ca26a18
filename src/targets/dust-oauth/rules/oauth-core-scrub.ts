import { problem } from "../../_shared/verdicts.ts";
import type { ProviderCode } from "../core/behaviour/functions.ts";
import { type Scrub, scrubOf, tokensRead } from "../core/behaviour/scrub.ts";
import type { FoundProvider } from "../found.ts";
import { asksForIdToken } from "../judge/id-token.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { CODE, onCode } from "../judge/on-core.ts";

export default {
  id: "dust/oauth-core-scrub",
  severity: "error",
  title: "Tokens are taken out of the vendor's answer",
  why: "What `scrubbed_raw_json` returns leaves the service that keeps tokens sealed; a token in it can be read by everything that asks for the connection.",
  fixHint:
    "Remove `access_token` and `refresh_token` in `scrubbed_raw_json`, `id_token` where the vendor sends one, and the tokens inside of objects.",
  example: {
    path: "core/src/oauth/providers/hubspot.rs",
    good: '            map.remove("refresh_token");\n',
    bad: "",
  },
  needs: CODE,
  check: ({ found }) =>
    onCode(found, (code) => {
      const scrub = scrubOf(code);
      const left = scrub ? leftIn(scrub, code, found) : [];
      if (!scrub || left.length === 0) return [];
      const keys = left.map((key) => `\`${key}\``).join(", ");
      return [problem(scrub.at, left.join(" "), `\`scrubbed_raw_json\` of \`${found.name}\` leaves ${keys} in.`)];
    }),
} satisfies OAuthRule;

function leftIn({ removed }: Scrub, code: ProviderCode, { front }: FoundProvider): string[] {
  const read = tokensRead(code);
  const wanted = [
    { key: "access_token", holder: "" },
    { key: "refresh_token", holder: "" },
    ...(asksForIdToken(front) ? [{ key: "id_token", holder: "" }] : []),
    ...read,
  ];
  const left = wanted.filter(({ key, holder }) => {
    const isGone = removed.get(holder)?.has(key) ?? false;
    return !isGone && !(holder !== "" && removed.get("")?.has(holder));
  });
  return [...new Set(left.map(({ key, holder }) => (holder === "" ? key : `${holder}.${key}`)))];
}
