import type { Sources } from "../../edit/sources.ts";
import { AnchorNotFound } from "../../edit/splice.ts";
import { functionNamed, importsOf, moduleOf as specifierOf, ts } from "../../edit/ts.ts";
import type { Conventions, DustLayout } from "./conventions.ts";
import { moduleOf, PATHS } from "./paths.ts";
import { requiredSource } from "./registry/anchors.ts";
import { elementMemberNames, memberNamed, memberNames, membersOf, typeMembers } from "./type-members.ts";

/** Reads what generated code must follow from the checkout's own sources. Throws AnchorNotFound for what it lacks. */
export function readConventions(sources: Sources, layout: DustLayout): Conventions {
  const definition = requiredSource(sources, PATHS.toolDefinition);
  const tool = memberNames(typeMembers(definition, "ToolDefinition"));
  const metadata = typeMembers(definition, "ServerMetadata");
  return {
    layout,
    context: contextParameter(sources),
    resultModule: moduleOf(PATHS.result),
    costFields: tool.includes("toolCostCategory") && tool.includes("freeUsage"),
    instructions: instructions(sources),
    toolsStakes: memberNames(metadata).includes("tools_stakes"),
    toolFields: layout === "records" ? elementMemberNames(memberNamed(metadata, "tools")) : [],
    egress: exports(sources, PATHS.egress, "untrustedFetch", {
      name: "untrustedFetch",
      module: moduleOf(PATHS.egress),
    }),
    logger: exports(sources, PATHS.logger, "default", { module: moduleOf(PATHS.logger) }),
    normalizeError: exports(sources, PATHS.errorUtils, "normalizeError", { module: moduleOf(PATHS.errorUtils) }),
    mcpErrorOptions: mcpErrorOptions(sources),
    extraSignal: extraHasSignal(definition),
    importStyle: importStyle(sources),
    modules: {
      toolDefinition: moduleOf(PATHS.toolDefinition),
      wrappers: moduleOf(PATHS.wrappers),
      makeServer: moduleOf(PATHS.makeServer),
      mcpErrors: moduleOf(PATHS.mcpErrors),
      auth: moduleOf(PATHS.auth),
      servers: moduleOf(PATHS.servers),
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

function moduleImporting(source: ts.SourceFile, name: string): string | null {
  const declaration = importsOf(source).find((each) => {
    const bindings = each.importClause?.namedBindings;
    return bindings && ts.isNamedImports(bindings) && bindings.elements.some((element) => element.name.text === name);
  });
  return declaration ? specifierOf(declaration) : null;
}

function instructions(sources: Sources): Conventions["instructions"] {
  const source = sources.source(PATHS.apiMcp);
  const member = source && memberNamed(typeMembers(source, "InternalMCPServerDefinitionType"), "instructions");
  if (!member) return "absent";
  return member.questionToken ? "optional" : "required";
}

function exports<T>(sources: Sources, path: string, name: string, value: T): T | null {
  return sources.exported(path, name) ? value : null;
}

function mcpErrorOptions(sources: Sources): Conventions["mcpErrorOptions"] {
  const declared = sources.exported(PATHS.mcpErrors, "MCPError")?.node;
  const constructor =
    declared && ts.isClassDeclaration(declared) ? declared.members.find(ts.isConstructorDeclaration) : undefined;
  const type = constructor?.parameters[1]?.type;
  const names = type ? memberNames(membersOf(type)) : [];
  return { tracked: names.includes("tracked"), code: names.includes("code"), cause: names.includes("cause") };
}

// The SDK's own type of the extra carries the abort signal of the request.
function extraHasSignal(definition: ts.SourceFile): boolean {
  return (
    moduleImporting(definition, "RequestHandlerExtra") !== null ||
    memberNames(typeMembers(definition, "ToolHandlerExtra")).includes("signal")
  );
}

/** The first import of the switch file tells the era: a package there means that packages form a group of their own. */
function importStyle(sources: Sources): Conventions["importStyle"] {
  const [first] = importsOf(requiredSource(sources, PATHS.switch));
  const specifier = first ? specifierOf(first) : null;
  return specifier?.startsWith("@app/") === false ? "packages-first" : "one-block";
}
