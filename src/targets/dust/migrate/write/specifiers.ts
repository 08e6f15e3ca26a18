import { replaceParts } from "../../../../edit/rewrite/parts.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { ts, walk } from "../../../../edit/ts.ts";
import { type Move, movedSpecifier } from "../move.ts";

/** The text of a file, moved or not, with every name of a module as it is after the move. */
export function movedText(source: ts.SourceFile, move: Move, sources: Sources): string {
  const replacements = moduleNames(source).flatMap((each) => {
    const name = movedSpecifier(source.fileName, each.text, move, sources);
    return name === each.text ? [] : [{ start: each.getStart(), end: each.end, text: quoted(name, each) }];
  });
  return replaceParts(source.text, replacements);
}

/** The literals of a file that name a module: in imports and exports, types of modules, and calls such as `import` and `vi.mock`. */
export function moduleNames(source: ts.SourceFile): ts.StringLiteralLike[] {
  return walk(source).filter((each): each is ts.StringLiteralLike => ts.isStringLiteralLike(each) && namesModule(each));
}

const OWNERS = new Set(["vi", "jest", "vitest"]);

function namesModule(literal: ts.StringLiteralLike): boolean {
  const { parent } = literal;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent);
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== literal) return false;
  const callee = parent.expression;
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(callee)) return callee.text === "require";
  return ts.isPropertyAccessExpression(callee) && OWNERS.has(callee.expression.getText());
}

function quoted(name: string, literal: ts.StringLiteralLike): string {
  const quote = literal.getText().charAt(0);
  return `${quote}${name}${quote}`;
}
