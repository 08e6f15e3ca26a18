import { locationOf, ts } from "../../../edit/ts.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { problem } from "../../_shared/verdicts.ts";
import type { KnownLayout } from "../checkout/detect.ts";
import type { DustHost } from "../host.ts";
import { propertiesOf } from "../registry/entries.ts";

/**
 * What keeps the metadata of layout `arrays` from being constant: its types are made of the literal names, so the array
 * of tools and the server are `as const`, and the server is checked with `satisfies ServerMetadata`.
 */
export function constFaults(metadata: ts.Expression, layout: KnownLayout | null, host: DustHost): Verdict[] {
  if (layout !== "arrays" || !ts.isIdentifier(metadata)) return [];
  const server = declaredValue(metadata, host);
  if (!server) return [];
  const wrappers = wrappersOf(server);
  const at = locationOf(server.parent);
  if (!wrappers.isConst) return [problem(at, "server", `\`${metadata.text}\` is not \`as const\`.`)];
  if (!wrappers.satisfies.includes("ServerMetadata")) {
    return [problem(at, "server", `\`${metadata.text}\` is not checked with \`satisfies ServerMetadata\`.`)];
  }
  const tools = propertiesOf(metadata, host.sources).get("tools");
  const list = tools && ts.isIdentifier(tools) ? declaredValue(tools, host) : null;
  if (!list || !tools || wrappersOf(list).isConst) return [];
  return [problem(locationOf(list.parent), "tools", `The list of tools \`${tools.getText()}\` is not \`as const\`.`)];
}

function declaredValue(name: ts.Identifier, host: DustHost): ts.Expression | null {
  const declared = host.sources.resolve(name)?.node;
  return declared && ts.isVariableDeclaration(declared) ? (declared.initializer ?? null) : null;
}

function wrappersOf(value: ts.Expression): { isConst: boolean; satisfies: string[] } {
  if (ts.isParenthesizedExpression(value)) return wrappersOf(value.expression);
  if (ts.isSatisfiesExpression(value)) {
    const inner = wrappersOf(value.expression);
    return { ...inner, satisfies: [...inner.satisfies, value.type.getText()] };
  }
  if (ts.isAsExpression(value)) {
    const inner = wrappersOf(value.expression);
    return { ...inner, isConst: inner.isConst || ts.isConstTypeReference(value.type) };
  }
  return { isConst: false, satisfies: [] };
}
