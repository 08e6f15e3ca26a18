import { type Code, code, joined, name, string } from "../../../../edit/code.ts";
import { indentAt, indented, indentUnit, lineRest } from "../../../../edit/syntax/trivia.ts";
import { ts } from "../../../../edit/ts.ts";
import type { NamedTool } from "../../files/names.ts";
import { editFile } from "../../fixes/edit-file.ts";
import { moduleOf } from "../../paths.ts";
import { draftImports } from "../imports.ts";
import type { HandlerCode } from "../site.ts";
import type { Logging } from "./logging.ts";
import type { DraftedMetadata } from "./metadata.ts";
import type { LegacySite } from "./place.ts";
import { shapeOf } from "./schema.ts";

/** The code of the call that registers a tool. `logging` is null where functions are given as they are. */
export function registrationCode(
  { registrations }: LegacySite,
  { spec }: NamedTool,
  { schema, constant }: DraftedMetadata,
  handler: Code,
  logging: Logging | null,
): Code {
  const { method, registered } = registrations;
  const [server = "", call = ""] = method.split(".");
  const byConstant = constant !== null && registered.every((each) => ts.isIdentifier(each.name));
  const logged = logging ? code`withToolLogging(\n${joined([...logging.arguments, handler], ",\n")}\n)` : handler;
  const given = [
    byConstant ? name(constant.name) : string(spec.name),
    string(spec.description),
    shapeOf(schema),
    logged,
  ];
  return code`${name(server)}.${name(call)}(\n${joined(given, ",\n")}\n);`;
}

/** Drafts the call that registers a tool behind those of its neighbours. */
export function draftRegistration(
  site: LegacySite,
  tool: NamedTool,
  drafted: DraftedMetadata,
  handler: HandlerCode,
  logging: Logging | null,
): void {
  const { after, registered } = site.registrations;
  const source = after.getSourceFile();
  const indent = indentAt(source.text, after.getStart());
  const made = registrationCode(site, tool, drafted, handler.function, logging).text;
  const text = indented(made, indent, indentUnit(source.text));
  const rest = lineRest(source.text, after.end);
  const at = rest.endsLine ? rest.stop : after.end;
  editFile(site.draft, source.fileName, [{ at, text: `\n\n${indent}${text}${rest.endsLine ? "" : "\n"}` }]);
  const byConstant =
    drafted.constant && registered.every((each) => ts.isIdentifier(each.name)) ? [drafted.constant] : [];
  const own = [...byConstant, { name: drafted.schema.name, path: site.metadataPath }];
  draftImports(site.draft, source.fileName, [
    ...handler.imports,
    ...(logging?.imports ?? []),
    ...own.flatMap((each) =>
      each.path === source.fileName ? [] : [{ module: moduleOf(each.path), name: each.name, kind: "value" as const }],
    ),
  ]);
}
