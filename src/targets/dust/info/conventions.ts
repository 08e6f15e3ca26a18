import type { Sources } from "../../../edit/sources.ts";
import { functionNamed, importsOf, locationOf, ts } from "../../../edit/ts.ts";
import { formatLocation } from "../../../model/location.ts";
import type { Convention } from "../../target.ts";
import type { Conventions } from "../checkout/conventions.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";

/** What a new server follows, each with the place that shows it. Throws the UserError of a layout that is not written. */
export function conventionsOf(host: DustHost): Convention[] {
  const read = host.conventions();
  const { sources } = host;
  const at = (path: string, name: string) => placeOf(path, name, sources);
  const context = `${read.context.name}: ${read.context.type} (${read.context.module})`;
  return [
    { name: "folder of servers", value: read.modules.servers, where: host.evidence[1]?.where ?? PATHS.constants },
    { name: "context", value: context, where: contextPlace(sources) },
    { name: "Result", value: read.resultModule, where: at(pathOf(read.resultModule, sources), "Ok") },
    { name: "import style", value: read.importStyle, where: firstImport(sources) },
    { name: "instructions", value: read.instructions, where: at(PATHS.apiMcp, "InternalMCPServerDefinitionType") },
    ...metadataConventions(read, at),
    { name: "egress", value: read.egress?.name ?? null, where: at(PATHS.egress, "untrustedFetch") },
    { name: "logger", value: read.logger?.module ?? null, where: at(PATHS.logger, "default") },
    {
      name: "normalizeError",
      value: read.normalizeError?.module ?? null,
      where: at(PATHS.errorUtils, "normalizeError"),
    },
    { name: "MCPError options", value: optionsOf(read), where: at(PATHS.mcpErrors, "MCPError") },
    { name: "signal in extra", value: read.extraSignal, where: extraPlace(read, at) },
  ];
}

type At = (path: string, name: string) => string;

// A tool of layout `legacy` has no fields of its own that differ between checkouts.
function metadataConventions({ layout, costFields, toolsStakes, toolFields }: Conventions, at: At): Convention[] {
  const metadata = at(PATHS.toolDefinition, "ServerMetadata");
  const cost = { name: "cost fields", value: costFields, where: at(PATHS.toolDefinition, "ToolDefinition") };
  if (layout === "legacy") return [];
  if (layout === "arrays") return [cost];
  return [
    cost,
    { name: "tools_stakes", value: toolsStakes, where: metadata },
    { name: "fields of a listed tool", value: toolFields, where: metadata },
  ];
}

function optionsOf({ mcpErrorOptions }: Conventions): string[] {
  return Object.entries(mcpErrorOptions).flatMap(([name, isThere]) => (isThere ? [name] : []));
}

function extraPlace({ layout }: Conventions, at: At): string {
  return layout === "legacy" ? at(PATHS.wrappers, "withToolLogging") : at(PATHS.toolDefinition, "ToolHandlerExtra");
}

/** The declaration that a file declares or exports under a name, or the file where it has none. */
function placeOf(path: string, name: string, sources: Sources): string {
  const source = sources.source(path);
  const own = source?.statements.find((each) => isNamed(each, name));
  const node = own ?? sources.exported(path, name)?.node;
  return node ? formatLocation(locationOf(node)) : path;
}

function isNamed(statement: ts.Statement, name: string): boolean {
  const isType = ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement);
  return isType && statement.name.text === name;
}

function contextPlace(sources: Sources): string {
  const source = sources.source(PATHS.switch);
  const parameter = source && functionNamed(source, "getInternalMCPServer")?.parameters.at(-1);
  return parameter ? formatLocation(locationOf(parameter)) : PATHS.switch;
}

function firstImport(sources: Sources): string {
  const source = sources.source(PATHS.switch);
  const first = source && importsOf(source)[0];
  return first ? formatLocation(locationOf(first)) : PATHS.switch;
}

function pathOf(module: string, sources: Sources): string {
  return sources.resolveModule(PATHS.switch, module) ?? PATHS.result;
}
