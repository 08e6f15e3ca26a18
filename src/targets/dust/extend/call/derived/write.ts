import { Code, code, interpolated, joined, name, string } from "../../../../../edit/code.ts";
import { declaredIn } from "../../../../../edit/syntax/scope.ts";
import { lineRest } from "../../../../../edit/syntax/trivia.ts";
import type { ImportedName } from "../../../../../edit/template.ts";
import { ts, walk } from "../../../../../edit/ts.ts";
import { editFile } from "../../../fixes/edit-file.ts";
import { draftImports } from "../../imports.ts";
import type { Site } from "../../site.ts";
import { laidOut } from "../../snippet.ts";
import { isContentType, localsIn, type Model } from "./model.ts";

/** Drafts a function that sends any request as its model sends its own, behind the model. `base` is what its paths follow. */
export function writeRequestFunction(site: Site, model: Model, base: Code): void {
  const source = model.send.getSourceFile();
  const declared = declaredIn(source);
  const free = NAMES.find((each) => !declared.has(each)) ?? `${NAMES[0]}${declared.size}`;
  const { end } = model.callable.declaration;
  const rest = lineRest(source.text, end);
  const text = `\n\n${laidOut(functionCode(site, model, base, free))}`;
  editFile(site.draft, source.fileName, [{ at: rest.endsLine ? rest.stop : end, text }]);
  const wanted = importsFor(site, model).filter((each) => !declared.has(each.name));
  draftImports(site.draft, source.fileName, wanted);
}

const NAMES = ["sendRequest", "sendApiRequest", "sendAnyRequest"];

function importsFor({ conventions }: Site, { error }: Model): ImportedName[] {
  const { resultModule, normalizeError, modules } = conventions;
  return [
    { module: "zod", name: "z", kind: "type" },
    { module: resultModule, name: "Ok", kind: "value" },
    { module: resultModule, name: "Err", kind: "value" },
    ...(error === "MCPError" ? [{ module: modules.mcpErrors, name: error, kind: "value" as const }] : []),
    ...(normalizeError ? [{ module: normalizeError.module, name: "normalizeError", kind: "value" as const }] : []),
  ];
}

const METHODS = code`"GET" | "POST" | "PUT" | "PATCH" | "DELETE"`;

function functionCode(site: Site, model: Model, base: Code, free: string): Code {
  const { credential, send, error } = model;
  const err = name(error);
  const parameters = [
    ...(credential ? [new Code(credential.getText())] : []),
    code`path: string`,
    code`schema: T`,
    code`{ method = "GET", body }: { method?: ${METHODS}; body?: unknown } = {}`,
  ];
  const failed = interpolated([`${site.title} answered `, code`response.status`, "."]);
  const unexpected = string(`${site.title} gave an unexpected answer.`);
  return code`async function ${name(free)}<T extends z.ZodTypeAny>(
${joined(parameters, ",\n")}
): Promise<Result<z.infer<T>, ${err}>> {
try {
const response = await ${new Code(send.expression.getText())}(${base}, ${optionsCode(model)});
if (!response.ok) {
return new Err(new ${err}(${failed}));
}
const answer: unknown = response.status === 204 ? null : await response.json();
const parsed = schema.safeParse(answer);
return parsed.success
? new Ok(parsed.data)
: new Err(new ${err}(${unexpected}));
} ${caughtCode(site, model)}
}`;
}

function optionsCode({ headers, options }: Model): Code {
  const typed = code`...(body !== undefined && { "Content-Type": "application/json" })`;
  const given = headers.map((each) => new Code(each.getText()));
  const members = [
    code`method`,
    code`headers: {\n${joined([...given, ...(headers.some(isContentType) ? [] : [typed])], ",\n")},\n}`,
    ...options.map((each) => new Code(each.getText())),
    code`body: body === undefined ? undefined : JSON.stringify(body)`,
  ];
  return code`{\n${joined(members, ",\n")},\n}`;
}

/** What is done about an error that is thrown: as in the model, unless that says something that only fits its own request. */
function caughtCode({ conventions, title }: Site, { send, callable, error }: Model): Code {
  const own = ts.findAncestor(send, ts.isTryStatement)?.catchClause;
  const isGeneral = own && localsIn(own, callable).length === 0 && !walk(own).some(isWords);
  if (isGeneral && walk(own).some(ts.isReturnStatement)) return new Code(own.getText());
  if (error === "Error" && conventions.normalizeError) return code`catch (e) {\nreturn new Err(normalizeError(e));\n}`;
  const reason = code`new ${name(error)}(${string(`${title} could not be reached.`)})`;
  return code`catch {\nreturn new Err(${reason});\n}`;
}

function isWords(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}
