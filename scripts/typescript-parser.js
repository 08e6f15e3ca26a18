// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import ts from "typescript";

const require = createRequire(import.meta.url);

/** Statements that prepare what no parser needs: editor services, watching files, the module's own exports. */
const LEFT_OUT = /^(?:"use strict"|module\.exports =|registerCodeFix\(|registerRefactor\(|if \(|0 && |\{)/;
/** Gives nodes their methods (`getText`, `getStart`). */
const METHODS = /^setObjectAllocator\(/;
/** What only the type checker makes, which nobody starts; named where node methods are, and the way to all the rest. */
const CHECKED = ["SymbolObject", "TypeObject", "SignatureObject"];

/**
 * The part of ts-morph's TypeScript that our sources use, as an ES module with the one export `ts`: the parser and its
 * questions about nodes are a tenth of the compiler, and load in a fraction of its time.
 *
 * @param {string} sources - the folder of our sources; what they ask of `ts` is what is kept
 * @throws {Error} when TypeScript's file has another form than expected
 */
export function typescriptParser(sources) {
  const packages = createRequire(require.resolve("ts-morph"));
  const file = readFileSync(join(packages.resolve("@ts-morph/common"), "..", "typescript.js"), "utf8");
  const [licence = ""] = /^\/\*![\s\S]*?\*\//.exec(file) ?? [];
  const statements = statementsOf(bodyOf(file));
  const exported = exportedNames(statements);
  const names = namesUsed(sources).filter((name) => exported.has(name));
  const kept = reachable(statements, names);
  const code = statements.filter((each) => kept.has(each)).map((each) => each.text);
  return [licence, ...usedMessages(code), `export const ts = { ${names.join(", ")} };`].join("\n");
}

/**
 * Leaves the messages out that no other statement names: those of the type checker.
 *
 * @param {string[]} code
 */
function usedMessages(code) {
  const table = code.findIndex((each) => each.startsWith("var Diagnostics = {\n"));
  const others = code.toSpliced(table, 1).join("\n");
  if (table < 0 || /(?<![\w.$])Diagnostics\b(?!\.\w)/.test(others))
    throw new Error("TypeScript takes its messages from its table in an unknown way.");
  const used = new Set([...others.matchAll(/\bDiagnostics\.(\w+)/g)].map((match) => match[1]));
  const lines = code[table]?.split("\n") ?? [];
  const messages = lines.filter((line) => used.has(/^ {2}(\w+): diag\(/.exec(line)?.[1]));
  return code.with(table, ["var Diagnostics = {", ...messages, "};"].join("\n"));
}

/**
 * One statement at the top level: what it declares or, for one that only completes a declaration, what it completes;
 * and every name in it.
 *
 * @typedef {{ text: string, declares: string[], completes: string | null, names: Set<string> }} Statement
 */

/** @param {string} file */
function bodyOf(file) {
  const body = /\(\(module\) => \{\n([\s\S]*)\n\}\)\(\{ get exports\(\)/.exec(file)?.[1];
  if (body === undefined) throw new Error("TypeScript inside ts-morph is wrapped in an unknown way.");
  return body;
}

/**
 * @param {string} text
 * @returns {Statement[]}
 */
function statementsOf(text) {
  const source = ts.createSourceFile("typescript.js", text, ts.ScriptTarget.Latest);
  return source.statements.map((node) => {
    const declares = declaredBy(node);
    const code = text.slice(node.getStart(source), node.end);
    const completes = declares.length > 0 ? null : completedBy(code);
    return { text: code, declares, completes, names: namesIn(node) };
  });
}

/**
 * @param {ts.Statement} node
 * @returns {string[]}
 */
function declaredBy(node) {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name ? [node.name.text] : [];
  if (!ts.isVariableStatement(node)) return [];
  return node.declarationList.declarations.flatMap(({ name }) => [...namesIn(name)]);
}

/**
 * `X.y = …`, `__export(X, …)` and `((X2) => {…})(X || (X = {}))` complete X.
 *
 * @param {string} code
 * @returns {string | null}
 */
function completedBy(code) {
  if (LEFT_OUT.test(code) || METHODS.test(code)) return null;
  const name =
    /^(\w+)(?:\.\w+)+ =/.exec(code)?.[1] ??
    /^__export\((\w+),/.exec(code)?.[1] ??
    /^\(\(\w+\) => \{[\s\S]*\}\)\((\w+) \|\| \(\1 = \{\}\)\);$/.exec(code)?.[1];
  if (name === undefined) throw new Error(`TypeScript has a statement of an unknown form: ${code.slice(0, 80)}`);
  return name;
}

/** @param {ts.Node} node */
function namesIn(node) {
  const names = /** @type {Set<string>} */ (new Set());
  const visit = (/** @type {ts.Node} */ each) => {
    if (ts.isIdentifier(each)) names.add(each.text);
    else if (ts.isPropertyAccessExpression(each)) visit(each.expression);
    else ts.forEachChild(each, visit);
  };
  visit(node);
  return names;
}

/** @param {Statement[]} statements */
function exportedNames(statements) {
  const list = statements.find((each) => each.text.startsWith("__export(typescript_exports,"));
  if (!list) throw new Error("TypeScript lists its exports in an unknown way.");
  return new Set([...list.text.matchAll(/^ {2}(\w+): \(\) => \1,?$/gm)].map((match) => match[1] ?? ""));
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function namesUsed(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const texts = files.map((path) => readFileSync(join(folder, path), "utf8"));
  return [
    ...new Set(texts.flatMap((text) => [...text.matchAll(/\bts\.(\w+)/g)].map((match) => match[1] ?? ""))),
  ].sort();
}

/**
 * @param {Statement[]} statements
 * @param {string[]} names
 */
function reachable(statements, names) {
  const byName = new Map(/** @type {[string, Statement[]][]} */ ([]));
  for (const statement of statements) {
    const own = statement.completes === null ? statement.declares : [statement.completes];
    for (const name of own) if (!CHECKED.includes(name)) byName.set(name, [...(byName.get(name) ?? []), statement]);
  }
  const kept = new Set(statements.filter(({ text }) => METHODS.test(text)));
  const add = (/** @type {Iterable<string>} */ used) => {
    for (const name of used) for (const statement of byName.get(name) ?? []) kept.add(statement);
  };
  add(names);
  for (const statement of kept) add(statement.names);
  return kept;
}
