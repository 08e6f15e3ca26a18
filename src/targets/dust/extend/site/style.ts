import { originOf } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { ts } from "../../../../edit/ts.ts";
import type { HandlersSite } from "../site.ts";

/** Whether a node stands inside a function or at the top level of its module. */
export function scopeOf(node: ts.Node): HandlersSite["scope"] {
  for (let outer: ts.Node | undefined = node.parent; outer; outer = outer.parent) {
    if (ts.isFunctionLike(outer)) return "factory";
  }
  return "module";
}

/** Whether the handlers are functions in the object, or each is imported from a file of its own. */
export function styleOf(object: ts.ObjectLiteralExpression, sources: Sources): HandlersSite["style"] {
  const files = object.properties.map((each) => fileOf(each, sources));
  const apart = files.every((file) => file !== null && file !== object.getSourceFile().fileName);
  return files.length > 0 && apart && new Set(files).size === files.length ? "file-each" : "inline";
}

/** The file that the function behind a property is written in; null when the property does not name one. */
function fileOf(property: ts.ObjectLiteralElementLike, sources: Sources): string | null {
  const value = ts.isPropertyAssignment(property)
    ? property.initializer
    : ts.isShorthandPropertyAssignment(property)
      ? property.name
      : null;
  if (!value || !ts.isIdentifier(value)) return null;
  const origin = ts.isShorthandPropertyAssignment(property)
    ? shorthandOrigin(property, sources)
    : originOf(value, sources);
  return origin?.getSourceFile().fileName ?? null;
}

function shorthandOrigin({ name }: ts.ShorthandPropertyAssignment, sources: Sources): ts.Node | null {
  return sources.resolve(name)?.node ?? null;
}
