import { Code } from "../../../../edit/code.ts";
import { declaredIn } from "../../../../edit/syntax/scope.ts";
import type { ImportedName } from "../../../../edit/template.ts";
import { moduleOf, parse, ts, walk } from "../../../../edit/ts.ts";
import type { HandlerCode, Site } from "../site.ts";

/** A handler whose imported names are free in the file that it goes to: one that the file uses for something else gets another. */
export function withoutClashes({ handlers, draft }: Site, handler: HandlerCode): HandlerCode {
  const text = handlers.style === "inline" ? draft.read(handlers.path) : null;
  if (text === null) return handler;
  const declared = declaredIn(parse(handlers.path, text));
  return handler.imports.reduce((done, wanted): HandlerCode => {
    const local = freeName(wanted, declared);
    if (local === wanted.name) return done;
    const imports = done.imports.map((each) =>
      each === wanted ? { ...each, name: `${each.name} as ${local}` } : each,
    );
    return { function: renamed(done.function, wanted.name, local), imports };
  }, handler);
}

function freeName(wanted: ImportedName, declared: ReadonlyMap<string, ts.Node>): string {
  const isFree = (name: string) => {
    const node = declared.get(name);
    return !node || isImportOf(node, wanted);
  };
  let free = wanted.name;
  for (let count = 1; !isFree(free); count++) free = `${wanted.name}Api${count === 1 ? "" : count}`;
  return free;
}

function isImportOf(node: ts.Node, { module, name }: ImportedName): boolean {
  if (!ts.isImportSpecifier(node) || (node.propertyName ?? node.name).text !== name) return false;
  const statement = node.parent.parent.parent;
  return ts.isImportDeclaration(statement) && moduleOf(statement) === module;
}

function renamed({ text }: Code, from: string, to: string): Code {
  const source = parse("handler.ts", `(${text});`);
  const uses = walk(source).filter((node) => {
    if (!ts.isIdentifier(node) || node.text !== from) return false;
    return !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);
  });
  const replaced = uses.reduceRight(
    (whole, node) => whole.slice(0, node.getStart(source)) + to + whole.slice(node.end),
    source.text,
  );
  return new Code(replaced.slice(1, -2));
}
