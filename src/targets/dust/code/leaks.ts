import { ts, walk } from "../../../edit/ts.ts";
import { readsBody } from "./answers.ts";
import type { Origin } from "./flow.ts";
import type { Message } from "./messages.ts";
import { PARSED } from "./passing.ts";

const SECRET = /^(token|accessToken|apiKey|clientSecret|password)$/;
// What a vendor writes in words; a status, a count or an id of an answer tells nothing that it should not.
const WORDS =
  /^(message|error|errors|error_description|errorMessage|msg|detail|details|description|reason|title|data|body|text|responseText)$/;
const ANSWER = /^(response|body|data|responseBody|responseText)$/;

/** What of a message's origin must not be read there, in words; null when nothing is wrong with it. */
export function leakOf(origin: Origin, message: Message): string | null {
  if (isSecret(origin)) return "a secret";
  if (message.kind !== "error") return null;
  if (readsBody(origin.node)) return isWorded(origin) ? "the vendor's answer" : null;
  return isUpstreamException(origin.node) ? exceptionLeak(origin, message) : null;
}

function isSecret({ node, steps }: Origin): boolean {
  const read = steps.map((step) => step.name);
  const last = read.at(-1);
  if (last === undefined) return ts.isParameter(node) && ts.isIdentifier(node.name) && SECRET.test(node.name.text);
  if (!SECRET.test(last)) return false;
  const isGiven = ts.isParameter(node) && (read.length === 1 || read.at(-2) === "authInfo");
  return isGiven || node.kind === ts.SyntaxKind.ThisKeyword;
}

function isWorded({ steps }: Origin): boolean {
  const names = steps.map((step) => step.name);
  if (names.includes(PARSED)) return false;
  const last = names.findLast((name) => !name.endsWith(")") && name !== "[]");
  return last === undefined || WORDS.test(last);
}

// The host's own way is `normalizeError(e).message`, so the message alone says nothing new.
function exceptionLeak({ steps }: Origin, { verbatim }: Message): string | null {
  const names = steps.map((step) => step.name).filter((name) => !name.endsWith(")"));
  const [first] = names;
  if (first === undefined) return verbatim ? "a raw exception" : null;
  if (first === "stack") return "a stack trace";
  return ANSWER.test(first) && (names.length === 1 || WORDS.test(names.at(-1) ?? "")) ? "the vendor's answer" : null;
}

// An exception of code that waits for nothing is the handler's own, such as that of reading an argument as JSON.
function isUpstreamException(node: ts.Node): boolean {
  if (ts.isVariableDeclaration(node) && ts.isCatchClause(node.parent)) {
    return walk(node.parent.parent.tryBlock).some(ts.isAwaitExpression);
  }
  const made = ts.isParameter(node) ? node.parent : null;
  const call = made && ts.isArrowFunction(made) ? made.parent : null;
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  return call.expression.name.text === "catch";
}
