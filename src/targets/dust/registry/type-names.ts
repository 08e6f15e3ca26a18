import type { Sources } from "../../../edit/sources.ts";
import { locationOf, ts, variableNamed } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import { readableSource } from "../../_shared/anchors.ts";
import { elementFacts } from "./read.ts";

/**
 * The strings that a type of this file is a union of: written out, picked with `Extract<T, "a" | "b">`, or taken from an
 * array by `(typeof LIST)[number]`. Null when the file has no such type; what is none of these is an unknown fact.
 */
export function namesOfType(sources: Sources, path: string, name: string): Fact<string>[] | null {
  const source = readableSource(sources, path);
  const alias = source?.statements.filter(ts.isTypeAliasDeclaration).find((each) => each.name.text === name);
  return source && alias ? namesIn(alias.type, source, sources) : null;
}

function namesIn(type: ts.TypeNode, source: ts.SourceFile, sources: Sources): Fact<string>[] {
  if (ts.isParenthesizedTypeNode(type)) return namesIn(type.type, source, sources);
  if (ts.isUnionTypeNode(type)) return type.types.flatMap((each) => namesIn(each, source, sources));
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) {
    return [{ known: true, value: type.literal.text, at: locationOf(type) }];
  }
  const picked = pickedBy(type);
  if (picked) return namesIn(picked, source, sources);
  const list = listBehind(type);
  const array = list === null ? undefined : variableNamed(source, list)?.initializer;
  if (array) return elementFacts(array, sources, (value) => typeof value === "string");
  return [{ known: false, at: locationOf(type), why: `\`${type.getText(source)}\` is not written out` }];
}

function pickedBy(type: ts.TypeNode): ts.TypeNode | undefined {
  const isExtract = ts.isTypeReferenceNode(type) && type.typeName.getText() === "Extract";
  return isExtract ? type.typeArguments?.[1] : undefined;
}

function listBehind(type: ts.TypeNode): string | null {
  if (!ts.isIndexedAccessTypeNode(type) || type.indexType.kind !== ts.SyntaxKind.NumberKeyword) return null;
  const object = ts.isParenthesizedTypeNode(type.objectType) ? type.objectType.type : type.objectType;
  return ts.isTypeQueryNode(object) && ts.isIdentifier(object.exprName) ? object.exprName.text : null;
}
