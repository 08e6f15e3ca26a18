import { Code, code, joined, name, string } from "../../../../edit/code.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { declarationOf } from "../../../../edit/syntax/scope.ts";
import type { ImportedName } from "../../../../edit/template.ts";
import { ts, variableNamed } from "../../../../edit/ts.ts";
import { factValue } from "../../../../model/found.ts";
import { loopContext } from "../../files/handlers.ts";
import { type NamedTool, serverNames } from "../../files/names.ts";
import { moduleOf } from "../../paths.ts";
import { toolNameFact } from "../../read/tool-name.ts";
import type { DraftedMetadata } from "./metadata.ts";
import type { LegacySite } from "./place.ts";

/** How the functions of a server are wrapped: the first arguments of `withToolLogging`, and what they need. */
export interface Logging {
  arguments: Code[];
  imports: ImportedName[];
}

/** How a new function is wrapped: as those of most neighbours; null where they are not, and nothing is known to wrap it with. */
export function loggingOf(site: LegacySite, { constant }: DraftedMetadata, tool: NamedTool): Logging | null {
  const { registered } = site.registrations;
  const auth =
    registered.findLast(({ logged }) => logged)?.logged?.arguments[0] ?? parameterTyped(site, "Authenticator");
  if (!auth) return null;
  const imports: ImportedName[] = [
    { module: site.conventions.modules.wrappers, name: "withToolLogging", kind: "value" },
  ];
  const named = constant ? name(constant.name) : string(tool.spec.name);
  const written = optionsLike(site, named);
  if (written) return { arguments: [new Code(auth.getText()), written], imports };
  const server = serverName(site);
  const { name: context, type } = site.conventions.context;
  const loop = parameterTyped(site, type) ? code`, ${loopContext(context)}` : code``;
  return {
    arguments: [new Code(auth.getText()), code`{ toolNameForMonitoring: ${server.code}${loop} }`],
    imports: [...imports, ...server.imports],
  };
}

/** A parameter of the function that makes the server, by the name of its type. */
function parameterTyped({ registrations: { block } }: LegacySite, type: string): ts.Node | null {
  const { parent } = block;
  if (!ts.isFunctionLike(parent)) return null;
  return parent.parameters.find((each) => each.type?.getText() === type)?.name ?? null;
}

function serverName({ found, metadataPath, host, auth }: LegacySite): { code: Code; imports: ImportedName[] } {
  const source = host.sources.source(metadataPath);
  const { server } = serverNames({ name: found.name, auth: { kind: auth } }, "legacy");
  if (!source || !variableNamed(source, server)) return { code: string(found.name), imports: [] };
  return { code: name(server), imports: [{ module: moduleOf(metadataPath), name: server, kind: "value" }] };
}

type Property = ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

/** The options that most neighbours give, as they write them; null without neighbours, or without a monitoring name. */
function optionsLike(site: LegacySite, tool: Code): Code | null {
  const { registered, block } = site.registrations;
  const given = registered.flatMap(({ name, logged }) => {
    const options = logged && logged.arguments.length > 2 ? logged.arguments[1] : undefined;
    return options ? [{ name, options }] : [];
  });
  const last = given.at(-1);
  if (!last) return null;
  if (ts.isIdentifier(last.options)) return isVisible(last.options, block) ? name(last.options.text) : null;
  const rows = given.flatMap(({ name, options }) =>
    ts.isObjectLiteralExpression(options)
      ? [options.properties.filter(isProperty).map((each) => ({ each, name }))]
      : [],
  );
  const keys = [...new Set(rows.flat().map(({ each }) => each.name.getText()))];
  const properties = keys.flatMap((key) => {
    const own = rows.map((row) => row.find(({ each }) => each.name.getText() === key) ?? null);
    const code = usualOption(own, tool, site.host.sources);
    return code ? [code] : [];
  });
  const isMonitored = properties.some(({ text }) => text.startsWith(MONITORING));
  return isMonitored ? code`{ ${joined(properties, ", ")} }` : null;
}

const MONITORING = "toolNameForMonitoring";

/** An option as more than half of the neighbours write it; where each names its own tool it names the new one. */
function usualOption(
  rows: readonly ({ each: Property; name: ts.Expression } | null)[],
  tool: Code,
  sources: Sources,
): Code | null {
  const written = rows.flatMap((row) => row?.each.getText() ?? []);
  const isOwn = rows.every((row) => row && namesTool(row.each, row.name, sources));
  const [first] = rows;
  if (first && isOwn && new Set(written).size > 1) return code`${new Code(first.each.name.getText())}: ${tool}`;
  const most = written.find((text) => written.filter((each) => each === text).length * 2 > rows.length);
  return most === undefined ? null : new Code(most);
}

function namesTool(property: Property, tool: ts.Expression, sources: Sources): boolean {
  if (!ts.isPropertyAssignment(property)) return false;
  const value = factValue(toolNameFact(property.initializer, sources));
  return value !== undefined && value === factValue(toolNameFact(tool, sources));
}

function isProperty(node: ts.ObjectLiteralElementLike): node is Property {
  return ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node);
}

/** Whether a name that a neighbour uses stands for the same in a body of a function. */
function isVisible(used: ts.Identifier, block: ts.Block): boolean {
  const declared = declarationOf(used);
  const scope =
    declared && ts.findAncestor(declared.parent, (node) => ts.isBlock(node) || node === node.getSourceFile());
  return scope !== undefined && scope !== null && scope.pos <= block.pos && block.end <= scope.end;
}
