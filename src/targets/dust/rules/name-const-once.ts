import { fold } from "../../../edit/fold.ts";
import { locationOf, ts } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import { problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION, METADATA } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";

export default {
  id: "dust/name-const-once",
  severity: "info",
  title: "A name constant is declared in one module",
  why: "Of two constants of one name the next rename changes one, and half of the imports keep the old value.",
  fixHint: "Export it from one module and import it in the other.",
  example: {
    path: "front/lib/api/actions/servers/ashby/metadata.ts",
    good: "export const ASHBY_TOOLS_METADATA = [",
    bad: 'export const ASHBY_SERVER_NAME = "ashby" as const;\n\nexport const ASHBY_TOOLS_METADATA = [',
  },
  needs: [...METADATA, ...IMPLEMENTATION],
  check: ({ found, host }) => {
    const metadata = factValue(found.metadata() ?? undefined);
    const described = metadata ? host.sources.source(metadata.path) : null;
    const constants = host.sources.source(PATHS.constants);
    const own = new Set([...(found.implementation()?.modules ?? []), ...(described ? [described] : [])]);
    const declared = [...own].flatMap(namesIn);
    if (declared.length === 0) return [];
    const first = new Map((constants ? namesIn(constants) : []).map((each) => [each.text, each]));
    return declared.flatMap((name) => {
      const known = first.get(name.text);
      if (!known) first.set(name.text, name);
      const { parent } = name;
      const value =
        ts.isVariableDeclaration(parent) && parent.initializer ? fold(parent.initializer, host.sources) : null;
      if (!known || known === name || !value?.known) return [];
      const related = { at: locationOf(known), message: "and here" };
      return [problem(locationOf(name), name.text, `\`${name.text}\` is declared in two modules.`, related)];
    });
  },
} satisfies DustRule;

const names = new WeakMap<ts.SourceFile, ts.Identifier[]>();

// The registry is compared with the modules of each server.
function namesIn(module: ts.SourceFile): ts.Identifier[] {
  const known =
    names.get(module) ??
    module.statements
      .filter(ts.isVariableStatement)
      .flatMap((statement) => statement.declarationList.declarations.map((each) => each.name))
      .filter(ts.isIdentifier)
      .filter((name) => /_(SERVER|TOOL)_NAME$/.test(name.text));
  names.set(module, known);
  return known;
}
