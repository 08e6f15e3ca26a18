import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { type Location, locator } from "../model/location.ts";

/** Something wrong with a JSON text itself: a syntax error or a key that an object has twice. */
export interface JsonProblem {
  message: string;
  at: Location;
}

/** A parsed JSON text. `value` is undefined when there are syntax errors; problems are in the order of the text. */
export interface JsonDocument {
  value: unknown;
  problems: JsonProblem[];
  /** Where the value of a path stands, or that of its nearest existing ancestor; undefined in an empty text. */
  locate(path: readonly PropertyKey[]): Location | undefined;
}

const BYTE_ORDER_MARK = "\uFEFF";
const DEEPEST = 200;

/** Parses strict JSON (a byte-order mark is skipped). `path` is what the places call the text. Never throws. */
export function parseJson(path: string, text: string): JsonDocument {
  const source = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const locate = locator(path, source);
  const place = ({ offset, length }: Span) => locate(offset, offset + length);
  const { root, faults } = parseStrictly(source);
  const found = faults.length > 0 || root === undefined ? faults : repeatedKeys(root);
  return {
    value: faults.length > 0 ? undefined : JSON.parse(source),
    problems: found.map(({ message, span }) => ({ message, at: place(span) })),
    locate: (at) => (root === undefined ? undefined : place(nearestNode(root, at))),
  };
}

interface Span {
  offset: number;
  length: number;
}

interface Fault {
  message: string;
  span: Span;
}

function parseStrictly(source: string): { root: Node | undefined; faults: Fault[] } {
  if (deepest(source) > DEEPEST) {
    return {
      root: undefined,
      faults: [{ message: `nested deeper than ${DEEPEST} levels`, span: { offset: 0, length: 0 } }],
    };
  }
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { disallowComments: true, allowTrailingComma: false });
  // One slip makes the parser complain more than once at the same place; the first complaint names it.
  const first = errors.filter((error, index) => errors.findIndex(({ offset }) => offset === error.offset) === index);
  const faults = first.map((error) => ({ message: syntaxMessage(error, source), span: error }));
  return { root, faults: faults.length > 0 ? faults : faultOfEngine(source) };
}

/** The tree parser forgives a few things that JSON forbids; the engine has the last word. */
function faultOfEngine(source: string): Fault[] {
  try {
    JSON.parse(source);
    return [];
  } catch (error) {
    const offset = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0);
    return [{ message: "not valid JSON", span: { offset, length: 0 } }];
  }
}

/** How deep lists and objects are nested; found without recursion, which the tree parser needs. */
function deepest(source: string): number {
  let depth = 0;
  let most = 0;
  for (const [token] of source.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "{" || token === "[") most = Math.max(most, ++depth);
    if (token === "}" || token === "]") depth--;
  }
  return most;
}

const SYNTAX_MESSAGES: Record<string, string> = {
  InvalidSymbol: "not a JSON value; only strings in double quotes, numbers, true, false, null, lists and objects are",
  InvalidNumberFormat: "not a number",
  PropertyNameExpected: "a key in double quotes is expected here (JSON has no trailing comma)",
  ValueExpected: "a value is expected here (JSON has no trailing comma)",
  ColonExpected: "a colon is expected here",
  CommaExpected: "a comma is expected here",
  CloseBraceExpected: "a } is missing",
  CloseBracketExpected: "a ] is missing",
  EndOfFileExpected: "the JSON value has ended, nothing may follow",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfString: "the string has no closing quote",
  InvalidUnicode: "\\u needs four hexadecimal digits",
  InvalidEscapeCharacter: "not an escape that JSON has",
  InvalidCharacter: "control characters in a string must be escaped",
};

function syntaxMessage(error: ParseError, source: string): string {
  if (source.trim() === "") return "the text is empty; a JSON value is expected";
  const code = printParseErrorCode(error.error);
  return SYNTAX_MESSAGES[code] ?? "not valid JSON";
}

function repeatedKeys(node: Node): Fault[] {
  const seen = new Set<unknown>();
  const own = (node.type === "object" ? (node.children ?? []) : []).flatMap((property): Fault[] => {
    const key = property.children?.[0];
    if (key === undefined || !seen.has(key.value)) {
      seen.add(key?.value);
      return [];
    }
    return [{ message: `the key ${JSON.stringify(key.value)} is given twice`, span: key }];
  });
  return [...own, ...(node.children ?? []).flatMap(repeatedKeys)];
}

function nodeAt(root: Node, path: readonly PropertyKey[]): Node | undefined {
  return findNodeAtLocation(
    root,
    path.map((key) => (typeof key === "number" ? key : String(key))),
  );
}

function nearestNode(root: Node, path: readonly PropertyKey[]): Node {
  for (let length = path.length; length > 0; length--) {
    const node = nodeAt(root, path.slice(0, length));
    if (node !== undefined) return node;
  }
  return root;
}

/**
 * `text` with one more element in the array at `path`, before the element `index` (the array's length appends). One piece of
 * text is inserted, in the style of the neighbouring element; everything else stays byte for byte. Comments are allowed.
 * Returns null when there is no array at the path or the text has syntax errors; throws RangeError for an index outside.
 */
export function insertIntoJsonArray(
  text: string,
  path: readonly PropertyKey[],
  value: unknown,
  index: number,
): string | null {
  const errors: ParseError[] = [];
  const bodyAt = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  const source = text.slice(bodyAt);
  const root = parseTree(source, errors, { allowTrailingComma: true });
  const array = root === undefined ? undefined : nodeAt(root, path);
  if (errors.length > 0 || array?.type !== "array") return null;
  const count = array.children?.length ?? 0;
  if (!Number.isInteger(index) || index < 0 || index > count)
    throw new RangeError(`index ${index} of ${count} elements`);
  const { at, inserted } = insertion(source, array, value, index);
  return text.slice(0, bodyAt + at) + inserted + text.slice(bodyAt + at);
}

type Insertion = { at: number; inserted: string };

function insertion(source: string, array: Node, value: unknown, index: number): Insertion {
  const elements = array.children ?? [];
  const neighbour = elements[Math.max(index - 1, 0)];
  if (neighbour === undefined) return insertionIntoEmpty(source, array, value);
  const element = renderLike(source, neighbour, value);
  const gap = gapOf(source, elements, neighbour);
  const next = elements[index];
  if (next !== undefined) return { at: next.offset, inserted: `${element},${gap}` };
  // A trailing comma stays where it is and trails the new element.
  return { at: endOf(neighbour), inserted: `,${gap}${element}` };
}

function insertionIntoEmpty(source: string, array: Node, value: unknown): Insertion {
  const at = array.offset + 1;
  const inside = source.slice(at, endOf(array) - 1);
  const isContainer = typeof value === "object" && value !== null;
  const indent = indentAt(source, array.offset);
  const deeper = indent + unitOf(source);
  const line = `${lineEndOf(source)}${deeper}${renderLines(value, source, deeper)}`;
  if (inside.includes("\n")) return { at, inserted: line };
  if (!isContainer || !source.trim().includes("\n"))
    return { at, inserted: renderInline(value, isSpaced(source), false) };
  return { at, inserted: `${line}${lineEndOf(source)}${indent}` };
}

function endOf(node: Node): number {
  return node.offset + node.length;
}

/** The white space that separates elements: that before the neighbour if it starts a line, else that before another element. */
function gapOf(source: string, elements: Node[], neighbour: Node): string {
  const before = /\s*$/.exec(source.slice(0, neighbour.offset))?.[0] ?? "";
  if (before.includes("\n")) return lineEndOf(source) + before.slice(before.lastIndexOf("\n") + 1);
  const second = elements[1];
  if (second === undefined) return isSpaced(source) ? " " : "";
  const between = /\s*$/.exec(source.slice(0, second.offset))?.[0] ?? "";
  return between.includes("\n") ? " " : between;
}

function renderLike(source: string, neighbour: Node, value: unknown): string {
  const text = source.slice(neighbour.offset, endOf(neighbour));
  const isContainer = neighbour.type === "object" || neighbour.type === "array";
  if (isContainer && text.includes("\n")) return renderLines(value, source, indentAt(source, endOf(neighbour) - 1));
  const spaced = isContainer && text.length > 2 ? /[:,] /.test(text) : isSpaced(source);
  return renderInline(value, spaced, neighbour.type === "object" ? /^\{ /.test(text) : spaced);
}

function renderLines(value: unknown, source: string, indent: string): string {
  return JSON.stringify(value, null, unitOf(source)).replaceAll("\n", lineEndOf(source) + indent);
}

function renderInline(value: unknown, spaced: boolean, padded: boolean): string {
  const gap = spaced ? " " : "";
  const list = (parts: string[]) => parts.join(`,${gap}`);
  if (Array.isArray(value)) return `[${list(value.map((each) => renderInline(each, spaced, padded)))}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const properties = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}:${gap}${renderInline(each, spaced, padded)}`,
  );
  const pad = padded && properties.length > 0 ? " " : "";
  return `{${pad}${list(properties)}${pad}}`;
}

function isSpaced(source: string): boolean {
  return source.includes("\n") || /[:,] /.test(source);
}

function lineEndOf(source: string): string {
  return /\r\n|\n/.exec(source)?.[0] ?? "\n";
}

function indentAt(source: string, offset: number): string {
  const lineStart = source.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(source.slice(lineStart))?.[0] ?? "";
}

function unitOf(source: string): string {
  return /\n([ \t]+)\S/.exec(source)?.[1] ?? "  ";
}
