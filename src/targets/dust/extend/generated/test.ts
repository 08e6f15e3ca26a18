import { type Code, code } from "../../../../edit/code.ts";
import { insertElement } from "../../../../edit/list.ts";
import { splice } from "../../../../edit/splice.ts";
import { functionNamed, locationOf, parse, ts, unwrap, variableNamed, walk } from "../../../../edit/ts.ts";
import type { UserError } from "../../../../errors.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import { clientContext, clientFeatures, requestingTools } from "../../files/client.ts";
import type { NamedTool } from "../../files/names.ts";
import { type TestedTools, testContext, testedTools } from "../../files/test/context.ts";
import type { Site } from "../site.ts";
import { notExtendable } from "../snippet.ts";
import { clientOf, placedRequest, type Shared, sharedOf } from "./extension.ts";
import { readCall } from "./helpers.ts";
import { type GeneratedModules, generatedModules, pathOf, toolsModule } from "./modules.ts";
import { writeGenerated } from "./write.ts";

const MISSING_TITLE = "%s is not implemented yet";
const SHAPE_TITLE = "$tool refuses a response of another shape";
const TEMPLATE = "dust/shared/tools.test.ts";

/**
 * Adds a tool to the generated test of a server, or makes that test where the folder has none. To be called after the tool's
 * call was drafted.
 *
 * @returns false, with nothing drafted, when the test of that name is of another make
 * @throws UserError `server-not-extendable` when a part was changed that would have to change again
 */
export function draftGeneratedTest(
  site: Site,
  tool: NamedTool,
  modules: GeneratedModules = generatedModules(site),
): boolean {
  const path = pathOf(site, `${toolsModule(site)}.test`);
  const text = site.draft.read(path);
  if (text !== null && !isOurs(parse(path, text))) return false;
  const client = clientOf(site, tool.spec, modules);
  const [requesting] = requestingTools([tool]);
  const placed = requesting && placedRequest(site, { ...tool.spec, request: requesting.request }, client);
  const shared = sharedOf(site, modules, client, placed?.baseUrl ?? "");
  const spec = placed ? { ...tool.spec, request: placed.request } : tool.spec;
  const rows = testedTools([{ ...tool, spec }], shared.settings.baseUrl);
  const context = contextFor(site, modules, shared);
  if (text === null) {
    writeGenerated(site, tool.spec, { path, template: TEMPLATE, base: null, next: context(rows), added: [] });
    return true;
  }
  const had = testedBy(parse(path, text), rows);
  writeGenerated(site, tool.spec, {
    path,
    template: TEMPLATE,
    base: context(had),
    next: context(both(had, rows)),
    added: [],
  });
  if (had.cases.length > 0) appendRow(site, tool.spec, path, rows.cases, casesIn);
  if (had.missing.length > 0) appendRow(site, tool.spec, path, rows.missing, missingIn);
  return true;
}

function contextFor(site: Site, modules: GeneratedModules, { settings, context, client }: Shared) {
  const path = pathOf(site, modules.helpers);
  const text = site.draft.read(path);
  const call = text === null ? null : readCall(path, text);
  const usesExtra = call?.takesExtra ?? (settings.token !== null || context["signal"] === true);
  const shared = { ...context, ...clientContext(settings, client?.features ?? clientFeatures([]), []), usesExtra };
  return (rows: TestedTools) => ({ ...shared, ...testContext(rows) });
}

function isOurs(source: ts.SourceFile): boolean {
  const names = functionNamed(source, "call")?.parameters.map(({ name }) => name.getText()) ?? [];
  return names[0] === "name" && names[1] === "args" && functionNamed(source, "errorOf") !== null;
}

/** Which parts a test has, with the new rows in place of its own, so that nothing but the parts tells the texts apart. */
function testedBy(source: ts.SourceFile, { cases }: TestedTools): TestedTools {
  const any = code`null`;
  return {
    cases: variableNamed(source, "FIRST") ? [cases[0] ?? any] : [],
    validated: titledCall(source, SHAPE_TITLE) !== null,
    missing: missingIn(source) ? [any] : [],
  };
}

function both(had: TestedTools, rows: TestedTools): TestedTools {
  return {
    cases: had.cases.length > 0 ? had.cases : rows.cases,
    validated: had.validated || rows.validated,
    missing: had.missing.length > 0 ? had.missing : rows.missing,
  };
}

type FindList = (source: ts.SourceFile) => ts.ArrayLiteralExpression | null;

/** Puts the new row behind the others where the test had some; the first one came with its part. */
function appendRow(site: Site, tool: ToolSpec, path: string, rows: readonly Code[], find: FindList): void {
  const [row] = rows;
  const text = site.draft.read(path);
  if (!row || text === null) return;
  const source = parse(path, text);
  const list = find(source);
  if (!list) throw withoutTable(site, tool, source, row);
  site.draft.edit(path, splice(text, insertElement(source, list, "last", row.text)));
}

function withoutTable({ found: { name } }: Site, tool: ToolSpec, source: ts.SourceFile, row: Code): UserError {
  const first = variableNamed(source, "FIRST") ?? source;
  const found = "the generated test has no list CASES that is written out";
  const why = "the row for the new tool belongs there";
  const more = [{ message: `The row for the test:\n${row.text},` }];
  return notExtendable({ server: name, found, at: locationOf(first), why }, tool, more);
}

function casesIn(source: ts.SourceFile): ts.ArrayLiteralExpression | null {
  const value = variableNamed(source, "CASES")?.initializer;
  return value ? asArray(value) : null;
}

function missingIn(source: ts.SourceFile): ts.ArrayLiteralExpression | null {
  const call = titledCall(source, MISSING_TITLE);
  const [list] = call && ts.isCallExpression(call.expression) ? call.expression.arguments : [];
  return list ? asArray(list) : null;
}

function asArray(value: ts.Expression): ts.ArrayLiteralExpression | null {
  const literal = unwrap(value);
  return ts.isArrayLiteralExpression(literal) ? literal : null;
}

function titledCall(source: ts.SourceFile, title: string): ts.CallExpression | null {
  for (const node of walk(source)) {
    if (!ts.isCallExpression(node)) continue;
    const [first] = node.arguments;
    if (first && ts.isStringLiteralLike(first) && first.text === title) return node;
  }
  return null;
}
