import { insertImport } from "../../../edit/imports.ts";
import type { Splice } from "../../../edit/splice.ts";
import { insertCase } from "../../../edit/switch.ts";
import { functionNamed, importsOf, ts } from "../../../edit/ts.ts";
import { valueOf } from "../../../model/found.ts";
import { camelCase } from "../../../model/name.ts";
import type { DustHost } from "../host.ts";
import { moduleOf, PATHS } from "../paths.ts";
import { requiredSource } from "../registry/anchors.ts";
import { findServerSwitch } from "../registry/cases.ts";
import { conflictAt } from "./conflict.ts";

/** The splices that dispatch a server in servers/index.ts: its import and its case. Throws UserError (exit 4, 5). */
export function switchSplices(name: string, directory: string, host: DustHost): Splice[] {
  const source = requiredSource(host.sources, PATHS.switch);
  const registered = host.registry().cases.find((each) => valueOf(each.name) === name);
  if (registered) {
    if (registered.module === `${directory}/index.ts`) return [];
    throw conflictAt(registered.at, "case", `a call of the server in ${directory}`);
  }
  const factory = freeName(`${camelCase(name)}Server`, source);
  const module = moduleOf(`${directory}/index.ts`);
  const [auth = "auth"] =
    functionNamed(source, "getInternalMCPServer")?.parameters.map((each) => each.name.getText()) ?? [];
  const call = `${factory}(${auth}, ${host.conventions().context.name})`;
  return [
    ...insertImport(source, { module, text: `import { default as ${factory} } from ${JSON.stringify(module)};` }),
    ...insertCase(source, findServerSwitch(source), `case ${JSON.stringify(name)}:\n  return ${call};`),
  ];
}

/** The name, or the name with a number when the file imports another thing under it. */
function freeName(name: string, source: ts.SourceFile): string {
  const taken = new Set(
    importsOf(source).flatMap((declaration) => {
      const bindings = declaration.importClause?.namedBindings;
      const names = bindings && ts.isNamedImports(bindings) ? bindings.elements.map((each) => each.name.text) : [];
      return [...names, declaration.importClause?.name?.text];
    }),
  );
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}${number}`;
  return free;
}
