import { exportNames } from "../../../edit/exports.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, ts } from "../../../edit/ts.ts";
import { nearName } from "../../../model/near-name.ts";
import { PATHS } from "../paths.ts";
import type { ModuleReference } from "../read/module-facts.ts";
import type { BrokenImport } from "./broken-import.ts";

/**
 * The names that an import or re-export takes from the module `path`, and that it certainly does not export. Only modules
 * in the folders of servers are looked into: they are read anyway.
 */
export function missingNames({ specifier }: ModuleReference, path: string, sources: Sources): BrokenImport[] {
  const isServers = [PATHS.servers, PATHS.legacyServers].some((folder) => path.startsWith(`${folder}/`));
  const wanted = isServers ? namesIn(specifier.parent) : [];
  const exported = wanted.length > 0 ? exportNames(path, sources) : null;
  if (!exported) return [];
  return wanted
    .filter(({ name }) => !exported.has(name))
    .map(({ node, name }) => {
      const near = nearName(name, exported);
      const declared = near === undefined ? undefined : sources.exported(path, near)?.node;
      const what = name === "default" ? "exports nothing by default" : `does not export \`${name}\``;
      const hint = near === undefined ? "" : ` Did you mean \`${near}\`?`;
      return {
        // A module that exports nothing is one fault, whatever is wanted of it.
        missing: exported.size === 0 ? `${path}#` : `${path}#${name}`,
        at: locationOf(node),
        message: `\`${specifier.text}\` ${what}.${hint}`,
        ...(declared ? { related: { at: locationOf(declared), message: `\`${near}\` is declared here` } } : {}),
      };
    });
}

function namesIn(declaration: ts.Node): { node: ts.Node; name: string }[] {
  const clause = ts.isImportDeclaration(declaration) ? declaration.importClause : undefined;
  const listed = ts.isExportDeclaration(declaration) ? declaration.exportClause : clause?.namedBindings;
  const elements = listed && (ts.isNamedImports(listed) || ts.isNamedExports(listed)) ? [...listed.elements] : [];
  return [
    ...(clause?.name ? [{ node: clause.name, name: "default" }] : []),
    ...elements.map((each) => ({ node: each, name: (each.propertyName ?? each.name).text })),
  ];
}
