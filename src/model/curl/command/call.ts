import { type ErrorDetail, EXIT, UserError } from "../../../errors.ts";
import { isOpaque } from "../word/opaque.ts";
import { type CurlOption, curlOption } from "./options.ts";
import { shellWords } from "./words.ts";

/** One piece of the body, with the long name of the option that gave it, without dashes. */
export interface CurlData {
  option: string;
  text: string;
}

/** What a curl command line says about the request; credentials given by options are only named. */
export interface CurlCall {
  method: string | undefined;
  url: string;
  /** Header lines as they are written. */
  headers: string[];
  data: CurlData[];
  /** Pieces that go to the query string. */
  query: CurlData[];
  get: boolean;
  /** The names of options that carried credentials. */
  secrets: string[];
}

/** Reads a curl command line. Throws UserError "curl-invalid" (exit 2) with every problem; values are never echoed. */
export function readCall(text: string): CurlCall {
  const words = shellWords(text);
  if (words === undefined) throw curlInvalid([{ message: "a quote or $( is opened and never closed" }]);
  const start = words.findIndex((word) => /^(?:.*[/\\])?curl(?:\.exe)?$/.test(word));
  const before = words.slice(0, Math.max(start, 0));
  if (start < 0 || !before.every((word) => /^(?:[$%>]|sudo|time|[A-Za-z_]\w*=.*)$/s.test(word))) {
    throw curlInvalid([{ message: "the text does not begin with curl" }]);
  }
  const reader = new CallReader();
  reader.read(words.slice(start + 1));
  return reader.call();
}

/** The error for an example that cannot become a tool. */
export function curlInvalid(details: ErrorDetail[]): UserError {
  const count = details.length === 1 ? "1 problem" : `${details.length} problems`;
  return new UserError("curl-invalid", `The curl example has ${count}. Nothing was written.`, {
    exitCode: EXIT.usage,
    hint: "Correct --from-curl, or describe the tool with --param and --request.",
    details,
  });
}

const PRINTED =
  "the text has $(…) or `…` where options or a URL stand, and no command is run; write out what it prints";
const VARIABLE = "a variable of the shell stands for options or a URL; write out what it holds";

function isPrinted(word: string): boolean {
  return /^(?:\$\(|`)/.test(word);
}

function isVariable(word: string): boolean {
  return /^(?:\$\w+|\$\{[^}]*\}|%\w+%)$/.test(word);
}

/** What `--url-query` adds is encoded like `--data-urlencode`, except behind a plus sign. */
function queryPiece(text: string): CurlData {
  return text.startsWith("+") ? { option: "data-raw", text: text.slice(1) } : { option: "data-urlencode", text };
}

class CallReader {
  readonly #problems: ErrorDetail[] = [];
  readonly #urls: string[] = [];
  readonly #call: Omit<CurlCall, "url"> = {
    method: undefined,
    headers: [],
    data: [],
    query: [],
    get: false,
    secrets: [],
  };

  read(words: string[]): void {
    const rest = [...words];
    let onlyUrls = false;
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      if (onlyUrls || !word.startsWith("-") || word === "-") this.#urls.push(word);
      else if (word === "--") onlyUrls = true;
      else if (word.startsWith("--")) this.#long(word, rest);
      else this.#short(word.slice(1), rest);
    }
  }

  call(): CurlCall {
    const [url] = this.#urls.filter((each) => !isPrinted(each));
    if (this.#urls.some(isPrinted)) this.#problems.push({ message: PRINTED });
    else if (url === undefined) this.#problems.push({ message: "there is no URL" });
    else if (this.#urls.length > 1 && this.#urls.some(isVariable)) this.#problems.push({ message: VARIABLE });
    else if (this.#urls.length > 1) {
      this.#problems.push({ message: `there are ${this.#urls.length} URLs; give the requests one at a time` });
    }
    if (this.#problems.length > 0 || url === undefined) throw curlInvalid(this.#problems);
    return { ...this.#call, url };
  }

  #long(word: string, rest: string[]): void {
    const equals = word.indexOf("=");
    const name = equals < 0 ? word : word.slice(0, equals);
    const option = curlOption(name);
    if (option === undefined) this.#unknown(name);
    else if (equals >= 0) this.#take(option, name, word.slice(equals + 1));
    else this.#take(option, name, option.value ? rest.shift() : "");
  }

  #short(letters: string, rest: string[]): void {
    for (let index = 0; index < letters.length; index++) {
      const name = `-${letters[index]}`;
      const option = curlOption(name);
      if (option === undefined) {
        this.#unknown(name);
        return;
      }
      const attached = letters.slice(index + 1);
      if (option.value) {
        this.#take(option, name, attached === "" ? rest.shift() : attached.replace(/^=/, ""));
        return;
      }
      this.#take(option, name, "");
    }
  }

  #unknown(name: string): void {
    // What follows an unknown option may be a credential: only the shape of a name is echoed.
    const shown = /^--?[A-Za-z][a-z0-9.-]{0,30}$/.test(name) && !isOpaque(name) ? name : "an option";
    this.#problems.push({ message: `${shown} is no option of curl that is known here; leave it out` });
  }

  #take(option: CurlOption, name: string, value: string | undefined): void {
    if (value === undefined) this.#problems.push({ message: `${name} has no value` });
    else if (option.role === "refused") this.#problems.push({ message: `${name} is ${option.means}` });
    else this.#put(option, value);
  }

  #put({ role, name }: CurlOption, value: string): void {
    const call = this.#call;
    if (role === "method") call.method = value.toUpperCase();
    else if (role === "header") call.headers.push(value);
    else if (role === "data") call.data.push({ option: name, text: value });
    else if (role === "url") this.#urls.push(value);
    else if (role === "query") call.query.push(queryPiece(value));
    else if (role === "get") call.get = true;
    else if (role === "secret" && !call.secrets.includes(`--${name}`)) call.secrets.push(`--${name}`);
  }
}
