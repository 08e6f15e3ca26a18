import { memberOf } from "../../../edit/evaluate/class-member.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, ts, walk } from "../../../edit/ts.ts";
import type { Location } from "../../../model/location.ts";
import { OAUTH_NAMES } from "../../_shared/oauth/paths.ts";

/** A value that stands in the text of an address as it is: the parameter that it is for, or its own text in a path. */
export interface UnencodedValue {
  what: string;
  at: Location;
}

/** Parameters that always have to be encoded, whatever their value is made of. */
const ENCODED = /^(\w+_)?(scopes?|redirect_uri)$/;
/** What customers supply. */
const SUPPLIED = new Set(["metadata", "extraConfig"]);

/**
 * The values in the texts that a strategy builds an address of that would have to be encoded: scopes, the address to return
 * to, and what customers supply, in a parameter or behind a slash. Where a text begins with a value, that is the host.
 */
export function unencodedValues(owner: ts.ClassLikeDeclaration, sources: Sources): UnencodedValue[] {
  const setup = memberOf(owner, "setupUri", sources);
  if (!setup) return [];
  return walk(setup)
    .filter(ts.isTemplateExpression)
    .flatMap((template) => partsOf(template))
    .flatMap(({ before, value }) => {
      const parameter = /[?&]([\w-]+)=$/.exec(before)?.[1];
      const inAddress = parameter !== undefined || isBehindHost(before);
      if (!inAddress || isEncoded(value) || !mustBeEncoded(value, parameter, sources)) return [];
      return [{ what: parameter ?? value.getText(), at: locationOf(value) }];
    });
}

// The text before a value from the template's start on; values in between leave a mark.
function partsOf({ head, templateSpans }: ts.TemplateExpression): { before: string; value: ts.Expression }[] {
  let before = head.text;
  return templateSpans.map(({ expression, literal }) => {
    const part = { before, value: expression };
    before += `{}${literal.text}`;
    return part;
  });
}

function isBehindHost(before: string): boolean {
  const path = before.replace(/^(https?:\/\/)?[^/?#]*/, "");
  return path.startsWith("/") && !path.includes("?") && !path.includes("#");
}

function isEncoded(value: ts.Expression): boolean {
  return ts.isCallExpression(value) && /^encodeURI(Component)?$/.test(value.expression.getText());
}

function mustBeEncoded(value: ts.Expression, parameter: string | undefined, sources: Sources): boolean {
  if (ts.isIdentifier(value) && isWorkedOut(value, sources, isEncoded)) return false;
  return (parameter !== undefined && ENCODED.test(parameter)) || isSupplied(value, sources);
}

function isWorkedOut(name: ts.Identifier, sources: Sources, test: (value: ts.Expression) => boolean): boolean {
  const declared = sources.resolve(name)?.node;
  return (
    declared !== undefined && ts.isVariableDeclaration(declared) && !!declared.initializer && test(declared.initializer)
  );
}

/** Whether a value is made of a connection's metadata, of what was typed in, or of the address to return to. */
function isSupplied(value: ts.Expression, sources: Sources): boolean {
  return walk(value)
    .filter(ts.isIdentifier)
    .some((name) => {
      if (SUPPLIED.has(name.text) || name.text === OAUTH_NAMES.finalizeUri) return true;
      const isMember = ts.isPropertyAccessExpression(name.parent) && name.parent.name === name;
      const declared = isMember ? undefined : sources.resolve(name)?.node;
      if (declared && ts.isBindingElement(declared)) return isSuppliedPattern(declared, sources);
      return (
        !isMember &&
        isWorkedOut(name, sources, (made) => made !== value && !isEncoded(made) && isSupplied(made, sources))
      );
    });
}

// `const { instance_url } = connection.metadata`.
function isSuppliedPattern(element: ts.BindingElement, sources: Sources): boolean {
  const { parent } = element.parent;
  return (
    ts.isVariableDeclaration(parent) && parent.initializer !== undefined && isSupplied(parent.initializer, sources)
  );
}
