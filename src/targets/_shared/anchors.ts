import type { Sources } from "../../edit/sources.ts";
import { AnchorNotFound } from "../../edit/splice.ts";
import { locationOf, syntaxErrors, ts, unwrap } from "../../edit/ts.ts";
import { EXIT, UserError } from "../../errors.ts";
import { formatLocation, locate } from "../../model/location.ts";

/** The parsed source of a file that the host must have. Throws UserError (exit 5) when it is missing or does not parse. */
export function requiredSource(sources: Sources, path: string): ts.SourceFile {
  const source = readableSource(sources, path);
  if (!source) throw unreadable(`This checkout has no ${path}.`, { message: "no such file", at: path });
  return source;
}

/** The parsed source of a file that a host may have; null when it has none. Throws UserError (exit 5) when it does not parse. */
export function readableSource(sources: Sources, path: string): ts.SourceFile | null {
  const source = sources.source(path);
  if (source) refuseBroken(source);
  return source;
}

/** Throws UserError (exit 5) with the place of each syntax error of a tree; none is fine. */
export function refuseBroken(source: ts.SourceFile): void {
  const problems = syntaxErrors(source);
  if (problems.length === 0) return;
  const details = problems.map(({ message, start }) => ({
    message,
    at: formatLocation(locate(source.fileName, source.text, start)),
  }));
  throw unreadable(`${source.fileName} has syntax errors.`, ...details);
}

/** Whether a file that the host must have is there and does not parse: what it says is not known, and nothing is missing. */
export function isBroken(sources: Sources, path: string): boolean {
  const source = sources.source(path);
  return source !== null && syntaxErrors(source).length > 0;
}

function unreadable(what: string, ...details: { message: string; at: string }[]): UserError {
  return new UserError("host-unreadable", what, {
    exitCode: EXIT.hostNotRecognised,
    hint: "Mend the file and run the command again.",
    details,
  });
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
  const [first, second] = declarationsOf(source, name);
  if (!first?.initializer) throw new AnchorNotFound(source, `\`const ${name} = …\``, "no such declaration");
  if (second) {
    const other = formatLocation(locationOf(first));
    throw new AnchorNotFound(second, `one declaration of \`${name}\``, `another one at ${other}`);
  }
  return unwrap(first.initializer);
}

function wrongKind(value: ts.Expression, name: string, wanted: string): AnchorNotFound {
  return new AnchorNotFound(value, `${wanted} in \`${name}\``, `\`${value.getText().slice(0, 40)}\``);
}
