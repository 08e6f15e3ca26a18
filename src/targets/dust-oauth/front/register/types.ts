import { code, json, key, object } from "../../../../edit/code.ts";
import { insertElement, insertProperty } from "../../../../edit/list.ts";
import type { Sources } from "../../../../edit/sources.ts";
import type { Splice } from "../../../../edit/splice.ts";
import { property, staticName, ts } from "../../../../edit/ts.ts";
import { arrayAnchor, objectAnchor, requiredSource } from "../../../_shared/anchors.ts";
import { OAUTH_NAMES, OAUTH_PATHS } from "../../../_shared/oauth/paths.ts";
import type { CredentialInput, ProviderDeclaration } from "../../declaration.ts";
import { sortedPosition } from "../place.ts";
import { inputCase, inputSwitch, nullCase } from "./inputs.ts";

type NamedProvider = Pick<ProviderDeclaration, "provider" | "title" | "credentialInputs">;

/** The splices that name a provider and what it asks for among the types. Throws AnchorNotFound. */
export function typeSplices(declared: NamedProvider, sources: Sources): Splice[] {
  const source = requiredSource(sources, OAUTH_PATHS.types);
  const { provider, credentialInputs: inputs } = declared;
  return [
    ...listed(source, provider),
    ...titled(source, declared),
    ...inputs.flatMap((input) => supported(source, input)),
    ...asked(source, provider, inputs),
  ];
}

function stringsOf(array: ts.ArrayLiteralExpression): (string | null)[] {
  return array.elements.map((element) => (ts.isStringLiteral(element) ? element.text : null));
}

function listed(source: ts.SourceFile, provider: string): Splice[] {
  const list = arrayAnchor(source, OAUTH_NAMES.list);
  const names = stringsOf(list);
  if (names.includes(provider)) return [];
  return insertElement(source, list, sortedPosition(provider, names), json(provider).text);
}

function titled(source: ts.SourceFile, { provider, title }: NamedProvider): Splice[] {
  const titles = objectAnchor(source, OAUTH_NAMES.titles);
  if (property(titles, provider)) return [];
  const keys = titles.properties.map((each) => (each.name ? staticName(each.name) : null));
  const row = code`${key(provider)}: ${json(title)}`;
  return insertProperty(source, titles, sortedPosition(provider, keys), row.text);
}

function supported(source: ts.SourceFile, input: CredentialInput): Splice[] {
  const list = arrayAnchor(source, OAUTH_NAMES.credentials);
  return stringsOf(list).includes(input.key) ? [] : insertElement(source, list, "last", json(input.key).text);
}

function asked(source: ts.SourceFile, provider: string, inputs: readonly CredentialInput[]): Splice[] {
  const statement = inputSwitch(source);
  const labels = statement.caseBlock.clauses.filter(ts.isCaseClause).map(({ expression }) => expression);
  if (labels.some((label) => ts.isStringLiteral(label) && label.text === provider)) return [];
  if (inputs.length === 0) return nullCase(source, statement, provider);
  const fields = inputs.map(({ key, label, help }) => {
    const shown = [["label", json(label)] as const, ["value", code`undefined`] as const];
    return [key, object(help === undefined ? shown : [...shown, ["helpMessage", json(help)]], true)] as const;
  });
  return inputCase(source, statement, provider, object(fields, true));
}
