import { factValue } from "../../../model/found.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { silencedBy } from "../../../rules/run.ts";
import { problem, unknown } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { HANDLERS, METADATA, onImplementation, onMetadata } from "../judge/subjects.ts";
import type { DustServer, ReadImplementation, ReadMetadata } from "../read/server.ts";

export default {
  id: "dust/token-wiring",
  severity: "warning",
  title: "A server that is given a token or a secret reads it, and only such a server",
  why: "Without it every call to the vendor is refused; one that nobody provides is always missing.",
  fixHint:
    "Read `authInfo?.token` (or the secret's `secretName`) in the handlers, or declare what provides it: `authorization`, `requiresBearerToken`, `developerSecretSelection`.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: "    requiresBearerToken: true,\n",
    bad: "",
  },
  needs: [...METADATA, ...HANDLERS],
  check: ({ found }) =>
    onMetadata(found, (metadata) =>
      onImplementation(found, (implementation) => [
        ...tokenFaults(found, metadata, implementation),
        ...secretFaults(found, metadata, implementation),
      ]),
    ),
} satisfies DustRule;

function tokenFaults(
  found: DustServer,
  metadata: ReadMetadata,
  { token, at, path, handlers, bare }: ReadImplementation,
): Verdict[] {
  const { authorization } = metadata;
  const bearer = found.entry?.requiresBearerToken;
  const open = [authorization, bearer].find((fact) => fact && !fact.known);
  if (open && !open.known) return [unknown("whether it is connected", open)];
  const oauth = authorization?.known && authorization.value !== null ? authorization : undefined;
  const provider = oauth ?? (factValue(bearer) ? bearer : undefined);
  if (provider && token === "unused") {
    if (bare) return [silencedBy("dust/tool-sets-match")];
    const handled = factValue(handlers ?? undefined) ?? [];
    if (handled.length > 0 && handled.every((handler) => handler.stub)) return [silencedBy("dust/handler-stub")];
    const message = `\`${found.name}\` is given a token, and nothing in its folder reads it.`;
    return [problem(provider.at, "token", message, { at, message: `its module is ${path}` })];
  }
  if (provider || token !== "read") return [];
  const message = `\`${found.name}\` reads a token, and neither \`authorization\` nor \`requiresBearerToken\` provides one.`;
  return [
    problem(metadata.authorization?.at ?? metadata.at, "token", message, { at, message: `its module is ${path}` }),
  ];
}

function secretFaults(
  found: DustServer,
  metadata: ReadMetadata,
  { readsSecret, at, path }: ReadImplementation,
): Verdict[] {
  if (metadata.selectsSecret === readsSecret || metadata.selectsSecret === "unknown") return [];
  const message = readsSecret
    ? `\`${found.name}\` reads \`secretName\`, and its metadata has no \`developerSecretSelection\`.`
    : `\`${found.name}\` asks for a workspace secret, and nothing in its folder reads \`secretName\`.`;
  return [problem(metadata.at, "secret", message, { at, message: `its module is ${path}` })];
}
