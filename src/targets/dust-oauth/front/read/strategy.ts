import { type ClassMember, lineOf, memberOf } from "../../../../edit/evaluate/class-member.ts";
import { evaluate } from "../../../../edit/evaluate/expression.ts";
import { FunctionMachine } from "../../../../edit/evaluate/machine.ts";
import { foldObjectEntries, originOf } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { locationOf, property, ts, unwrap, walk } from "../../../../edit/ts.ts";
import type { Fact } from "../../../../model/found.ts";
import type { Location } from "../../../../model/location.ts";
import { stringFact } from "../../../_shared/facts.ts";
import { OAUTH_NAMES, OAUTH_PATHS } from "../../../_shared/oauth/paths.ts";
import { acceptsServerId, keptInputs } from "../../../_shared/oauth/strategy-answers.ts";
import type { AskedInput } from "./inputs.ts";
import { readList } from "./lists.ts";
import { type AuthorizationParam, authorizationParams } from "./params.ts";

/** A call of `finalizeUriForProvider`. */
export interface FinalizeCall {
  provider: Fact<string>;
  takes: "name" | "object";
}

/** A getter of the configuration that a strategy calls. */
export interface ConfigGetter {
  name: string;
  at: Location;
  /** The variable that it reads; undefined where the configuration has no such getter. */
  variable: Fact<string> | undefined;
}

/** What the class of a strategy does, those that it extends included. */
export interface Strategy {
  path: string;
  at: Location;
  finalizes: FinalizeCall[];
  params: AuthorizationParam[];
  getters: ConfigGetter[];
  /** Where it has `getRelatedCredential` and `getUpdatedExtraConfig`; null where it has not. */
  related: Location | null;
  updated: Location | null;
  /** The inputs that become metadata, of those that are asked for and those that `getRelatedCredential` names. */
  kept: Fact<string[]>;
  /** The inputs that `getRelatedCredential` names. */
  sealed: string[];
  /** Whether it takes a server's id for personal actions; undefined where it never says. */
  acceptsServerId: Fact<boolean> | undefined;
}

/** Reads the class of a strategy; `asked` is what an administrator types in. */
export function readStrategy(
  owner: ts.ClassLikeDeclaration,
  asked: Fact<AskedInput[] | null>,
  sources: Sources,
): Strategy {
  const members = lineOf(owner, sources).flatMap((each) => [...each.members]);
  const own = members.filter((each, index) => index === members.findIndex((other) => named(other) === named(each)));
  const setup = memberOf(owner, "setupUri", sources);
  const related = memberOf(owner, "getRelatedCredential", sources);
  const sealed = related ? inputsNamed(related, sources) : [];
  const inputs = asked.known ? (asked.value ?? []).map(({ key }) => key) : [];
  const kept = keptInputs(
    owner,
    [...new Set([...inputs, ...sealed])],
    ["platform_actions", "personal_actions"],
    sources,
  );
  return {
    path: owner.getSourceFile().fileName,
    at: locationOf(owner.name ?? owner),
    finalizes: own.flatMap((each) => finalizeCalls(each, owner, sources)),
    params: setup ? authorizationParams(setup, sources) : [],
    getters: own.flatMap((each) => configGetters(each, sources)),
    related: placeOf(related),
    updated: placeOf(memberOf(owner, "getUpdatedExtraConfig", sources)),
    kept: asked.known ? kept : { known: false, at: kept.at, why: asked.why },
    sealed,
    acceptsServerId: acceptsServerId(owner, sources),
  };
}

function named(member: ts.ClassElement): string {
  return member.name?.getText() ?? "";
}

function placeOf(member: ClassMember | null): Location | null {
  return member && locationOf(member.name);
}

function inputsNamed(related: ClassMember, sources: Sources): string[] {
  const source = sources.source(OAUTH_PATHS.types);
  const identifiers = walk(related).flatMap((node) => (ts.isIdentifier(node) ? [node.text] : []));
  const known = source ? readSupported(source, sources) : [];
  return known.filter((key) => identifiers.includes(key));
}

function readSupported(source: ts.SourceFile, sources: Sources): string[] {
  return [...readList(source, OAUTH_NAMES.credentials, sources).at.keys()];
}

function finalizeCalls(member: ts.Node, owner: ts.ClassLikeDeclaration, sources: Sources): FinalizeCall[] {
  return walk(member).flatMap((node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== OAUTH_NAMES.finalizeUri) return [];
    const [given] = node.arguments;
    const argument = given && unwrap(given);
    if (!argument) return [];
    const takes = ts.isObjectLiteralExpression(argument) ? "object" : "name";
    const value = ts.isObjectLiteralExpression(argument) ? providerOf(argument) : argument;
    return value ? [{ provider: textOf(value, owner, sources), takes }] : [];
  });
}

function providerOf(argument: ts.ObjectLiteralExpression): ts.Expression | null {
  const found = property(argument, "provider");
  if (found && ts.isPropertyAssignment(found)) return found.initializer;
  return found && ts.isShorthandPropertyAssignment(found) ? found.name : null;
}

function ownValue(value: ts.Expression, owner: ts.ClassLikeDeclaration, sources: Sources): ts.Expression {
  const isOwn = ts.isPropertyAccessExpression(value) && value.expression.kind === ts.SyntaxKind.ThisKeyword;
  const member = isOwn ? memberOf(owner, value.name.text, sources) : null;
  return (member && ts.isPropertyDeclaration(member) ? member.initializer : undefined) ?? value;
}

// A class may name its provider in a property, so that another that extends it names another one.
function textOf(value: ts.Expression, owner: ts.ClassLikeDeclaration, sources: Sources): Fact<string> {
  const worked = evaluate(value, new Map(), new FunctionMachine(sources, owner));
  const at = locationOf(ownValue(value, owner, sources));
  if (worked.kind === "constant" && typeof worked.value === "string") return { known: true, value: worked.value, at };
  return { known: false, at, why: "it cannot be worked out" };
}

function configGetters(member: ts.Node, sources: Sources): ConfigGetter[] {
  return walk(member).flatMap((node) => {
    const callee = ts.isCallExpression(node) ? node.expression : null;
    if (!callee || !ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return [];
    const config = originOf(callee.expression, sources);
    if (config?.getSourceFile().fileName !== OAUTH_PATHS.config) return [];
    const entries = foldObjectEntries(callee.expression, sources);
    const entry = entries.find((each) => each.known && each.key === callee.name.text);
    const variable = entry?.known ? variableOf(entry.node, sources) : gapIn(entries);
    return [{ name: callee.name.text, at: locationOf(callee.name), variable }];
  });
}

function gapIn(entries: ReturnType<typeof foldObjectEntries>): Fact<string> | undefined {
  const unknown = entries.find((each) => !each.known);
  return unknown && !unknown.known ? { known: false, at: locationOf(unknown.node), why: unknown.why } : undefined;
}

/** The variable that a getter reads: the text that it gives the first function whose name speaks of the environment. */
function variableOf(getter: ts.Node, sources: Sources): Fact<string> {
  const call = walk(getter).find((node) => ts.isCallExpression(node) && /EnvVar/.test(node.expression.getText()));
  const [name] = call && ts.isCallExpression(call) ? call.arguments : [];
  if (name) return stringFact(name, sources);
  return { known: false, at: locationOf(getter), why: "it reads no variable by its name" };
}
