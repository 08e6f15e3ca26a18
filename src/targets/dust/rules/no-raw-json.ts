import { locationOf, ts } from "../../../edit/ts.ts";
import { problem } from "../../_shared/verdicts.ts";
import { readsBody } from "../code/answers.ts";
import { arrivalsOf } from "../code/contexts.ts";
import type { Origin } from "../code/flow.ts";
import { textsIn } from "../code/messages.ts";
import { enclosingName } from "../code/modules.ts";
import { PARSED, READ_AS_JSON, STRINGIFIED } from "../code/passing.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION, onImplementation } from "../judge/subjects.ts";

export default {
  id: "dust/no-raw-json",
  severity: "info",
  title: "Answers are rendered, not dumped as JSON",
  why: "A whole answer fills the model's context with fields that nobody asked for.",
  fixHint:
    "Pick the fields that matter and write them as lines, as `rendering.ts` of other servers does; JSON of picked fields is fine.",
  example: {
    path: "front/lib/api/actions/servers/val_town/tools/index.ts",
    good: "text: `${name} (${privacy})`",
    bad: "text: JSON.stringify(val.value, null, 2)",
  },
  needs: IMPLEMENTATION,
  check: ({ found, host }) =>
    onImplementation(found, ({ modules }) => {
      const reach = { modules, sources: host.sources };
      const texts = modules.flatMap(textsIn);
      const dumps = texts.flatMap((text) => arrivalsOf(text, reach).flatMap(({ origin }) => dumpOf(origin) ?? []));
      const message = `\`${found.name}\` answers with a whole response as JSON.`;
      return [...new Set(dumps)].map((call) => problem(locationOf(call), enclosingName(call), message));
    }),
} satisfies DustRule;

// What holds a response or is one; a field of any other name is a choice that the handler made.
const ENVELOPES = /^(value|data|body|result|results|items|records)$/;
const UNCHANGED = new Set([PARSED, READ_AS_JSON, "[]"]);

/** The call that writes a whole response as JSON; null when the value is another, or only some of it. */
function dumpOf({ node, steps }: Origin): ts.Node | null {
  const at = steps.findIndex((step) => step.name === STRINGIFIED);
  const call = steps[at]?.node;
  if (!call || isPicked(call)) return null;
  const names = steps.slice(0, at).map((step) => step.name);
  if (!names.every((name) => UNCHANGED.has(name) || ENVELOPES.test(name))) return null;
  return readsBody(node) || (ts.isCallExpression(node) && /^(value|data|body)$/.test(names[0] ?? "")) ? call : null;
}

// `JSON.stringify(x, ["id"])` writes the fields that it names, and a function writes what it returns.
function isPicked(call: ts.Node): boolean {
  const filter = ts.isCallExpression(call) ? call.arguments[1] : undefined;
  return filter !== undefined && (ts.isArrayLiteralExpression(filter) || ts.isFunctionLike(filter));
}
