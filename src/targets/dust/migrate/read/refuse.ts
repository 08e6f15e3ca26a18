import { freeReferences, referencesTo } from "../../../../edit/syntax/references.ts";
import { declarationOf, declaredIn } from "../../../../edit/syntax/scope.ts";
import { property, ts, unwrap } from "../../../../edit/ts.ts";
import { presence, typeMembers } from "../../../../edit/types.ts";
import { nullableFact } from "../../../_shared/facts.ts";
import type { Conventions } from "../../checkout/conventions.ts";
import type { DustHost } from "../../host.ts";
import { PATHS } from "../../paths.ts";
import type { Obstacles } from "../obstacles.ts";
import { exportedTools } from "../write/handlers.ts";
import type { Captured } from "./captured.ts";
import type { MetadataConstant } from "./described.ts";
import type { Factory } from "./factory.ts";
import { filesBelow } from "./folder.ts";
import type { Read } from "./movable.ts";
import { refuseUses } from "./users.ts";

/** Tells the names that the new code would declare, and that something else has. */
export function refuseTakenNames(
  { move, factory, described, names }: Read,
  captured: Captured | null,
  obstacles: Obstacles,
): void {
  const constants = described.info.property.getSourceFile();
  const declaring: [ts.Node, string[]][] = [
    [factory.body, ["handlers"]],
    [described.source, [names.tools, names.server]],
    [constants, [names.server]],
    [factory.source, ["handlers", exportedTools({ captured, move })]],
  ];
  for (const [scope, taken] of declaring) {
    for (const name of taken) {
      const node = declaredIn(scope).get(name);
      if (node) obstacles.add(node, `\`${name}\` is taken: the new code declares it.`);
    }
  }
}

/** Tells every use of a name that is not there after the move, and of one that the server's module would lack. */
export function refuseLostNames(
  { move, factory, described, users }: Read,
  { repo, sources }: DustHost,
  obstacles: Obstacles,
): void {
  const { source, info, stakes, tools } = described;
  const gone = [info, stakes, ...(tools ? [tools] : [])];
  for (const each of gone) refuseOtherUses(each, gone, obstacles);
  const names = new Set(gone.map(({ name }) => name));
  const exports = new Map([
    [source.fileName, (name: string) => names.has(name)],
    [factory.source.fileName, (name: string) => name !== "default"],
  ]);
  const inFolder = filesBelow(repo, move.from).filter((path) => /\.[mc]?[jt]sx?$/.test(path));
  const files = [...inFolder, PATHS.switch].flatMap((path) => sources.source(path) ?? []);
  refuseUses([...files, ...users.importers], exports, { sources, move }, obstacles);
  refuseOtherFactoryUses(factory, obstacles);
  for (const name of [factory.made, ...factory.parameters].flatMap(freeReferences)) {
    const declared = declarationOf(name);
    const isOutside = declared && (declared.pos < factory.statement.pos || declared.end > factory.statement.end);
    if (isOutside && !ts.findAncestor(declared, ts.isImportDeclaration)) {
      obstacles.add(name, `\`${name.text}\` goes with the handlers, and the server is made of it.`);
    }
  }
}

// What stays of the old module goes with the handlers, and the factory does not.
function refuseOtherFactoryUses({ source, statement }: Factory, obstacles: Obstacles): void {
  const [declared] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
  for (const use of declared ? referencesTo(declared, source) : []) {
    const isInside = use.pos >= statement.pos && use.end <= statement.end;
    if (!isInside && !ts.isExportAssignment(use.parent)) {
      obstacles.add(use, `\`${use.text}\` is used here besides as the default export.`);
    }
  }
}

// The metadata module and the registry may name one of the constants in their own place only.
function refuseOtherUses(
  { name, statement, property: named }: MetadataConstant,
  gone: readonly MetadataConstant[],
  obstacles: Obstacles,
): void {
  const constants = named.getSourceFile();
  const imported = ts.isIdentifier(named.initializer) ? declarationOf(named.initializer) : null;
  const inside = (node: ts.Node, outer: ts.Node) => node.pos >= outer.pos && node.end <= outer.end;
  const there = imported ? referencesTo(imported, constants) : [];
  for (const use of there.filter((each) => !gone.some(({ property: own }) => inside(each, own)))) {
    obstacles.add(use, `\`${name}\` is used here besides in the entry.`);
  }
  const [declaration] = statement.declarationList.declarations;
  const own = declaration ? referencesTo(declaration, statement.getSourceFile()) : [];
  for (const use of own.filter((each) => !inside(each, statement)))
    obstacles.add(use, `\`${name}\` is used here besides in the entry.`);
}

/** Tells what the newer layout has no place for in this checkout. */
export function refuseUnwritable(
  { factory, described }: Read,
  { instructions }: Conventions,
  { sources }: DustHost,
  obstacles: Obstacles,
): void {
  const info = unwrap(described.info.value);
  const said = ts.isObjectLiteralExpression(info) ? property(info, "instructions") : null;
  const value = said && ts.isPropertyAssignment(said) ? nullableFact(said.initializer, sources) : null;
  if (said && instructions === "absent" && !(value?.known && value.value === null)) {
    obstacles.add(said, "The types of this checkout have no `instructions` any more, and the server has some.");
  }
  const tool = typeMembers(sources, PATHS.toolDefinition, "ToolDefinition");
  for (const { alerting, tool: name } of factory.tools) {
    if (alerting && presence(tool, "enableAlerting") === "absent") {
      obstacles.add(alerting, `\`${name}\` enables alerting, which tools of this layout cannot.`);
    }
  }
}
