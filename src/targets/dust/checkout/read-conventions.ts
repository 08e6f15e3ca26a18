import type { Sources } from "../../../edit/sources.ts";
import { AnchorNotFound } from "../../../edit/splice.ts";
import { functionNamed, importsOf, moduleOf as specifierOf, ts, unwrap, walk } from "../../../edit/ts.ts";
import { elementMembers, type Members, membersOf, presence, typeMembers } from "../../../edit/types.ts";
import { factValue } from "../../../model/found.ts";
import { requiredSource } from "../../_shared/anchors.ts";
import { moduleOf, PATHS } from "../paths.ts";
import { readMetadata } from "../read/metadata.ts";
import type { Entry } from "../registry/entries.ts";
import { instructionsPresence, mappedToolFields, presenceIn, writtenMetadata } from "../registry/neighbours.ts";
import type { Conventions, DustLayout } from "./conventions.ts";

type Entries = () => readonly Entry[];

/**
 * Reads what generated code must follow from the checkout's own sources; `entries` are asked only for what the types do
 * not tell. Throws AnchorNotFound for what it lacks.
 */
export function readConventions(sources: Sources, layout: DustLayout, entries: Entries): Conventions {
  const isLegacy = layout === "legacy";
  const definition = requiredSource(sources, isLegacy ? PATHS.wrappers : PATHS.toolDefinition);
  const costFields = !isLegacy && hasCostFields(sources, entries);
  const metadata = typeMembers(sources, PATHS.toolDefinition, "ServerMetadata");
  return {
    layout,
    context: contextParameter(sources),
    resultModule: resultModule(sources, layout),
    costFields,
    instructions: instructionsPresence(entries, sources),
    toolsStakes: layout === "records" && hasToolsStakes(metadata, sources, entries),
    toolFields: layout === "records" ? toolFields(metadata, costFields, sources, entries) : [],
    egress: ifExported(sources, PATHS.egress, "untrustedFetch", {
      name: "untrustedFetch",
      module: moduleOf(PATHS.egress),
      types: fetchTypes(sources, PATHS.egress, "untrustedFetch"),
    }),
    logger: ifExported(sources, PATHS.logger, "default", { module: moduleOf(PATHS.logger) }),
    normalizeError:
      (isLegacy ? ifExported(sources, PATHS.types, "normalizeError", { module: moduleOf(PATHS.types) }) : null) ??
      ifExported(sources, PATHS.errorUtils, "normalizeError", { module: moduleOf(PATHS.errorUtils) }),
    mcpErrorOptions: mcpErrorOptions(sources),
    extraSignal: extraHasSignal(definition, sources),
    importStyle: importStyle(sources),
    modules: {
      toolDefinition: moduleOf(PATHS.toolDefinition),
      wrappers: moduleOf(PATHS.wrappers),
      makeServer: moduleOf(PATHS.makeServer),
      mcpErrors: moduleOf(PATHS.mcpErrors),
      auth: moduleOf(PATHS.auth),
      servers: moduleOf(isLegacy ? PATHS.legacyServers : PATHS.servers),
      toolType: moduleOf(PATHS.apiMcp),
      stakeType: moduleOf(PATHS.actionConstants),
      useCaseType: typeModule(sources, "MCPOAuthUseCase"),
    },
  };
}

/** The last parameter of `getInternalMCPServer`, its type and where that type comes from. Throws AnchorNotFound. */
function contextParameter(sources: Sources): Conventions["context"] {
  const source = requiredSource(sources, PATHS.switch);
  const parameter = functionNamed(source, "getInternalMCPServer")?.parameters.at(-1);
  const type = parameter?.type;
  const module = type && ts.isTypeReferenceNode(type) ? moduleImporting(source, type.typeName.getText(source)) : null;
  if (!parameter || !ts.isIdentifier(parameter.name) || !type || module === null) {
    throw new AnchorNotFound(
      parameter ?? source,
      "the context parameter of `getInternalMCPServer`, with an imported type",
      parameter ? `\`${parameter.getText(source)}\`` : "no such function",
    );
  }
  return { name: parameter.name.text, type: type.getText(source), module };
}

// Early checkouts take it from the barrel of all types, later ones from its own module.
function resultModule(sources: Sources, layout: DustLayout): string {
  const places = layout === "legacy" ? [PATHS.types, PATHS.result] : [PATHS.result, PATHS.types];
  const found = places.find((path) => sources.exported(path, "Ok") !== null);
  return moduleOf(found ?? places[0] ?? PATHS.result);
}

function typeModule(sources: Sources, name: string): string {
  return moduleOf(sources.exports(PATHS.types, name) === true ? PATHS.types : PATHS.oauthProviders);
}

function moduleImporting(source: ts.SourceFile, name: string): string | null {
  const declaration = importsOf(source).find(({ importClause: clause }) => {
    const bindings = clause?.namedBindings;
    const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : bindings ? [bindings] : [];
    return clause?.name?.text === name || named.some((each) => each.name.text === name);
  });
  return declaration ? specifierOf(declaration) : null;
}

function hasCostFields(sources: Sources, entries: Entries): boolean {
  const tool = typeMembers(sources, PATHS.toolDefinition, "ToolDefinition");
  const found = COST_FIELDS.map((field) => presence(tool, field));
  if (!found.includes("unknown")) return !found.includes("absent");
  return entries().some((entry) => {
    const metadata = entry.properties.get("metadata");
    const read = metadata && factValue(readMetadata(metadata, sources));
    return read && factValue(read.tools)?.some((each) => each.toolCostCategory && each.freeUsage);
  });
}

const COST_FIELDS = ["toolCostCategory", "freeUsage"];

function hasToolsStakes(metadata: Members, sources: Sources, entries: Entries): boolean {
  const declared = presence(metadata, "tools_stakes");
  const found = declared === "unknown" ? presenceIn(writtenMetadata(entries(), sources), "tools_stakes") : declared;
  return found !== "absent";
}

/** What the metadata's `.map` gives each tool: its schema, and fields that the tools have. Throws AnchorNotFound. */
function toolFields(metadata: Members, costFields: boolean, sources: Sources, entries: Entries): string[] {
  const type = metadata.named.get("tools")?.type;
  const element = type ? elementMembers(sources, type) : null;
  const fields = element?.open === null ? [...element.named.keys()] : mappedToolFields(entries(), sources);
  const ours = ["name", "description", "inputSchema", "stake", "displayLabels", ...(costFields ? COST_FIELDS : [])];
  if (fields?.includes("name")) return ours.filter((field) => fields.includes(field));
  throw new AnchorNotFound(
    requiredSource(sources, PATHS.toolDefinition),
    "the fields of `tools` in `ServerMetadata`",
    "a type that cannot be worked out, and no server that lists them",
  );
}

function ifExported<T>(sources: Sources, path: string, name: string, value: T): T | null {
  return sources.exports(path, name) === true ? value : null;
}

/** Whether a function's signature (or all of it, when it declares no result) names something of the package undici. */
function fetchTypes(sources: Sources, path: string, name: string): "undici" | "global" {
  const declared = sources.exported(path, name);
  if (!declared) return "global";
  const { node, source } = declared;
  const value = ts.isVariableDeclaration(node) && node.initializer ? unwrap(node.initializer) : node;
  const parts = ts.isFunctionLike(value) && value.type ? [...value.parameters, value.type] : [node];
  const identifiers = parts.flatMap((part) => walk(part).filter(ts.isIdentifier));
  return identifiers.some(({ text }) => moduleImporting(source, text) === "undici") ? "undici" : "global";
}

function mcpErrorOptions(sources: Sources): Conventions["mcpErrorOptions"] {
  const declared = sources.exported(PATHS.mcpErrors, "MCPError")?.node;
  const own = declared && ts.isClassDeclaration(declared) ? declared.members.find(ts.isConstructorDeclaration) : null;
  const type = own?.parameters[1]?.type;
  const { named } = type ? membersOf(sources, type) : { named: new Map() };
  return { tracked: named.has("tracked"), code: named.has("code"), cause: named.has("cause") };
}

// The SDK's own type of the extra carries the abort signal of the request.
function extraHasSignal(definition: ts.SourceFile, sources: Sources): boolean {
  return (
    moduleImporting(definition, "RequestHandlerExtra") !== null ||
    typeMembers(sources, PATHS.toolDefinition, "ToolHandlerExtra").named.has("signal")
  );
}

/** The first import of the switch file tells the era: a package there means that packages form a group of their own. */
function importStyle(sources: Sources): Conventions["importStyle"] {
  const [first] = importsOf(requiredSource(sources, PATHS.switch));
  const specifier = first ? specifierOf(first) : null;
  return specifier?.startsWith("@app/") === false ? "packages-first" : "one-block";
}
