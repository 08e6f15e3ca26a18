import { fold } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import type { ImportedName } from "../../../../edit/template.ts";
import { ts } from "../../../../edit/ts.ts";
import type { Conventions } from "../../checkout/conventions.ts";
import { moduleOf } from "../../paths.ts";
import type { Obstacles } from "../obstacles.ts";
import type { Factory } from "../read/factory.ts";
import { exportedTools, type NewHandlers } from "./handlers.ts";

/** The names that the module of the server imports besides those of the old module. */
export function serverImports(handlers: NewHandlers, { modules }: Conventions): ImportedName[] {
  return [
    { module: modules.wrappers, name: "registerTool", kind: "value" },
    { module: moduleOf(`${handlers.move.to}/tools/index.ts`), name: exportedTools(handlers), kind: "value" },
  ];
}

/** The name under which the calls of all tools are counted, as code; null, with the obstacle told, when there are several. */
export function monitoringName({ tools }: Factory, sources: Sources, obstacles: Obstacles): string | null {
  const values = tools.map(({ monitored }) => fold(monitored, sources));
  const [first] = tools;
  if (!first) return null;
  const texts = new Set(tools.map(({ monitored }) => monitored.getText()));
  const known = new Set(values.map((each) => (each.known ? each.value : each)));
  if (texts.size === 1 || known.size === 1) return first.monitored.getText();
  if (tools.every(({ tool }, index) => values[index]?.known && values[index].value === tool)) return "tool.name";
  return obstacles.add(first.monitored, "Its tools are counted under several names, and the newer layouts know one.");
}

/** The module of the server below its imports: the old factory, which registers the built tools one after the other. */
export function serverBody(handlers: NewHandlers, monitoring: string): string {
  const { factory, captured } = handlers;
  const { source, statement, body, made, returned } = factory;
  const given = captured?.parameters.map((each) => each.name.getText()).join(", ");
  const list = captured
    ? `${captured.isAsync ? "await " : ""}${exportedTools(handlers)}(${given})`
    : exportedTools(handlers);
  const [first] = factory.tools;
  const server = made.declarationList.declarations[0]?.name.getText();
  const call = `registerTool(${first?.auth.text}, ${first?.context.text}, ${server}, tool, {\nmonitoringName: ${monitoring},\n});`;
  const last = body.statements.at(-1) ?? returned;
  const parts = [
    source.text.slice(statement.getFullStart(), body.getStart() + 1),
    `\n${made.getFullText().trim()}\n\nfor (const tool of ${list}) {\n${call}\n}\n\n`,
    returned.getFullText().trim(),
    source.text.slice(last.end, statement.end),
  ];
  const exported = source.statements.filter(ts.isExportAssignment).map((each) => each.getFullText());
  return parts.join("") + exported.join("");
}
