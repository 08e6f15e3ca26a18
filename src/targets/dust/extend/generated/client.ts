import { Code } from "../../../../edit/code.ts";
import { bindingsOf } from "../../../../edit/merge/imports.ts";
import { declaredIn } from "../../../../edit/syntax/scope.ts";
import { functionNamed, parse, staticName, ts, unwrap, variableNamed, walk } from "../../../../edit/ts.ts";
import type { ClientFeatures, ClientSettings } from "../../files/client.ts";

/** A generated client as it stands, perhaps edited since: what it shares among its requests, and which parts it has. */
export interface GeneratedClient {
  source: ts.SourceFile;
  /** The names of its classes; a module of functions has only one for errors. */
  names: { client: string | null; error: string };
  /** Names of the members of its class, or of all that a module of functions declares. */
  members: ReadonlySet<string>;
  settings: ClientSettings;
  features: ClientFeatures;
  /** Whether its constructor takes the signal of the call. */
  signal: boolean;
  /** The function it sends requests with; null is `fetch` itself. */
  egress: { name: string; module: string } | null;
  logger: { module: string } | null;
  normalizeError: { module: string } | null;
}

/** Reads a generated client back from its text; null when the file is of another make. */
export function readClient(path: string, text: string): GeneratedClient | null {
  const source = parse(path, text);
  const classes = source.statements.filter(ts.isClassDeclaration);
  const error = classes.find((each) => baseOf(each) === "Error");
  const client = classes.find((each) => methodNamed(each, "send"));
  const title = textOf(source, "API_NAME");
  const baseUrl = textOf(source, "BASE_URL");
  const isModule = fieldsOf(source, "ApiRequest").length > 0;
  const send = client ? methodNamed(client, "send") : isModule && functionNamed(source, "send");
  const request = send && sentRequest(send);
  if (!error?.name || !request || title === null || baseUrl === null) return null;
  const members = new Set(client ? memberNames(client) : declaredIn(source).keys());
  const signal = client ? constructorTakes(client, "signal") : takesSignal(source);
  const imported = (local: string) => bindingsOf(source).find((each) => each.local === local) ?? null;
  const callee = request.call.expression.getText();
  const egress = imported(callee);
  return {
    source,
    names: { client: client?.name?.text ?? null, error: error.name.text },
    members,
    settings: {
      title,
      baseUrl,
      ...headersOf(request.headers),
      jsonType: jsonType(source),
      functions: client ? null : { signal },
    },
    features: featuresOf(source, members),
    signal,
    egress: egress && { name: egress.written, module: egress.module },
    logger: imported("logger"),
    normalizeError: imported("normalizeError"),
  };
}

function baseOf({ heritageClauses }: ts.ClassDeclaration): string | undefined {
  const clause = heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression.getText();
}

function textOf(source: ts.SourceFile, name: string): string | null {
  const value = variableNamed(source, name)?.initializer;
  return value && ts.isStringLiteralLike(value) ? value.text : null;
}

function methodNamed(declaration: ts.ClassDeclaration, name: string): ts.MethodDeclaration | undefined {
  return declaration.members.filter(ts.isMethodDeclaration).find((each) => staticName(each.name) === name);
}

function constructorTakes(declaration: ts.ClassDeclaration, name: string): boolean {
  const made = declaration.members.find(ts.isConstructorDeclaration);
  return made?.parameters.some((each) => each.name.getText() === name) ?? false;
}

function memberNames({ members }: ts.ClassDeclaration): string[] {
  return members.flatMap((each) => (each.name && staticName(each.name)) ?? []);
}

/** Whether the functions for tools take the signal of the call. */
function takesSignal(source: ts.SourceFile): boolean {
  return fieldsOf(source, "ApiRequest").some(({ name }) => name && staticName(name) === "signal");
}

/** The call that sends a request, and the literal of its headers. */
function sentRequest(send: ts.Node): { call: ts.CallExpression; headers: ts.ObjectLiteralExpression } | null {
  for (const node of walk(send)) {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) continue;
    const [, init] = node.arguments;
    if (!init || !ts.isObjectLiteralExpression(init)) continue;
    const headers = init.properties.filter(ts.isPropertyAssignment).find((each) => staticName(each.name) === "headers");
    const value = headers && unwrap(headers.initializer);
    if (value && ts.isObjectLiteralExpression(value)) return { call: node, headers: value };
  }
  return null;
}

function headersOf(literal: ts.ObjectLiteralExpression): Pick<ClientSettings, "headers" | "token"> {
  const written = literal.properties.filter(ts.isPropertyAssignment).flatMap(({ name, initializer }) => {
    const header = staticName(name);
    return header === null ? [] : [{ name: header, value: new Code(initializer.getText()), initializer }];
  });
  const carrier = written.find(({ initializer }) => tokensIn(initializer).length > 0);
  return {
    headers: written.map(({ name, value }) => ({ name, value })),
    token: carrier ? { header: carrier.name, value: inTest(carrier.initializer) } : null,
  };
}

/** Where an expression names `this.token`, or the variable of a function. */
function tokensIn(expression: ts.Expression): ts.Node[] {
  return [...walk(expression)].filter(isToken);
}

function isToken(node: ts.Node): boolean {
  if (ts.isIdentifier(node) && node.text === "token") return !ts.isPropertyAccessExpression(node.parent);
  if (!ts.isPropertyAccessExpression(node)) return false;
  return node.expression.kind === ts.SyntaxKind.ThisKeyword && node.name.text === "token";
}

function inTest(expression: ts.Expression): Code {
  const start = expression.getStart();
  const text = tokensIn(expression).reduceRight(
    (whole, node) => `${whole.slice(0, node.getStart() - start)}TOKEN${whole.slice(node.end - start)}`,
    expression.getText(),
  );
  return new Code(text);
}

function jsonType(source: ts.SourceFile): string {
  const content = functionNamed(source, "jsonContent");
  for (const node of content ? walk(content) : []) {
    if (!ts.isPropertyAssignment(node) || staticName(node.name) !== "type") continue;
    if (ts.isStringLiteralLike(node.initializer)) return node.initializer.text;
  }
  return "application/json";
}

function fieldsOf(source: ts.SourceFile, type: string): readonly ts.TypeElement[] {
  const alias = source.statements.filter(ts.isTypeAliasDeclaration).find(({ name }) => name.text === type)?.type;
  return alias && ts.isTypeLiteralNode(alias) ? alias.members : [];
}

function featuresOf(source: ts.SourceFile, members: ReadonlySet<string>): ClientFeatures {
  const types = source.statements.filter(ts.isTypeAliasDeclaration);
  const fields = fieldsOf(source, "ApiRequest");
  const contents = types.some(({ name }) => name.text === "Content");
  return {
    pathParams: variableNamed(source, "DOT_SEGMENT") !== null,
    queryParams: fields.some(({ name }) => name && staticName(name) === "query"),
    queryValues: types.some(({ name }) => name.text === "QueryValue"),
    json: contents && functionNamed(source, "jsonContent") !== null,
    form: contents && functionNamed(source, "formContent") !== null,
    graphql: members.has("graphql"),
    validates: functionNamed(source, "validate") !== null,
  };
}
