import { staticName, ts, unwrap } from "../../../../../edit/ts.ts";

/** A function of a server's folder that has a name and a body: at top level, or a method of a class there. */
export interface Callable {
  name: string;
  node: ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;
  body: ts.ConciseBody;
  /** The class whose method it is; null for a function. */
  owner: ts.ClassDeclaration | null;
  /** What names it. */
  at: ts.Node;
  /** The top-level statement, or the member of the class, that declares it. */
  declaration: ts.Statement | ts.MethodDeclaration;
  /** Whether other files can import it, or call it on an instance. */
  exported: boolean;
}

/** The functions and methods of a file, in order; functions inside functions are left out. */
export function callablesOf(source: ts.SourceFile): Callable[] {
  return source.statements.flatMap((statement): Callable[] => {
    if (ts.isClassDeclaration(statement)) return methodsOf(statement);
    if (ts.isFunctionDeclaration(statement)) {
      const { name, body } = statement;
      if (!name || !body) return [];
      const exported = isExported(statement);
      return [{ name: name.text, at: name, node: statement, body, owner: null, declaration: statement, exported }];
    }
    return ts.isVariableStatement(statement) ? assignedIn(statement) : [];
  });
}

function methodsOf(owner: ts.ClassDeclaration): Callable[] {
  const isStatic = ({ modifiers }: ts.MethodDeclaration) =>
    modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
  const methods = owner.members.filter(ts.isMethodDeclaration).filter((each) => !isStatic(each));
  return methods.flatMap((node) => {
    const name = staticName(node.name);
    const hidden = node.modifiers?.some(({ kind }) => HIDING.has(kind)) ?? false;
    return name === null || !node.body
      ? []
      : [{ name, at: node.name, node, body: node.body, owner, declaration: node, exported: !hidden }];
  });
}

const HIDING = new Set([ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword]);

function assignedIn(statement: ts.VariableStatement): Callable[] {
  return statement.declarationList.declarations.flatMap(({ name, initializer }): Callable[] => {
    const node = initializer && unwrap(initializer);
    if (!ts.isIdentifier(name) || !node || !(ts.isArrowFunction(node) || ts.isFunctionExpression(node))) return [];
    const exported = isExported(statement);
    return [{ name: name.text, at: name, node, body: node.body, owner: null, declaration: statement, exported }];
  });
}

/** Whether a statement is exported under its name where it is declared. */
export function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  const kinds = new Set(modifiers?.map(({ kind }) => kind));
  return kinds.has(ts.SyntaxKind.ExportKeyword) && !kinds.has(ts.SyntaxKind.DefaultKeyword);
}
