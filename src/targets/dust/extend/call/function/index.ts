import { ts, walk } from "../../../../../edit/ts.ts";
import type { Site } from "../../site.ts";
import { type Answer, answerOf } from "./answer.ts";
import { type Callable, callablesOf } from "./callable.ts";
import { type SentMethods, sentMethods } from "./methods.ts";
import { type Sending, sendingOf } from "./sending.ts";
import { type Slot, slotsOf } from "./slots.ts";

/** A function that a person wrote for the requests of a server: what it takes, what it can send, what it gives back. */
export interface RequestFunction {
  callable: Callable;
  source: ts.SourceFile;
  sending: Sending;
  slots: Slot[];
  methods: SentMethods;
  answer: Answer;
  /** The calls of it in the server's folder. */
  calls: ts.CallExpression[];
}

/** The request functions of a server's folder, those with most calls first. */
export function requestFunctions(site: Site): RequestFunction[] {
  const modules = modulesOf(site);
  return modules
    .flatMap((source) => callablesOf(source).flatMap((callable) => requestFunction(callable, modules, site) ?? []))
    .sort((a, b) => b.calls.length - a.calls.length);
}

/** The modules of a server's folder and of the folders in it, tests left out. */
export function modulesOf({ draft, directory, host }: Site): ts.SourceFile[] {
  const below = (folder: string): string[] =>
    draft.list(folder).flatMap(({ name, kind }) => {
      if (kind === "folder") return below(`${folder}/${name}`);
      return /\.ts$/.test(name) && !/\.(test|d)\.ts$/.test(name) ? [`${folder}/${name}`] : [];
    });
  return below(directory).flatMap((path) => host.sources.source(path) ?? []);
}

function requestFunction(callable: Callable, modules: readonly ts.SourceFile[], site: Site): RequestFunction | null {
  const { sources } = site.host;
  const sending = sendingOf(callable, sources, site.conventions);
  const slots = sending && slotsOf(callable, sending, sources);
  if (!sending || !slots) return null;
  const methods = sentMethods(sending, slots, sources);
  const answer = answerOf(callable, slots);
  if (!methods || !answer) return null;
  const calls = callsOf(callable, modules, site);
  return { callable, source: callable.node.getSourceFile(), sending, slots, methods, answer, calls };
}

function callsOf(callable: Callable, modules: readonly ts.SourceFile[], { host }: Site): ts.CallExpression[] {
  const nodes = callable.owner ? walk(callable.owner) : modules.flatMap((module) => walk(module));
  return nodes.filter(ts.isCallExpression).filter(({ expression }) => {
    if (callable.owner) return isOwnCall(expression, callable.name);
    if (!ts.isIdentifier(expression) || expression.text !== callable.name) return false;
    const declared = host.sources.resolve(expression)?.node;
    return declared !== undefined && (declared === callable.node || declared === callable.node.parent);
  });
}

function isOwnCall(callee: ts.Expression, name: string): boolean {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== name) return false;
  return callee.expression.kind === ts.SyntaxKind.ThisKeyword;
}
