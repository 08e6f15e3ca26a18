import type { Sources } from "../../../../edit/sources.ts";
import { ts } from "../../../../edit/ts.ts";
import { unlessRefused } from "../../../../errors.ts";
import type { Repo } from "../../../../repo/repo.ts";
import { PATHS } from "../../paths.ts";
import { isMoved, isSource, type Move, meantBy } from "../move.ts";
import type { Obstacles } from "../obstacles.ts";
import { moduleNames } from "../write/specifiers.ts";

/** Who names the folder that moves. */
export interface Users {
  /** Files outside of it that name its modules, the registries left out. */
  importers: ts.SourceFile[];
  /** Other files that mention its path: nothing is done about those. */
  mentions: string[];
}

const TEXT = /\.(?:mdx?|json|ya?ml|txt|snap)$/;

/** Finds the files of the checkout that name the moved folder's modules, or mention its path. */
export function readUsers(files: readonly string[], repo: Repo, sources: Sources, move: Move): Users {
  const users: Users = { importers: [], mentions: [] };
  const name = move.from.slice(move.from.lastIndexOf("/") + 1);
  for (const path of files) {
    if (isMoved(path, move) || isMoved(path, { from: move.to }) || path === PATHS.constants || path === PATHS.switch)
      continue;
    if (!isSource(path) && !TEXT.test(path)) continue;
    const text = unlessRefused(() => repo.read(path));
    const isNear = path.startsWith(`${PATHS.legacyServers}/`);
    if (!text?.includes(isNear ? `/${name}` : `servers/${name}`)) continue;
    const source = isSource(path) ? sources.source(path) : null;
    if (source && namedModules(source, sources, move).length > 0) users.importers.push(source);
    else if (mentions(text, move.from.slice(PATHS.front.length + 1))) users.mentions.push(path);
  }
  return users;
}

/** Whether a text names a folder, and not only one whose name begins alike. */
function mentions(text: string, folder: string): boolean {
  const [, ...after] = text.split(folder);
  return after.some((rest) => !/^[\w-]/.test(rest));
}

function namedModules(source: ts.SourceFile, sources: Sources, move: Move): ts.StringLiteralLike[] {
  return moduleNames(source).filter((each) => {
    const target = meantBy(source.fileName, each.text, sources);
    return target !== null && isMoved(target, move);
  });
}

/** Names that modules of the moved folder export and that are not there after the move, by module. */
export type GoneExports = ReadonlyMap<string, (name: string) => boolean>;

/** Tells every use of a name that is not exported after the move, by the files given. */
export function refuseUses(
  files: readonly ts.SourceFile[],
  gone: GoneExports,
  { sources, move }: { sources: Sources; move: Move },
  obstacles: Obstacles,
): void {
  for (const source of files) {
    for (const literal of namedModules(source, sources, move)) {
      const isGone = gone.get(meantBy(source.fileName, literal.text, sources) ?? "");
      const names = namesOf(literal.parent);
      if (!isGone) continue;
      if (names === null) obstacles.add(literal, "All of a module is imported, parts of which go elsewhere.");
      for (const name of names ?? [])
        if (isGone(name)) obstacles.add(literal, `\`${name}\` is used here, and is not there after the move.`);
    }
  }
}

/** The exports that a statement names; null when it takes all of a module. */
function namesOf(statement: ts.Node): string[] | null {
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return clause && ts.isNamedExports(clause)
      ? clause.elements.map((each) => (each.propertyName ?? each.name).text)
      : null;
  }
  if (!ts.isImportDeclaration(statement)) return null;
  const clause = statement.importClause;
  const named = clause?.namedBindings;
  if (named && ts.isNamespaceImport(named)) return null;
  const names = named?.elements.map((each) => (each.propertyName ?? each.name).text) ?? [];
  return [...(clause?.name ? ["default"] : []), ...names];
}
