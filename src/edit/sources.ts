import { UserError } from "../errors.ts";
import type { Repo } from "../repo/repo.ts";
import { type Aliased, aliasesOf, type ModulePaths } from "./syntax/aliases.ts";
import { candidates, isRelative, normalize } from "./syntax/module-path.ts";
import { declarationOf, declaredIn } from "./syntax/scope.ts";
import { hasModifier, moduleOf, parse, ts, unwrap } from "./ts.ts";

/** A declaration and the file it is in. For a namespace import the node is the imported file itself. */
export interface Declared {
  node: ts.Node;
  source: ts.SourceFile;
}

type Seen = Set<string>;

/**
 * The parsed files of a repository. A file is parsed once for each text it has, so an edit of a draft is seen at the
 * next question. `prefixes` maps the beginning of a module's name to a folder: `{ "@app/": "front/" }`; `paths` are further
 * aliases.
 */
export class Sources {
  readonly #repo: Repo;
  readonly #aliased: Aliased;
  readonly #parsed = new Map<string, ts.SourceFile>();
  readonly #modules = new Map<string, Map<string, string | null>>();
  readonly #resolved = new Map<ts.Expression, Declared | null>();
  #revision: number | undefined;

  constructor(repo: Repo, prefixes: Readonly<Record<string, string>> = {}, paths: ModulePaths = {}) {
    const built = Object.entries(prefixes).map(([prefix, folder]) => [`${prefix}*`, [`${folder}*`]]);
    this.#repo = repo;
    this.#aliased = aliasesOf({ ...Object.fromEntries(built), ...paths });
  }

  /** Whether the repository never changes, so that what was worked out from a tree stays true. */
  get fixed(): boolean {
    return this.#repo.fixed === true;
  }

  /** The tree of a file, broken parts included; null when there is no such file. Throws the UserError of its Repo. */
  source(path: string): ts.SourceFile | null {
    const text = this.#repo.read(path);
    if (text === null) return null;
    const known = this.#parsed.get(path);
    if (known && known.text === text) return known;
    const source = parse(path, text);
    this.#parsed.set(path, source);
    return source;
  }

  // A name that leads into a file that cannot be read is not followed: one such file must not end what looks at others.
  #readable(path: string): ts.SourceFile | null {
    return this.unreadable(path) ? null : this.source(path);
  }

  /** Why a file that is there cannot be read; null when it can, or there is none. */
  unreadable(path: string): UserError | null {
    try {
      this.#repo.read(path);
      return null;
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  }

  #exists(path: string): boolean {
    return this.unreadable(path) !== null || this.#repo.read(path) !== null;
  }

  /** The TypeScript or JavaScript file that `specifier` means in the file `from`; null for packages and missing files. */
  resolveModule(from: string, specifier: string): string | null {
    if (!this.#keeps()) return this.#fileOf(from, specifier);
    const known = kept(this.#modules, from, () => new Map<string, string | null>());
    return kept(known, specifier, () => this.#fileOf(from, specifier));
  }

  #fileOf(from: string, specifier: string): string | null {
    for (const target of this.#targets(from, specifier))
      for (const path of candidates(target)) if (this.#exists(path)) return path;
    return null;
  }

  /** The path that `specifier` means in the file `from` where no file of any kind is; null when one is, and for packages. */
  missingModule(from: string, specifier: string): string | null {
    if (this.resolveModule(from, specifier) !== null) return null;
    const [target, ...others] = this.#targets(from, specifier);
    return target === undefined || [target, ...others].some((path) => this.#exists(path)) ? null : target;
  }

  /** Whether a module is named by its path or an alias: it is the repository's own, and no package. */
  isOwn(specifier: string): boolean {
    return isRelative(specifier) || this.#aliased(specifier).length > 0;
  }

  #targets(from: string, specifier: string): string[] {
    const paths = isRelative(specifier) ? [`${from}/../${specifier}`] : this.#aliased(specifier);
    return paths.flatMap((path) => normalize(path) ?? []);
  }

  /** The declaration behind the export `name` (`default` too) of a file, re-exports followed; null when not found. */
  exported(path: string, name: string): Declared | null {
    return this.#exported(path, name, new Set());
  }

  /**
   * Whether a file exports `name` (`default` too), be it a package's; unknown when only an `export *` of a module outside
   * of the repository could hold it.
   */
  exports(path: string, name: string): boolean | "unknown" {
    return this.#exports(path, name, new Set());
  }

  #exports(path: string, name: string, seen: Seen): boolean | "unknown" {
    if (this.unreadable(path)) return "unknown";
    const source = seen.has(path) ? null : this.source(path);
    if (!source) return false;
    seen.add(path);
    const declarations = source.statements.filter(ts.isExportDeclaration);
    if (this.exported(path, name) || declarations.some((each) => lists(each, name))) return true;
    const stars = name === "default" ? [] : declarations.filter((each) => !each.exportClause);
    const behind = stars.map((each) => {
      const module = moduleOf(each);
      const target = module === null ? null : this.resolveModule(path, module);
      return target === null ? ("unknown" as const) : this.#exports(target, name, seen);
    });
    return behind.includes(true) || (behind.includes("unknown") && "unknown");
  }

  /**
   * The declaration of an identifier, or of `ns.name` where `ns` is a namespace import, through local scopes and
   * imports. Null when it is declared nowhere in the repository (a global, a package) or is another expression.
   */
  resolve(expression: ts.Expression): Declared | null {
    const resolve = () => this.#resolve(expression, new Set());
    return this.#keeps() ? kept(this.#resolved, expression, resolve) : resolve();
  }

  /** Whether what is worked out may be kept; what was kept of an older revision is forgotten. */
  #keeps(): boolean {
    const { fixed, revision } = this.#repo;
    if (revision !== this.#revision) {
      this.#modules.clear();
      this.#resolved.clear();
      this.#revision = revision;
    }
    return fixed === true || revision !== undefined;
  }

  #resolve(expression: ts.Expression, seen: Seen): Declared | null {
    if (ts.isIdentifier(expression)) return this.#follow(declarationOf(expression), seen);
    if (!ts.isPropertyAccessExpression(expression)) return null;
    const owner = this.#resolve(unwrap(expression.expression), seen);
    return owner && ts.isSourceFile(owner.node)
      ? this.#exported(owner.node.fileName, expression.name.text, seen)
      : null;
  }

  #follow(node: ts.Node | null, seen: Seen): Declared | null {
    if (!node) return null;
    if (ts.isImportSpecifier(node))
      return this.#imported(node.parent.parent, (node.propertyName ?? node.name).text, seen);
    if (ts.isImportClause(node)) return this.#imported(node, "default", seen);
    if (ts.isNamespaceImport(node)) return this.#module(node.parent.parent);
    return { node, source: node.getSourceFile() };
  }

  #imported(clause: ts.ImportClause, name: string, seen: Seen): Declared | null {
    const module = ts.isImportDeclaration(clause.parent) ? this.#module(clause.parent) : null;
    return module && this.#exported(module.source.fileName, name, seen);
  }

  #module(declaration: ts.Node): Declared | null {
    const isDeclaration = ts.isImportDeclaration(declaration) || ts.isExportDeclaration(declaration);
    const specifier = isDeclaration ? moduleOf(declaration) : null;
    const path = specifier === null ? null : this.resolveModule(declaration.getSourceFile().fileName, specifier);
    const source = path === null ? null : this.#readable(path);
    return source && { node: source, source };
  }

  #exported(path: string, name: string, seen: Seen): Declared | null {
    const source = this.#readable(path);
    const key = `${path}\0${name}`;
    if (!source || seen.has(key)) return null;
    seen.add(key);
    for (const statement of source.statements) {
      const found = this.#exportedBy(statement, name, seen);
      if (found) return found;
    }
    return name === "default" ? null : this.#throughStars(source, name, seen);
  }

  #exportedBy(statement: ts.Statement, name: string, seen: Seen): Declared | null {
    if (ts.isExportDeclaration(statement)) return this.#listed(statement, name, seen);
    if (ts.isExportAssignment(statement)) {
      return name === "default" && !statement.isExportEquals ? this.#value(statement.expression, seen) : null;
    }
    if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return null;
    const source = statement.getSourceFile();
    if (hasModifier(statement, ts.SyntaxKind.DefaultKeyword))
      return name === "default" ? { node: statement, source } : null;
    const node = declaredIn(source).get(name);
    return node && node.pos >= statement.pos && node.end <= statement.end ? { node, source } : null;
  }

  #value(expression: ts.Expression, seen: Seen): Declared | null {
    const node = unwrap(expression);
    return ts.isIdentifier(node) ? this.#resolve(node, seen) : { node, source: node.getSourceFile() };
  }

  #listed(statement: ts.ExportDeclaration, name: string, seen: Seen): Declared | null {
    const clause = statement.exportClause;
    if (!clause) return null;
    if (ts.isNamespaceExport(clause)) return clause.name.text === name ? this.#module(statement) : null;
    const element = clause.elements.find((each) => each.name.text === name);
    if (!element) return null;
    const original = (element.propertyName ?? element.name).text;
    if (!statement.moduleSpecifier)
      return this.#follow(declaredIn(statement.getSourceFile()).get(original) ?? null, seen);
    const module = this.#module(statement);
    return module && this.#exported(module.source.fileName, original, seen);
  }

  #throughStars(source: ts.SourceFile, name: string, seen: Seen): Declared | null {
    for (const statement of source.statements) {
      if (!ts.isExportDeclaration(statement) || statement.exportClause) continue;
      const module = this.#module(statement);
      const found = module && this.#exported(module.source.fileName, name, seen);
      if (found) return found;
    }
    return null;
  }
}

function lists({ exportClause }: ts.ExportDeclaration, name: string): boolean {
  if (!exportClause) return false;
  if (ts.isNamespaceExport(exportClause)) return exportClause.name.text === name;
  return exportClause.elements.some((each) => each.name.text === name);
}

function kept<K, T>(values: Map<K, T>, key: K, make: () => T): T {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = make();
  values.set(key, value);
  return value;
}
