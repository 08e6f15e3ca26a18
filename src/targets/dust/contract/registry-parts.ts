import { importsOf, locationOf, moduleOf, type ts } from "../../../edit/ts.ts";
import { formatLocation } from "../../../model/location.ts";
import { arrayAnchor, objectAnchor, requiredSource } from "../../_shared/anchors.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";
import { findServerSwitch } from "../registry/cases.ts";
import { NAMES } from "../registry/read.ts";

/** The registry files cut up: the text of each row by the place that its server names, and what is left of each file. */
export interface RegistryParts {
  texts: Map<string, string>;
  rest: Map<string, string>;
}

/** Cuts the names array, the registry object and the switch into their rows. Throws AnchorNotFound, as the reader does. */
export function registryParts({ sources }: DustHost): RegistryParts {
  const parts: RegistryParts = { texts: new Map(), rest: new Map() };
  const resolve = (path: string, specifier: string) => sources.resolveModule(path, specifier);
  const constants = requiredSource(sources, PATHS.constants);
  const entries = [...objectAnchor(constants, "INTERNAL_MCP_SERVERS").properties];
  const listed = [...arrayAnchor(constants, NAMES).elements];
  const named = entries.map((node) => [node.name ?? node, node] as const);
  cut(constants, [...named, ...listed.map((node) => [node, node] as const)], resolve, parts);
  const servers = requiredSource(sources, PATHS.switch);
  const clauses = findServerSwitch(servers).caseBlock.clauses;
  const cases = clauses.flatMap((node) => ("expression" in node ? [[node.expression, node] as const] : []));
  cut(servers, cases, resolve, parts);
  return parts;
}

type Resolve = (path: string, specifier: string) => string | null;

function cut(
  source: ts.SourceFile,
  rows: (readonly [named: ts.Node, row: ts.Node])[],
  resolve: Resolve,
  parts: RegistryParts,
): void {
  for (const [named, row] of rows) parts.texts.set(formatLocation(locationOf(named)), row.getText(source));
  const ranges = [...rows.map(([, row]) => row), ...importsOfServers(source, resolve)].map(({ pos, end }) => ({
    pos,
    end,
  }));
  ranges.sort((a, b) => a.pos - b.pos);
  let rest = "";
  let at = 0;
  for (const { pos, end } of ranges) {
    rest += source.text.slice(at, Math.max(at, pos));
    at = Math.max(at, end);
  }
  parts.rest.set(source.fileName, (rest + source.text.slice(at)).replace(/[\s,]+/g, " "));
}

// What a row takes from a server's folder belongs to the row.
function importsOfServers(source: ts.SourceFile, resolve: Resolve): ts.Node[] {
  return importsOf(source).filter((declaration) => {
    const specifier = moduleOf(declaration);
    const path = specifier === null ? null : resolve(source.fileName, specifier);
    const isMissing = path === null && (specifier ?? "").includes("/servers/");
    return (
      isMissing ||
      (path?.startsWith(`${PATHS.servers}/`) ?? false) ||
      (path?.startsWith(`${PATHS.legacyServers}/`) ?? false)
    );
  });
}
