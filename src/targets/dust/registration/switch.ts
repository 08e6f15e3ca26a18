import type { Splice } from "../../../edit/splice.ts";
import { insertCase } from "../../../edit/switch.ts";
import { declarationOf } from "../../../edit/syntax/scope.ts";
import { functionNamed } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import { camelCase } from "../../../model/name.ts";
import { requiredSource } from "../../_shared/anchors.ts";
import { importName } from "../../_shared/import-name.ts";
import type { DustHost } from "../host.ts";
import { importOf } from "../imports/import-of.ts";
import { moduleOf, PATHS } from "../paths.ts";
import { type Case, findServerSwitch } from "../registry/cases.ts";
import { conflictAt } from "./conflict.ts";

/** The splices that dispatch a server in servers/index.ts: its import and its case. Throws UserError (exit 4, 5). */
export function switchSplices(name: string, directory: string, host: DustHost): Splice[] {
  const source = requiredSource(host.sources, PATHS.switch);
  const module = moduleOf(`${directory}/index.ts`);
  const registered = host.registry().cases.find((each) => factValue(each.name) === name);
  if (registered) return calledImport(registered, module, directory, host);
  const factory = importName(source, { exported: "default", local: `${camelCase(name)}Server`, module });
  const parameters = functionNamed(source, "getInternalMCPServer")?.parameters.map((each) => each.name.getText()) ?? [];
  const call = `${factory.local}(${[...parameters.slice(0, 1), ...parameters.slice(-1)].join(", ")})`;
  return [
    ...factory.splices,
    ...insertCase(source, findServerSwitch(source), `case ${JSON.stringify(name)}:\n  return ${call};`),
  ];
}

/** The import that an existing case lacks, or nothing: the case must call the server's module, which need not exist yet. */
function calledImport({ call, at }: Case, module: string, directory: string, host: DustHost): Splice[] {
  const from = call && importOf(call, host.sources);
  if (from?.specifier === module || from?.path === `${directory}/index.ts`) return [];
  if (!call || declarationOf(call)) throw conflictAt(at, "case", `a call of the server in ${directory}`);
  return importName(call.getSourceFile(), { exported: "default", local: call.text, module }).splices;
}
