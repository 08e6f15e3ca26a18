import { insertImport } from "../../edit/imports.ts";
import type { Splice } from "../../edit/splice.ts";
import { declaredIn } from "../../edit/syntax/scope.ts";
import { importsOf, moduleOf, ts } from "../../edit/ts.ts";

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
export function importName(source: ts.SourceFile, { exported, local, module }: WantedImport): ImportedName {
  const { locals, splices } = importNames(source, [{ exported, local }], module);
  return { local: locals.get(exported) ?? local, splices };
}

/** Imports values of one module, each once: what each is called in the file, and the splices of one statement for all that lack. */
export function importNames(
  source: ts.SourceFile,
  wanted: readonly Omit<WantedImport, "module">[],
  module: string,
): { locals: ReadonlyMap<string, string>; splices: Splice[] } {
  const locals = new Map<string, string>();
  const missing: string[] = [];
  for (const { exported, local } of wanted) {
    const known = importedAs(source, exported, module);
    const name = known ?? freeName(local, source);
    locals.set(exported, name);
    if (known === undefined) missing.push(name === exported ? exported : `${exported} as ${name}`);
  }
  const text = `import { ${missing.join(", ")} } from ${JSON.stringify(module)};`;
  return { locals, splices: missing.length === 0 ? [] : insertImport(source, { module, text }) };
}

function importedAs(source: ts.SourceFile, exported: string, module: string): string | undefined {
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
