/**
 * The words of the first command of a shell text, quotes and escapes resolved as a POSIX shell does; variables stay as they
 * are written (`$TOKEN`). Line continuations of POSIX shells, PowerShell and `cmd` are understood. The words end where a pipe,
 * a list or a redirection begins; undefined when a quote or `$(` is never closed.
 */
export function shellWords(text: string): string[] | undefined {
  const source = withoutForeignContinuations(text.trim());
  const words: string[] = [];
  let at = 0;
  while (at < source.length) {
    const blank = /^(?:[ \t]|\\\r?\n)+/.exec(source.slice(at))?.[0].length ?? 0;
    at += blank;
    const rest = source.slice(at);
    if (rest === "" || ENDS_THE_COMMAND.test(rest)) break;
    const word = readWord(rest);
    if (word === undefined) return undefined;
    words.push(word.value);
    at += word.length;
  }
  return words;
}

// An ampersand or bracket inside a word is what a hurried reader forgot to quote: a shell would end the word there.
const ENDS_THE_COMMAND = /^(?:[\r\n;|)]|&(?:[&\s>]|$)|\d*[<>]|#)/;
const PLAIN = /^(?:[^\s'"\\;|$`&]|[$`](?!['"(])|&(?![&\s]|$))+/;

interface Word {
  value: string;
  length: number;
}

function readWord(text: string): Word | undefined {
  let value = "";
  let at = 0;
  while (at < text.length && !/^(?:[\s;|]|&(?:[&\s]|$))/.test(text.slice(at))) {
    const part = readPart(text.slice(at));
    if (part === undefined) return undefined;
    value += part.value;
    at += part.length;
  }
  return { value, length: at };
}

function readPart(text: string): Word | undefined {
  if (text.startsWith("'")) return quoted(text, /^'([^']*)'/, (inner) => inner);
  if (text.startsWith("$'")) return quoted(text, /^\$'((?:[^'\\]|\\[\s\S])*)'/, ansiText);
  const double = /^\$?"/.exec(text)?.[0].length;
  if (double !== undefined) {
    const end = endOf(text, double, '"');
    return end === undefined ? undefined : { value: doubleText(text.slice(double, end - 1)), length: end };
  }
  const escaped = /^\\(\r?\n|[\s\S])?/.exec(text);
  if (escaped) return { value: (escaped[1] ?? "").replace(/^\r?\n$/, ""), length: escaped[0].length };
  const substituted = /^(?:\$\(|`)/.exec(text)?.[0];
  if (substituted !== undefined) {
    const end = endOf(text, substituted.length, substituted === "`" ? "`" : ")");
    return end === undefined ? undefined : { value: text.slice(0, end), length: end };
  }
  const plain = PLAIN.exec(text)?.[0] ?? text.slice(0, 1);
  return { value: plain, length: plain.length };
}

/** Where what is open at `from` ends, `closer` included: a string in double quotes or what a command prints, each in the other. */
function endOf(text: string, from: number, closer: string): number | undefined {
  for (let at = from; at < text.length; ) {
    if (text.startsWith(closer, at)) return at + 1;
    const end = endOfPart(text, at, closer);
    if (end === undefined) return undefined;
    at = end;
  }
  return undefined;
}

function endOfPart(text: string, at: number, closer: string): number | undefined {
  const character = text[at];
  if (character === "\\") return at + 2;
  if (closer === "`") return at + 1;
  if (text.startsWith("$(", at)) return endOf(text, at + 2, ")");
  if (closer === '"') return at + 1;
  if (character === "(") return endOf(text, at + 1, ")");
  if (character === '"') return endOf(text, at + 1, '"');
  const end = character === "'" ? text.indexOf("'", at + 1) : at;
  return end < 0 ? undefined : end + 1;
}

function quoted(text: string, pattern: RegExp, resolve: (inner: string) => string): Word | undefined {
  const match = pattern.exec(text);
  return match ? { value: resolve(match[1] ?? ""), length: match[0].length } : undefined;
}

function doubleText(inner: string): string {
  return inner.replace(/\\(\r?\n|[\s\S])/g, (whole, next: string) => {
    if (/^\r?\n$/.test(next)) return "";
    return /["\\$`]/.test(next) ? next : whole;
  });
}

const ANSI: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

function ansiText(inner: string): string {
  const sequence = /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|([\s\S]))/g;
  return inner.replace(sequence, (whole, x?: string, u?: string, long?: string, octal?: string, letter = "") => {
    const hex = x ?? u ?? long;
    const code = hex === undefined ? octal && Number.parseInt(octal, 8) % 256 : Number.parseInt(hex, 16);
    if (typeof code === "number") return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return ANSI[letter] ?? (/['"\\?]/.test(letter) ? letter : whole);
  });
}

/** `cmd` continues and escapes with a caret, PowerShell continues with a backtick. */
function withoutForeignContinuations(text: string): string {
  const unticked = text.replace(/`[ \t]*\r?\n/g, " ");
  if (!/\^[ \t]*\r?\n|\^"/.test(unticked)) return unticked;
  return unticked.replace(/\^[ \t]*\r?\n/g, " ").replace(/\^([\s\S])/g, "$1");
}
