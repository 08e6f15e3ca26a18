import { originOf } from "../../../edit/fold.ts";
import { replaceParts } from "../../../edit/rewrite/parts.ts";
import { ts } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import type { IntegrationSpec } from "../../../model/integration-spec.ts";
import type { Draft } from "../../../plan/draft.ts";
import { generatedText } from "../../_shared/generated-file.ts";
import { loopContext } from "../files/handlers.ts";
import { sharedContext } from "../files/index.ts";
import { metadataContext } from "../files/metadata.ts";
import { propertiesOf } from "../registry/entries.ts";
import { pathOf } from "./generated/modules.ts";
import { draftImportsOnTop } from "./imports.ts";
import { derivedImports, derivedStakes, derivedTools } from "./metadata/listed.ts";
import { type ReadServer, rootOf } from "./site/read.ts";
import type { ServerPlace, ServerRoot } from "./site.ts";
import { laidOut } from "./snippet.ts";

/**
 * Takes out what a server was scaffolded with in place of tools, before it gets its first one, so that it becomes what it had
 * been with that tool from the start. Only where its module is as it was generated: what a person wrote stays. `site` reads the
 * list of the tools.
 */
export function leaveEmpty(draft: Draft, { host, found }: ReadServer, site: () => ServerPlace): void {
  const metadata = found.metadata();
  if (found.directory === null || !metadata?.known || factValue(metadata.value.tools)?.length !== 0) return;
  const root = rootOf(draft, host, found, metadata.value);
  const path = pathOf(root, "index");
  const text = draft.read(path);
  const some = moduleText(root, false);
  if (text === null || bare(text) !== bare(moduleText(root, true)) || bare(text) === bare(some)) return;
  draft.regenerate(path, some);
  if (root.conventions.layout === "records") deriveLists(site());
}

/** The module of a server whose tools are none or, as far as it does not name them, some. */
function moduleText({ found, title, conventions, directory, host }: ServerRoot, listsNone: boolean): string {
  const spec: IntegrationSpec & { icon: string } = {
    name: found.name,
    title,
    description: "",
    auth: { kind: "none" },
    icon: "",
    documentationUrl: null,
    instructions: null,
    availability: "manual",
    gate: null,
    allowMultipleInstances: false,
    tools: [],
  };
  const context = {
    ...sharedContext(spec, conventions, directory),
    ...metadataContext(spec, conventions, []),
    handlers: [],
    loopContext: loopContext(conventions.context.name),
    listsNone,
  };
  return generatedText(`dust/${conventions.layout}/index.ts`, context, conventions.importStyle, host.template);
}

// A formatter breaks lines and puts commas at their ends.
function bare(text: string): string {
  return text.replace(/[\s,]+/g, "");
}

/** Makes the lists of the metadata follow the record where they are written as empty. */
function deriveLists(site: ServerPlace): void {
  const { draft, host, metadata, found } = site;
  const entry = found.entry?.properties.get("metadata");
  const properties = entry ? propertiesOf(entry, host.sources) : new Map<string, ts.Expression>();
  const lists = [
    { literal: emptyLiteral(properties.get("tools"), site), code: derivedTools(site) },
    { literal: emptyLiteral(properties.get("tools_stakes"), site), code: derivedStakes(site) },
  ];
  const replaced = lists.flatMap(({ literal, code }) =>
    literal ? [{ start: literal.getStart(), end: literal.end, text: laidOut(code) }] : [],
  );
  const text = draft.read(metadata.path);
  if (text === null || replaced.length === 0) return;
  draft.rewrite(metadata.path, replaceParts(text, replaced));
  draftImportsOnTop(site, metadata.path, derivedImports(site));
}

function emptyLiteral(written: ts.Expression | undefined, { host, metadata }: ServerPlace): ts.Expression | null {
  const literal = written ? originOf(written, host.sources) : null;
  const isEmpty =
    literal !== null &&
    ((ts.isArrayLiteralExpression(literal) && literal.elements.length === 0) ||
      (ts.isObjectLiteralExpression(literal) && literal.properties.length === 0));
  return isEmpty && literal.getSourceFile().fileName === metadata.path ? literal : null;
}
