import { originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { ts, unwrap } from "../../../edit/ts.ts";
import { type Presence, presence, typeMembers } from "../../../edit/types.ts";
import { PATHS } from "../paths.ts";
import { type Entry, propertiesOf } from "./entries.ts";

/** What the metadata of a registered server write: the expressions of its properties by name. */
type Written = ReadonlyMap<string, ts.Expression>;

/** The metadata of every server that has some, in the order of the registry. */
export function writtenMetadata(entries: readonly Entry[], sources: Sources): Written[] {
  const metadata = entries.flatMap((entry) => entry.properties.get("metadata") ?? []);
  return metadata.map((each) => propertiesOf(each, sources)).filter((written) => written.has("serverInfo"));
}

/** Whether all of them write a property (it is taken as required), some (optional) or none (absent). */
export function presenceIn(written: readonly Written[], name: string): Exclude<Presence, "unknown"> {
  const count = written.filter((each) => each.has(name)).length;
  if (count === 0) return "absent";
  return count === written.length ? "required" : "optional";
}

/** Whether `serverInfo` has `instructions`: by its type, or by what the servers write where the type cannot be worked out. */
export function instructionsPresence(entries: () => readonly Entry[], sources: Sources): Exclude<Presence, "unknown"> {
  const declared = presence(typeMembers(sources, PATHS.apiMcp, "InternalMCPServerDefinitionType"), "instructions");
  if (declared !== "unknown") return declared;
  const infos = writtenMetadata(entries(), sources).map((each) => {
    const info = each.get("serverInfo");
    return info ? propertiesOf(info, sources) : new Map<string, ts.Expression>();
  });
  return presenceIn(infos, "instructions");
}

/** The fields that the newest server with `tools: ….map((t) => ({ … }))` gives each tool, in order; null when there is none. */
export function mappedToolFields(entries: readonly Entry[], sources: Sources): string[] | null {
  for (const written of writtenMetadata(entries, sources).reverse()) {
    const tools = written.get("tools");
    const object = tools && mappedObject(originOf(tools, sources));
    if (object) return [...propertiesOf(object, sources).keys()];
  }
  return null;
}

/** The object that `….map((t) => ({ … }))` makes of each element; null for another call. */
export function mappedObject(call: ts.Node | null): ts.Expression | null {
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return null;
  const [callback] = call.arguments;
  if (call.expression.name.text !== "map" || !callback || !ts.isArrowFunction(callback)) return null;
  const returned = ts.isBlock(callback.body)
    ? callback.body.statements.find(ts.isReturnStatement)?.expression
    : callback.body;
  const object = returned && unwrap(returned);
  return object && ts.isObjectLiteralExpression(object) ? object : null;
}
