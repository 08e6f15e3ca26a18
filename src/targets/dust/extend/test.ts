import { posix } from "node:path";
import type { ImportedName, TemplateValue } from "../../../edit/template.ts";
import { ts } from "../../../edit/ts.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import { generatedText } from "../../_shared/generated-file.ts";
import { readsResponse } from "../files/client.ts";
import { moduleNames, type NamedTool } from "../files/names.ts";
import { bodyKind } from "../files/request.ts";
import { testCase } from "../files/test/samples.ts";
import type { DraftedCall, SentRequest } from "./call/index.ts";
import { draftGeneratedTest, generatedModules, isGenerated, toolsModule } from "./generated/index.ts";
import type { ObjectSite, Site } from "./site.ts";

/**
 * Drafts a tool's test: a row of the generated test, or that test itself for a server that is generated or `wasEmpty`; else a
 * file of its own for a tool that sends a request.
 */
export function draftTest(
  site: Site,
  tool: NamedTool,
  { sent, modules }: Partial<DraftedCall>,
  wasEmpty: boolean,
): void {
  const exists = hasTest(site);
  const names = modules ?? generatedModules(site);
  const ours = isGenerated(site, names);
  const noClient = site.draft.read(`${site.directory}/${names.client}.ts`) === null;
  // A server that is made by hand may need more than a test of ours gives it.
  const wanted = site.tested.kind === "registered" ? exists || wasEmpty : ours || (noClient && (exists || wasEmpty));
  if (wanted && givesPlainResults(site) && isScaffolded(site) && draftGeneratedTest(site, tool, names)) return;
  if (sent) draftOwnTest(site, tool, sent);
}

/** Whether a server has a test where that of a scaffolded one stands. */
export function hasTest(site: Site): boolean {
  return site.draft.read(`${site.directory}/${toolsModule(site)}.test.ts`) !== null;
}

/** Whether the generated test finds the tools where it looks for them. */
function isScaffolded(site: Site): boolean {
  const { tested, own, handlers, directory } = site;
  if (tested.kind === "registered") return handlers.path === `${directory}/${toolsModule(site)}.ts`;
  return tested.kind === "constant" && tested.module === own("tools/index") && tested.name === "TOOLS";
}

/** Whether the handlers give what a test reads: a result that no type of the server's own widens. */
function givesPlainResults(site: Site): boolean {
  if (!isObjectSite(site)) return true;
  const { parent } = site.handlers.object;
  const type = ts.isVariableDeclaration(parent) ? parent.type : undefined;
  return !type || (ts.isTypeReferenceNode(type) && type.typeArguments?.length === 1);
}

function isObjectSite(site: Site): site is ObjectSite {
  return "object" in site.handlers;
}

const UNKNOWN_BASE = "https://api.example.com";

function draftOwnTest(site: Site, { spec }: NamedTool, sent: SentRequest): void {
  const { draft, host, conventions } = site;
  const context = addedTestContext({ ...site, plainResults: givesPlainResults(site) }, spec, sent);
  if (!context) return;
  const text = generatedText("dust/shared/added-tool.test.ts", context, conventions.importStyle, host.template);
  draft.create(testPath(site, spec.name), text);
}

type TestedPlace = Pick<Site, "conventions" | "directory" | "tested"> & { plainResults: boolean };

/** What the template of an added tool's own test needs; null for a tool that no test can reach. */
export function addedTestContext(
  { conventions, directory, tested, plainResults }: TestedPlace,
  spec: ToolSpec,
  sent: SentRequest,
): Record<string, TemplateValue> | null {
  const reachable = tested.kind === "constant" && plainResults;
  const direct = reachable ? null : sent.direct;
  if (!reachable && !direct) return null;
  const usesExtra = direct !== null && /\bToolHandlerExtra\b|\bCONNECTED\b/.test(direct.call.text);
  // Layout `legacy` has no type of that.
  if (usesExtra && tested.kind === "registered") return null;
  return {
    modules: moduleNames(conventions, directory),
    name: spec.name,
    tools: reachable ? { name: tested.name, module: tested.module } : null,
    direct: direct && directContext(direct, usesExtra, readsResponse(spec)),
    egress: sent.egress,
    undici: sent.egress !== null && conventions.egress?.types === "undici",
    connected: sent.connected,
    connection: reachable || usesExtra,
    case: testCase({ ...spec, request: sent.request }, sent.request, sent.baseUrl ?? UNKNOWN_BASE),
    whole: sent.baseUrl !== null,
    form: bodyKind(sent.request) === "form",
    emptyBody: sent.emptyBody,
  };
}

function directContext(
  { call, renderer, imports }: NonNullable<SentRequest["direct"]>,
  extra: boolean,
  reads: boolean,
) {
  const named = imports.map(({ module, name }: ImportedName) => ({ module, name }));
  return { call, renderer, imports: named, extra, reads };
}

/** Where the test of a tool goes: beside the handlers, under a name that is free. */
function testPath({ directory, handlers, tested, draft }: Site, tool: string): string {
  const isInFolder = tested.kind === "registered" || handlers.path.startsWith(`${directory}/tools/`);
  const folder = isInFolder ? posix.dirname(handlers.path) : `${directory}/tools`;
  let path = `${folder}/${tool}.test.ts`;
  for (let count = 2; draft.read(path) !== null; count++) path = `${folder}/${tool}_${count}.test.ts`;
  return path;
}
