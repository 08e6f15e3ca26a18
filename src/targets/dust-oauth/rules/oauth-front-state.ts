import { memberOf } from "../../../edit/evaluate/class-member.ts";
import { locationOf } from "../../../edit/ts.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { problem, unknown } from "../../_shared/verdicts.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { onStrategy, STRATEGY } from "../judge/on-front.ts";

export default {
  id: "dust/oauth-front-state",
  severity: "error",
  title: "The state that is sent to the vendor is the connection's id",
  why: "The callback finds the connection by the state; with another one, or none, nobody ever finishes connecting.",
  fixHint: "Send `state: connection.connection_id`, which `connectionIdFromQuery` reads back.",
  example: {
    path: "front/lib/api/oauth/providers/hubspot.ts",
    good: 'url.searchParams.set("state", connection.connection_id)',
    bad: 'url.searchParams.set("state", connection.provider)',
  },
  needs: STRATEGY,
  check: ({ found, host }) =>
    onStrategy(found, ({ params }, owner) => {
      const states = params.filter(({ name }) => name === "state");
      const setup = memberOf(owner, "setupUri", host.sources);
      if (params.length === 0 && setup) {
        return [unknown("the address", { at: locationOf(setup.name), why: "none of its parameters can be seen" })];
      }
      if (states.length === 0 && setup) {
        return [problem(locationOf(setup.name), "state", `\`setupUri\` of \`${found.name}\` sends no \`state\`.`)];
      }
      return states.flatMap(({ isConnectionId, at }): Verdict[] => {
        if (isConnectionId === null) return [{ kind: "unknown", at, reason: "the state cannot be worked out" }];
        const message = `The state of \`${found.name}\` is not \`connection.connection_id\`.`;
        return isConnectionId ? [] : [problem(at, "state", message)];
      });
    }),
} satisfies OAuthRule;
