import { insertImport } from "../../../edit/imports.ts";
import type { Splice } from "../../../edit/splice.ts";
import { declaredIn } from "../../../edit/syntax/scope.ts";
import { importsOf, moduleOf, ts } from "../../../edit/ts.ts";

/** An export that a file is to use: its name (`default` too), the name wanted for it in the file, and its module. */
export interface WantedImport {
  exported: string;
  local: string;
  module: string;
}

/** What an export is called in the file, and the splices that import it; none where the file imports it already. */
export interface ImportedName {
  local: string;
  splices: Splice[];
}

/** Imports a value once. Takes the wanted name with a number when the file has another thing under it. */
export function importName(source: ts.SourceFile, wanted: WantedImport): ImportedName {
  const known = importedAs(source, wanted);
  if (known !== undefined) return { local: known, splices: [] };
  const { exported, module } = wanted;
  const local = freeName(wanted.local, source);
  const name = local === exported ? exported : `${exported} as ${local}`;
  return {
    local,
    splices: insertImport(source, { module, text: `import { ${name} } from ${JSON.stringify(module)};` }),
  };
}

function importedAs(source: ts.SourceFile, { exported, module }: WantedImport): string | undefined {
  const clauses = importsOf(source)
    .filter((declaration) => moduleOf(declaration) === module)
    .flatMap(({ importClause }) => (importClause && !importClause.isTypeOnly ? [importClause] : []));
  for (const { name, namedBindings } of clauses) {
    if (exported === "default" && name) return name.text;
    const named = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
    const found = named.find((each) => !each.isTypeOnly && (each.propertyName ?? each.name).text === exported);
    if (found) return found.name.text;
  }
  return undefined;
}

function freeName(name: string, source: ts.SourceFile): string {
  const taken = declaredIn(source);
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}${number}`;
  return free;
}
