import { declarationOf } from "../../../edit/syntax/scope.ts";
import { locationOf, ts, walk } from "../../../edit/ts.ts";
import { problem } from "../../_shared/verdicts.ts";
import { enclosingName, onModules } from "../code/modules.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION } from "../judge/subjects.ts";

const NAMES = /^(id|key|slug|name|owner|repo)$|(Id|Key|Slug|Name|Uuid)$/;

export default {
  id: "dust/path-id-encoded",
  severity: "info",
  title: "Values in the path of a URL are encoded",
  why: "The model chooses the value: with a slash or `..` in it the request goes to another resource.",
  fixHint: "Write `${encodeURIComponent(id)}`.",
  example: {
    path: "front/lib/api/actions/servers/val_town/client.ts",
    good: "`/vals/${encodeURIComponent(valId)}`\n    );",
    bad: "`/vals/${valId}`\n    );",
  },
  needs: IMPLEMENTATION,
  check: ({ found }) =>
    onModules(found, (module) =>
      walk(module)
        .filter(ts.isTemplateExpression)
        .flatMap((template) =>
          valuesInPath(template).map((value) => {
            const message = `\`${value.text}\` stands in the path of a URL of \`${found.name}\` as it is.`;
            return problem(locationOf(value), `${enclosingName(template)}.${value.text}`, message);
          }),
        ),
    ),
} satisfies DustRule;

// A template is a URL when it begins with a path or with an address; after `?` other rules of encoding hold.
function valuesInPath({ head, templateSpans }: ts.TemplateExpression): ts.Identifier[] {
  const first = templateSpans[0]?.expression.getText() ?? "";
  const isBase = head.text === "" && /(url|host|path)$/i.test(first);
  if (!isBase && !/^(\/[\w-]|https:\/\/api\.)/.test(head.text)) return [];
  const found: ts.Identifier[] = [];
  let before = head.text;
  for (const { expression, literal } of templateSpans) {
    if (before.includes("?")) break;
    if (before.endsWith("/") && ts.isIdentifier(expression) && isGiven(expression)) found.push(expression);
    before = literal.text;
  }
  return found;
}

function isGiven(name: ts.Identifier): boolean {
  const declared = NAMES.test(name.text) ? declarationOf(name) : null;
  if (!declared) return false;
  if (ts.isBindingElement(declared)) return ts.isParameter(declared.parent.parent);
  return ts.isParameter(declared) && declared.type?.kind !== ts.SyntaxKind.NumberKeyword;
}
