import { parse, ts } from "../../../../edit/ts.ts";

/** The function of a generated `helpers.ts` that calls the client and renders the answer. */
export interface GeneratedCall {
  name: string;
  /** Whether its first argument is what a handler gets beside the parameters. */
  takesExtra: boolean;
}

/** Reads that function back: it takes a call of the client and a rendering last. Null when there is none. */
export function readCall(path: string, text: string): GeneratedCall | null {
  for (const each of parse(path, text).statements) {
    if (!ts.isFunctionDeclaration(each) || !each.name || !isExported(each)) continue;
    const names = each.parameters.map(({ name }) => name.getText());
    if (names.at(-1) !== "render" || names.at(-2) !== "call") continue;
    const [first] = each.parameters;
    if (names.length > 3) return null;
    return { name: each.name.text, takesExtra: names.length === 3 && first?.type?.getText() === "ToolHandlerExtra" };
  }
  return null;
}

function isExported(declaration: ts.FunctionDeclaration): boolean {
  return declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}
