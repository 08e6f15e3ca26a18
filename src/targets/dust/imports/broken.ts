import type { Sources } from "../../../edit/sources.ts";
import { ts } from "../../../edit/ts.ts";
import type { DustHost } from "../host.ts";
import { DESCRIBING, identifiersIn } from "../judge/ownership.ts";
import { folderModules, type ModuleReference } from "../read/module-facts.ts";
import type { DustServer } from "../read/server.ts";
import type { BrokenImport } from "./broken-import.ts";
import { importOf } from "./import-of.ts";
import { missingModule } from "./missing-module.ts";
import { missingNames } from "./missing-names.ts";

const known = new WeakMap<DustServer, BrokenImport[]>();

/**
 * The imports of a server that lead nowhere: those by which its entry and its case name its modules, then those of its
 * modules. An import of something outside of the folders of servers is left out unless it is certainly a mistake, since
 * a checkout may be partial.
 */
export function brokenImports(found: DustServer, host: DustHost): BrokenImport[] {
  const judged = known.get(found);
  if (judged) return judged;
  const { sources } = host;
  const registered = registryReferences(found, sources);
  const broken = [
    ...registered.flatMap((each) => missingModule(each, host, each) ?? []),
    ...moduleReferences(found, registered, sources).flatMap((each) =>
      each.path === null ? (missingModule(each, host) ?? []) : missingNames(each, each.path, sources),
    ),
  ];
  known.set(found, broken);
  return broken;
}

/** An import in a registry; `isOwn` when what it names is the server itself and not something that it also uses. */
type Registered = ModuleReference & { isOwn: boolean };

function registryReferences({ entry, cases }: DustServer, sources: Sources): Registered[] {
  const properties = [...(entry?.properties ?? [])];
  const described = properties.flatMap(([key, value]) =>
    identifiersIn(value).map((identifier) => ({ identifier, isOwn: DESCRIBING.includes(key) })),
  );
  const called = cases.flatMap(({ call }) => (call ? [{ identifier: call, isOwn: true }] : []));
  return [...described, ...called].flatMap(({ identifier, isOwn }) => {
    const found = importOf(identifier, sources);
    const specifier = found?.declaration.moduleSpecifier;
    if (!found || !specifier || !ts.isStringLiteral(specifier) || !sources.isOwn(found.specifier)) return [];
    return [{ specifier, path: found.path, isOwn }];
  });
}

/** What the modules of a server's folders import, those that only its metadata leads to among them. */
function moduleReferences(found: DustServer, registered: Registered[], sources: Sources): ModuleReference[] {
  const implementation = found.implementation();
  const own = new Set(implementation?.modules.map((module) => module.fileName));
  const folder = found.directory === null ? null : `${found.directory}/`;
  const described = registered.flatMap(({ path }) => {
    const isBeside = path !== null && (folder === null || path.startsWith(folder));
    const source = isBeside && !own.has(path) && !sources.unreadable(path) ? sources.source(path) : null;
    return source ? folderModules(source, sources).references : [];
  });
  return [...(implementation?.references ?? []), ...described];
}
