import type { ImportedName } from "../../../../edit/template.ts";
import { ts } from "../../../../edit/ts.ts";
import { pascalCase } from "../../../../model/name.ts";
import type { Conventions } from "../../checkout/conventions.ts";
import { folderOf } from "../../files/names.ts";
import { moduleOf } from "../../paths.ts";
import type { Move } from "../move.ts";
import type { Captured } from "../read/captured.ts";
import type { Factory } from "../read/factory.ts";
import { commentsBefore } from "./comments.ts";
import { keyText } from "./metadata.ts";

/** What the handlers of a moved server are made of. `captured`: what they take from the old factory; null when nothing. */
export interface NewHandlers {
  factory: Factory;
  captured: Captured | null;
  /** The constant of the tools' metadata. */
  tools: string;
  move: Move;
}

/** What the module of the handlers exports: a list, or a function that makes it. */
export function exportedTools({ captured, move }: Pick<NewHandlers, "captured" | "move">): string {
  return captured ? `create${pascalCase(folderOf(move.to))}Tools` : "TOOLS";
}

/** The names that the module of the handlers imports besides those of the old module. */
export function handlerImports({ tools, move }: NewHandlers, { modules }: Conventions): ImportedName[] {
  return [
    { module: modules.toolDefinition, name: "ToolHandlers", kind: "type" },
    { module: modules.toolDefinition, name: "buildTools", kind: "value" },
    { module: moduleOf(`${move.to}/metadata.ts`), name: tools, kind: "value" },
  ];
}

/** The module of the handlers below its imports: all of the old module but the factory, and the tools at its end. */
export function handlersBody(handlers: NewHandlers): string {
  const { factory } = handlers;
  const kept = factory.source.statements.filter(
    (each) => each !== factory.statement && !ts.isImportDeclaration(each) && !ts.isExportAssignment(each),
  );
  const text = kept.map((each) => each.getFullText()).join("");
  return `${text}${factory.source.endOfFileToken.getFullText()}\n\n${toolsText(handlers)}`;
}

function toolsText(handlers: NewHandlers): string {
  const { captured, tools } = handlers;
  const name = exportedTools(handlers);
  const object = `const handlers: ToolHandlers<typeof ${tools}> = {\n${handlersText(handlers.factory)}};`;
  if (!captured) return `${object}\n\nexport const ${name} = buildTools(${tools}, handlers);`;
  const parameters = captured.parameters.map((each) => each.getText()).join(", ");
  const locals = captured.locals.map((each) => `${each.getFullText().trim()}\n`).join("");
  const head = `export ${captured.isAsync ? "async " : ""}function ${name}(${parameters}) {\n${locals}`;
  return `${head}\n${object}\n\nreturn buildTools(${tools}, handlers);\n}`;
}

function handlersText({ tools }: Factory): string {
  return tools
    .map(({ statement, name, callback }) => {
      const comments = commentsBefore(statement) + commentsBefore(callback);
      return `${comments}${keyText(name)}: ${callback.getText()},\n`;
    })
    .join("");
}
