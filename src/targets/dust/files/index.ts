import { code, object } from "../../../edit/code.ts";
import type { TemplateOverride, TemplateValue } from "../../../edit/template.ts";
import type { AuthSpec, IntegrationSpec } from "../../../model/integration-spec.ts";
import { type GeneratedFile, generatedText } from "../../_shared/generated-file.ts";
import type { Conventions } from "../checkout/conventions.ts";
import {
  clientContext,
  clientFeatures,
  clientSettings,
  type RequestingTool,
  requestingTools,
  sharedParams,
  validates,
} from "./client.ts";
import { handlerContext, loopContext } from "./handlers.ts";
import { metadataContext } from "./metadata.ts";
import { folderOf, moduleNames, namedTools, type OwnFiles, ownFiles, serverNames } from "./names.ts";
import { renderingContext } from "./rendering.ts";
import { testContext, testedTools } from "./test/context.ts";

type Context = Record<string, TemplateValue>;

/**
 * The files of a new server: metadata, handlers, server, and as far as a tool sends a request client, types, rendering, helpers;
 * with tools also a test. Registration is not part of it. The texts still have to pass the host's formatter.
 *
 * @param spec - the integration, complete
 * @param conventions - what generated code must follow in this checkout
 * @param directory - the server's folder relative to the host's root
 * @param options - `template` replaces built-in templates by the host's own
 * @throws UserError for a page cursor inside its list, or a template of the host that cannot be rendered
 */
export function serverFiles(
  spec: IntegrationSpec & { icon: string },
  conventions: Conventions,
  directory: string,
  options: { template?: TemplateOverride } = {},
): GeneratedFile[] {
  return templateContexts(spec, conventions, directory).map(({ file, template, context }) => ({
    path: `${directory}/${file}`,
    text: generatedText(template, context, conventions.importStyle, options.template),
  }));
}

/** A file of a server, relative to its folder, with its template and the context of that template. */
export interface TemplatedFile {
  file: string;
  template: string;
  context: Context;
}

/** Each file of a server. */
export function templateContexts(
  spec: IntegrationSpec & { icon: string },
  conventions: Conventions,
  directory: string,
): TemplatedFile[] {
  const tools = namedTools(spec.tools, conventions.layout);
  const requesting = requestingTools(tools);
  const shared = sharedContext(spec, conventions, directory);
  const metadata = { ...shared, ...metadataContext(spec, conventions, tools) };
  const settings = clientSettings(spec, conventions);
  const client = { ...shared, ...clientContext(settings, clientFeatures(requesting), requesting) };
  const usesExtra = spec.auth.kind !== "none" || conventions.extraSignal;
  const handlers = {
    ...client,
    usesExtra,
    handlers: tools.map((tool) => handlerContext(tool, usesExtra, sharedParams(settings))),
    loopContext: loopContext(conventions.context.name),
  };
  const own = `dust/${conventions.layout}`;
  const modules = ownFiles(conventions.layout, folderOf(directory));
  const server = conventions.layout === "legacy" ? { ...metadata, ...handlers } : metadata;
  const files = [
    { file: `${modules.metadata}.ts`, template: `${own}/metadata.ts`, context: metadata },
    { file: `${modules.server}.ts`, template: `${own}/index.ts`, context: server },
  ];
  if (modules.tools !== modules.server) {
    files.push({ file: `${modules.tools}.ts`, template: "dust/shared/tools.ts", context: handlers });
  }
  if (requesting.length > 0) files.push(...requestFiles(requesting, modules, client, handlers));
  if (tools.length > 0) {
    const context = { ...client, usesExtra, ...testContext(testedTools(tools, settings.baseUrl)) };
    files.push({ file: `${modules.tools}.test.ts`, template: "dust/shared/tools.test.ts", context });
  }
  return files;
}

function requestFiles(
  requesting: readonly RequestingTool[],
  modules: OwnFiles,
  client: Context,
  handlers: Context,
): TemplatedFile[] {
  const rendering = { ...client, ...renderingContext(requesting) };
  const files = [
    { file: `${modules.client}.ts`, template: "dust/shared/client.ts", context: client },
    { file: `${modules.rendering}.ts`, template: "dust/shared/rendering.ts", context: rendering },
    { file: `${modules.helpers}.ts`, template: "dust/shared/helpers.ts", context: handlers },
  ];
  if (requesting.some(validates)) {
    files.push({ file: `${modules.types}.ts`, template: "dust/shared/types.ts", context: client });
  }
  return files;
}

/** What every generated file may name: the names of the server, its modules and those of the host, and its messages. */
export function sharedContext(
  spec: Pick<IntegrationSpec, "name" | "title"> & { auth: Pick<AuthSpec, "kind"> },
  conventions: Conventions,
  directory: string,
): Context {
  const { tracked, cause } = conventions.mcpErrorOptions;
  const errorOptions = [
    ...(tracked ? [["tracked", code`!causedByUser`] as const] : []),
    ...(cause ? [["cause", code`error`] as const] : []),
  ];
  return {
    name: spec.name,
    names: { ...serverNames(spec, conventions.layout) },
    modules: moduleNames(conventions, directory),
    egress: conventions.egress,
    undici: conventions.egress?.types === "undici",
    logger: conventions.logger,
    normalizeError: conventions.normalizeError,
    signal: conventions.extraSignal,
    tracked,
    untracked: tracked ? code`{ tracked: false }` : null,
    errorOptions: errorOptions.length > 0 ? object(errorOptions) : null,
    causes: cause && conventions.normalizeError !== null,
    messages: messages(spec),
  };
}

function messages({ title, auth }: { title: string; auth: Pick<AuthSpec, "kind"> }): Context {
  const reconnect =
    auth.kind === "bearer"
      ? `Ask an administrator to update the token of ${title}.`
      : `Reconnect ${title}, or ask an administrator to do so.`;
  const refused = `${title} refuses calls without credentials.`;
  return {
    notConnected: `${title} is not connected. Ask an administrator to connect it.`,
    unexpected: `The call of ${title} failed unexpectedly. Check the arguments and try again.`,
    unauthorized: auth.kind === "none" ? refused : reconnect,
    forbidden: auth.kind === "none" ? refused : `Check the permissions of the connected account. ${reconnect}`,
    notFound: auth.kind === "none" ? "Check the id." : "Check the id, and that the connected account can see it.",
  };
}
