import { access, type Code, code, name, string } from "../../../edit/code.ts";
import { indentAt, indented, indentUnit, lineRest } from "../../../edit/syntax/trivia.ts";
import { locationOf, type ts } from "../../../edit/ts.ts";
import type { UserError } from "../../../errors.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import { editFile } from "../fixes/edit-file.ts";
import { moduleOf } from "../paths.ts";
import { type Begun, listedElsewhere } from "./existing/begun.ts";
import { draftImports } from "./imports.ts";
import { draftMetadata, isListed } from "./metadata.ts";
import type { ServerPlace } from "./site.ts";
import { notExtendable } from "./snippet.ts";

/** A server that gives the SDK's server its tools one by one: its place, and the last call that does so. */
export interface RawPlace extends ServerPlace {
  statement: ts.ExpressionStatement;
  /** The method that is called: `server.tool`. */
  method: string;
}

/** Drafts a tool without a request: its metadata, and a call behind the last one. Throws UserError (exit 5) for one with a request. */
export function addRawTool(place: RawPlace, reread: () => RawPlace, tool: ToolSpec, { described }: Begun): void {
  if (described && !isListed(place, tool)) throw listedElsewhere(place, tool);
  if (tool.request) throw withoutResult(place, tool);
  draftMetadata(place, tool);
  const { statement, draft, metadata } = reread();
  const source = statement.getSourceFile();
  const indent = indentAt(source.text, statement.getStart());
  const text = indented(registration(place, tool).text, indent, indentUnit(source.text));
  const rest = lineRest(source.text, statement.end);
  editFile(draft, source.fileName, [
    { at: rest.endsLine ? rest.stop : statement.end, text: `\n\n${indent}${text}${rest.endsLine ? "" : "\n"}` },
  ]);
  draftImports(draft, source.fileName, [{ module: moduleOf(metadata.path), name: metadata.constant, kind: "value" }]);
}

function registration({ method, metadata }: RawPlace, tool: ToolSpec): Code {
  const row = access(name(metadata.constant), tool.name);
  const [server = "", call = ""] = method.split(".");
  const text = string(`${tool.name} is not implemented yet.`);
  return code`${access(name(server), call)}(
  ${row}.name,
  ${row}.description,
  ${row}.schema,
  async () => ({
    isError: true,
    content: [{ type: "text", text: ${text} }],
  })
);`;
}

// Its callbacks get neither the workspace nor a typed error, which the code for a request needs.
function withoutResult(place: RawPlace, tool: ToolSpec): UserError {
  const obstacle = {
    found: `it registers its tools one by one with \`${place.method}\``,
    at: locationOf(place.statement),
    why: "a handler there has another form than the code for a request",
  };
  return notExtendable({ server: place.found.name, ...obstacle }, tool, place.conventions, [
    { message: `The call of ${tool.name}, with a handler to be written:\n${registration(place, tool).text}` },
  ]);
}
