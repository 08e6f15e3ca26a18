import { AnchorNotFound } from "../../../edit/anchor.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, syntaxErrors, ts, unwrap } from "../../../edit/ts.ts";
import { formatLocation, locate } from "../../../model/location.ts";

/** The parsed source of a file that the host must have. Throws AnchorNotFound when it is missing or has syntax errors. */
export function requiredSource(sources: Sources, path: string): ts.SourceFile {
  const source = sources.source(path);
  if (!source) throw new AnchorNotFound({ at: path, wanted: "the file", found: "no such file" });
  const [error] = syntaxErrors(source);
  if (error) {
    const at = formatLocation(locate(path, source.text, error.start));
    throw new AnchorNotFound({ at, wanted: "a file without syntax errors", found: error.message });
  }
  return source;
}

/** The array literal that initialises the one top-level variable `name`, whatever wraps it. Throws AnchorNotFound. */
export function arrayAnchor(source: ts.SourceFile, name: string): ts.ArrayLiteralExpression {
  const value = initialiser(source, name);
  if (ts.isArrayLiteralExpression(value)) return value;
  throw wrongKind(value, name, "an array literal");
}

/** The object literal that initialises the one top-level variable `name`, whatever wraps it. Throws AnchorNotFound. */
export function objectAnchor(source: ts.SourceFile, name: string): ts.ObjectLiteralExpression {
  const value = initialiser(source, name);
  if (ts.isObjectLiteralExpression(value)) return value;
  throw wrongKind(value, name, "an object literal");
}

/** The top-level declarations of a variable, in source order. */
export function declarationsOf(source: ts.SourceFile, name: string): ts.VariableDeclaration[] {
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) => [...statement.declarationList.declarations])
    .filter((declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name);
}

function initialiser(source: ts.SourceFile, name: string): ts.Expression {
  const declarations = declarationsOf(source, name);
  const [first, second] = declarations;
  if (!first?.initializer) {
    throw new AnchorNotFound({ at: source.fileName, wanted: `\`const ${name} = …\``, found: "no such declaration" });
  }
  if (second) {
    throw new AnchorNotFound({
      at: formatLocation(locationOf(second)),
      wanted: `one declaration of \`${name}\``,
      found: `${declarations.length}, the first at ${formatLocation(locationOf(first))}`,
    });
  }
  return unwrap(first.initializer);
}

function wrongKind(value: ts.Expression, name: string, wanted: string): AnchorNotFound {
  return new AnchorNotFound({
    at: formatLocation(locationOf(value)),
    wanted: `${wanted} in \`${name}\``,
    found: ts.SyntaxKind[value.kind] ?? "something else",
  });
}
