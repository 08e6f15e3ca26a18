import { ts, unwrap, walk } from "../../../../edit/ts.ts";

/** The names of the raw Zod shapes and Zod objects that a module exports. */
export function exportedShapes(module: ts.SourceFile): ts.Identifier[] {
  return module.statements
    .filter(ts.isVariableStatement)
    .filter((each) => (ts.getModifiers(each) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap((each) => [...each.declarationList.declarations])
    .filter(({ initializer }) => initializer !== undefined && isShape(initializer))
    .flatMap(({ name }) => (ts.isIdentifier(name) ? [name] : []));
}

/** Whether a module names something besides where it is declared; a name in an import counts only with its use. */
export function isNamedIn(name: ts.Identifier, module: ts.SourceFile): boolean {
  return namesIn(module).some((each) => each !== name && each.text === name.text && !ts.isImportSpecifier(each.parent));
}

const names = new WeakMap<ts.SourceFile, ts.Identifier[]>();

function namesIn(module: ts.SourceFile): ts.Identifier[] {
  const known = names.get(module) ?? walk(module).filter(ts.isIdentifier);
  names.set(module, known);
  return known;
}

function isShape(value: ts.Expression): boolean {
  const node = unwrap(value);
  if (!ts.isObjectLiteralExpression(node)) return isZodChain(node);
  return (
    node.properties.some((each) => ts.isPropertyAssignment(each) && isZodChain(each.initializer)) || isSpread(node)
  );
}

// Nothing but spreads, at least one of which is named like a schema.
function isSpread({ properties }: ts.ObjectLiteralExpression): boolean {
  const spreads = properties.filter(ts.isSpreadAssignment);
  return (
    spreads.length > 0 &&
    spreads.length === properties.length &&
    spreads.some(({ expression }) => /(Schema|\.shape)$/.test(expression.getText()))
  );
}

function isZodChain(value: ts.Expression): boolean {
  let node: ts.Expression = unwrap(value);
  while (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) node = unwrap(node.expression);
  return ts.isIdentifier(node) && node.text === "z";
}
