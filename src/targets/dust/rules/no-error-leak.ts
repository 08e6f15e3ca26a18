import { locationOf, type ts } from "../../../edit/ts.ts";
import { problem } from "../../_shared/verdicts.ts";
import { arrivalsOf } from "../code/contexts.ts";
import { leakOf } from "../code/leaks.ts";
import { type Message, messageParts, messagesIn } from "../code/messages.ts";
import { enclosingName } from "../code/modules.ts";
import type { Reach } from "../code/reach.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION, onImplementation } from "../judge/subjects.ts";

export default {
  id: "dust/no-error-leak",
  severity: "warning",
  title: "Messages hold no answer of the vendor and no secret",
  why: "An upstream error page may hold tokens, addresses and instructions; the model repeats what it reads.",
  fixHint: "Say what failed and the status; log the rest without the token.",
  example: {
    path: "front/lib/api/actions/servers/salesloft/api.ts",
    good: "new MCPError(`Salesloft answered ${response.status}.`, {",
    bad: "new MCPError(`Salesloft answered ${await response.text()}.`, {",
  },
  needs: IMPLEMENTATION,
  check: ({ found, host }) =>
    onImplementation(found, ({ modules }) => {
      const reach = { modules, sources: host.sources };
      const told = modules.flatMap(messagesIn);
      return told.flatMap((message) =>
        messageParts(message.value).flatMap((part) => {
          const leak = firstLeak(part, message, reach);
          if (!leak) return [];
          const text = `${READ_BY[message.kind]} of \`${found.name}\` holds ${leak.what}.`;
          return [problem(locationOf(leak.at), `${enclosingName(leak.at)}.${leak.at.getText()}`, text)];
        }),
      );
    }),
} satisfies DustRule;

const READ_BY = { error: "A message to the model", answer: "An answer to the model", log: "A log line" };

function firstLeak(part: ts.Expression, message: Message, reach: Reach): { at: ts.Node; what: string } | null {
  for (const { origin, call } of arrivalsOf(part, reach)) {
    const what = leakOf(origin, message);
    if (what !== null) return { at: call ?? part, what };
  }
  return null;
}
