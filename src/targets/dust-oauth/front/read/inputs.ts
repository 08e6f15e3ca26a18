import { fold, foldObjectEntries } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { findSwitch } from "../../../../edit/switch.ts";
import { functionNamed, locationOf, ts } from "../../../../edit/ts.ts";
import type { Fact } from "../../../../model/found.ts";
import { type Location, parseLocation } from "../../../../model/location.ts";
import { OAUTH_NAMES, OAUTH_PATHS } from "../../../_shared/oauth/paths.ts";
import { type ListRead, listed, readList } from "./lists.ts";

/** One thing that an administrator types in. */
export interface AskedInput {
  key: string;
  at: Location;
  /** Whether the host knows an input of this key. */
  supported: Fact<boolean>;
}

/** What each provider asks for by the cases of the switch, and the answer for one without a case. */
interface AskedInputs {
  asked: ReadonlyMap<string, Fact<AskedInput[]>>;
  otherwise: Fact<null>;
}

/** Reads what the providers ask for. */
export function askedInputs(source: ts.SourceFile | null, sources: Sources): AskedInputs {
  const declared = source && functionNamed(source, OAUTH_NAMES.inputs);
  const found = declared && findSwitch(declared, ({ caseBlock }) => caseBlock.clauses.some(ts.isCaseClause));
  if (!source || !found) {
    const at = declared ? locationOf(declared) : parseLocation(OAUTH_PATHS.types);
    const why = `there is no \`switch\` in \`${OAUTH_NAMES.inputs}\``;
    return { asked: new Map(), otherwise: { known: false, at, why } };
  }
  const credentials = readList(source, OAUTH_NAMES.credentials, sources);
  const asked = new Map<string, Fact<AskedInput[]>>();
  found.caseBlock.clauses.forEach((clause, index) => {
    const label = ts.isCaseClause(clause) ? fold(clause.expression, sources) : null;
    if (!label?.known) return;
    const body = found.caseBlock.clauses.slice(index).find(({ statements }) => statements.length > 0);
    asked.set(String(label.value), answerOf(clause, body, { credentials, sources }));
  });
  return { asked, otherwise: { known: true, value: null, at: locationOf(found) } };
}

function answerOf(
  clause: ts.CaseOrDefaultClause,
  body: ts.CaseOrDefaultClause | undefined,
  { credentials, sources }: { credentials: ListRead; sources: Sources },
): Fact<AskedInput[]> {
  const at = locationOf(clause);
  const [statement] = body?.statements ?? [];
  const only = statement && ts.isBlock(statement) ? statement.statements[0] : statement;
  const value = only && ts.isReturnStatement(only) ? only.expression : undefined;
  if (!value) return { known: false, at, why: "the case does more than return something" };
  if (value.kind === ts.SyntaxKind.NullKeyword) return { known: true, value: [], at };
  const inputs: AskedInput[] = [];
  for (const entry of foldObjectEntries(value, sources)) {
    if (!entry.known) return { known: false, at: locationOf(entry.node), why: entry.why };
    inputs.push({ key: entry.key, at: locationOf(entry.node), supported: listed(credentials, entry.key) });
  }
  return { known: true, value: inputs, at };
}
