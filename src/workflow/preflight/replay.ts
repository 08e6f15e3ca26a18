import type { LearnedAuth } from "../../model/oauth/preflight-document.ts";
import { flagWords, quote } from "../spec/replay.ts";

// Without a name the command would end in an error; it writes nothing, so this one does no harm.
const UNNAMED = "new_provider";

/** The command line that shows what a learned declaration would write, for a POSIX shell. */
export function preflightReplay({ provider = UNNAMED, scope, ...auth }: LearnedAuth): string {
  const { kind: _kind, authorizationParams, ...fields } = auth;
  const sets = Object.entries(fields).map(([field, value]) => `auth.${field}=${value}`);
  if (authorizationParams) sets.push(`auth.authorizationParams=${JSON.stringify(authorizationParams)}`);
  const words = [
    provider,
    "--target",
    "dust-oauth",
    ...flagWords("--oauth", [provider]),
    ...(scope === undefined ? [] : flagWords("--scope", [scope])),
    ...sets.flatMap((set) => flagWords("--set", [set])),
    "--diff",
  ];
  return ["npx mcp-new provider", ...words.map(quote)].join(" ");
}
