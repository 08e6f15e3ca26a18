import type { Sources } from "../../../../edit/sources.ts";
import { freeReferences } from "../../../../edit/syntax/references.ts";
import { declarationOf, declaredIn } from "../../../../edit/syntax/scope.ts";
import type { ImportedName } from "../../../../edit/template.ts";
import { ts } from "../../../../edit/ts.ts";
import { importOf } from "../../imports/import-of.ts";
import { type Move, rootedSpecifier } from "../move.ts";
import type { Obstacles } from "../obstacles.ts";

/**
 * The imports that an expression of the server's module needs when it goes to the metadata; none for what those declare. What it
 * cannot take along is told as an obstacle.
 */
export function carriedImports(
  expression: ts.Expression,
  metadata: ts.SourceFile,
  { move, sources }: { move: Move; sources: Sources },
  obstacles: Obstacles,
): ImportedName[] {
  return freeReferences(expression).flatMap((name): ImportedName[] => {
    const found = importOf(name, sources);
    if (!found) {
      if (declarationOf(name))
        obstacles.add(name, `\`${name.text}\` is declared here, and the metadata would need it.`);
      return [];
    }
    const own = declaredIn(metadata).get(name.text);
    const isOwn = found.path === metadata.fileName;
    if (isOwn ? found.name !== name.text : own !== undefined && !isSameImport(own, found, metadata, sources)) {
      obstacles.add(name, `\`${name.text}\` means something else in the metadata.`);
    }
    if (isOwn || own) return [];
    const module = rootedSpecifier(name.getSourceFile().fileName, found.specifier, move, sources);
    const written = found.name === name.text ? name.text : `${found.name} as ${name.text}`;
    return [
      {
        module,
        name: found.name === "default" ? name.text : written,
        kind: found.name === "default" ? "default" : "value",
      },
    ];
  });
}

function isSameImport(
  own: ts.Node,
  found: { specifier: string; name: string; path: string | null },
  metadata: ts.SourceFile,
  sources: Sources,
): boolean {
  if (!ts.isImportSpecifier(own)) return false;
  const other = importOf(own.name, sources);
  if (!other || other.name !== found.name) return false;
  return other.path === null
    ? other.specifier === found.specifier
    : other.path === found.path && metadata === own.getSourceFile();
}
