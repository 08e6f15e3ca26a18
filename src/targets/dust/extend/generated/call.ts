import { code, joined, name } from "../../../../edit/code.ts";
import type { ImportedName, TemplateValue } from "../../../../edit/template.ts";
import { functionNamed, parse, variableNamed } from "../../../../edit/ts.ts";
import {
  type ClientFeatures,
  clientContext,
  clientFeatures,
  type RequestingTool,
  readsResponse,
  responseSchemaName,
  responseType,
  sharedParams,
  validates,
} from "../../files/client.ts";
import { handlerParameters } from "../../files/handlers.ts";
import { rendererName } from "../../files/names.ts";
import { methodParams } from "../../files/params.ts";
import { type RenderingFeatures, renderingContext, renderingFeatures } from "../../files/rendering.ts";
import { queryConstant } from "../../files/request.ts";
import type { HandlerCode, Site } from "../site.ts";
import { clientOf, placedRequest, type Shared, sharedOf } from "./extension.ts";
import { type GeneratedCall, readCall } from "./helpers.ts";
import { type GeneratedModules, pathOf } from "./modules.ts";
import { nameAddedTool } from "./names.ts";
import { writeGenerated } from "./write.ts";

type Context = Record<string, TemplateValue>;

/** The parts of a generated server that a tool's call goes through. */
interface Drafting {
  site: Site;
  modules: GeneratedModules;
  shared: Shared;
  tool: RequestingTool;
}

/** Drafts what the call of one tool needs, file by file, and gives the code of its handler. */
export function draftCallFiles(site: Site, given: RequestingTool, modules: GeneratedModules): HandlerCode {
  const client = clientOf(site, given.spec, modules);
  const { request, baseUrl } = placedRequest(site, { ...given.spec, request: given.request }, client);
  const tool = { ...nameAddedTool(site, { ...given.spec, request }, modules, client), request };
  const drafting = { site, modules, tool, shared: sharedOf(site, modules, client, baseUrl) };
  draftClient(drafting);
  if (validates(tool)) draftTypes(drafting);
  draftRendering(drafting);
  return handlerCode(drafting, draftHelpers(drafting));
}

const NO_FEATURES: ClientFeatures = clientFeatures([]);

function draftClient({ site, modules, shared: { client, settings, context }, tool }: Drafting): void {
  const constant = queryConstant(tool.spec.name);
  const next = clientContext(settings, union(client?.features ?? NO_FEATURES, clientFeatures([tool])), [tool]);
  const marked = client !== null && !("graphql" in tool.request);
  writeGenerated(site, tool.spec, {
    path: pathOf(site, modules.client),
    template: "dust/shared/client.ts",
    base: client && { ...context, ...clientContext(settings, client.features, []) },
    next: { ...context, ...next, ...(marked ? { queries: [{ constant, text: code`""` }] } : {}) },
    added: [settings.functions ? tool.method : `.${tool.method}`, ...(marked ? [] : [constant])],
    slots: marked ? [constant] : [],
  });
}

function draftTypes({ site, modules, shared: { settings, context }, tool }: Drafting): void {
  const path = pathOf(site, modules.types);
  const text = site.draft.read(path);
  const graphql = text !== null && variableNamed(parse(path, text), "GraphqlAnswerSchema") !== null;
  const features = { ...NO_FEATURES, graphql };
  const [schema, type] = [responseSchemaName(tool.pascal), responseType(tool.pascal)];
  const marked = text !== null && !readsResponse(tool.spec);
  const next = clientContext(settings, union(features, clientFeatures([tool])), [tool]);
  writeGenerated(site, tool.spec, {
    path,
    template: "dust/shared/types.ts",
    base: { ...context, ...clientContext(settings, features, []) },
    next: { ...context, ...next, ...(marked ? { responses: [{ schema, type, shape: code`z.unknown()` }] } : {}) },
    added: marked ? [] : [schema, `type ${type}`],
    slots: marked ? [schema, `type ${type}`] : [],
  });
}

function draftRendering({ site, modules, shared: { context }, tool }: Drafting): void {
  const path = pathOf(site, modules.rendering);
  const features = renderingFeaturesOf(path, site.draft.read(path));
  writeGenerated(site, tool.spec, {
    path,
    template: "dust/shared/rendering.ts",
    base: { ...context, ...renderingContext([], features) },
    next: { ...context, ...renderingContext([tool], union(features, renderingFeatures([tool]))) },
    added: [rendererName(tool.pascal)],
  });
}

function renderingFeaturesOf(path: string, text: string | null): RenderingFeatures {
  const source = parse(path, text ?? "");
  const has = (shared: string) => functionNamed(source, shared) !== null;
  return { lists: has("listText"), ones: has("recordText"), shows: has("fieldTexts"), pages: has("nextPageText") };
}

function draftHelpers({ site, modules, shared: { settings, context }, tool }: Drafting): GeneratedCall {
  const path = pathOf(site, modules.helpers);
  const known = readCallOf(site, path);
  if (known) return known;
  const usesExtra = settings.token !== null || context["signal"] === true;
  const next: Context = { ...context, ...clientContext(settings, NO_FEATURES, []), usesExtra };
  writeGenerated(site, tool.spec, { path, template: "dust/shared/helpers.ts", base: null, next, added: [] });
  const written = readCallOf(site, path);
  if (!written) throw new Error(`${path} has no function that calls the client.`);
  return written;
}

function readCallOf({ draft }: Site, path: string): GeneratedCall | null {
  const text = draft.read(path);
  return text === null ? null : readCall(path, text);
}

function handlerCode({ site, modules, tool, shared: { settings } }: Drafting, call: GeneratedCall): HandlerCode {
  const params = tool.spec.params;
  const extra = call.takesExtra ? code`extra, ` : code``;
  const renderer = rendererName(tool.pascal);
  const own = params.length > 0 ? [methodParams(params).arguments] : [];
  const isClass = settings.functions === null;
  const { before, behind } = sharedParams(settings);
  const shared = isClass ? [name("client")] : [...before, ...behind].map(name);
  const args = [...before.map(name), ...own, ...behind.map(name)];
  const callee = isClass ? code`client.${name(tool.method)}` : name(tool.method);
  const request = code`(${joined(shared, ", ")}) => ${callee}(${joined(args, ", ")})`;
  const parameters = handlerParameters(params.length > 0, call.takesExtra);
  const imports: ImportedName[] = [
    { module: site.own(modules.helpers), name: call.name, kind: "value" },
    { module: site.own(modules.rendering), name: renderer, kind: "value" },
    ...(isClass ? [] : [{ module: site.own(modules.client), name: tool.method, kind: "value" as const }]),
  ];
  return {
    function: code`async (${parameters}) => ${name(call.name)}(${extra}${request}, ${name(renderer)})`,
    imports,
  };
}

/** Every feature that one of two sets has. */
function union<F extends object>(left: F, right: F): F {
  const on = Object.entries(right).filter(([, value]) => value === true);
  return { ...left, ...Object.fromEntries(on) };
}
