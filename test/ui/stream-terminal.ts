import { Readable, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";

/** A key as readline reports it. */
export interface Key {
  char: string;
  name: string;
  ctrl?: boolean;
}

export const ENTER: Key = { char: "\r", name: "return" };
export const ESCAPE: Key = { char: "\u001b", name: "escape" };
export const CTRL_C: Key = { char: "\u0003", name: "c", ctrl: true };
export const CTRL_D: Key = { char: "\u0004", name: "d", ctrl: true };
export const DOWN: Key = { char: "", name: "down" };
export const UP: Key = { char: "", name: "up" };
export const SPACE: Key = { char: " ", name: "space" };
export const BACKSPACE: Key = { char: "\u007f", name: "backspace" };

/** A keyboard: a terminal's input whose keys are pressed by the test. */
export class Keyboard extends Readable {
  readonly isTTY = true;
  raw = false;

  override _read(): void {}

  setRawMode(raw: boolean): this {
    this.raw = raw;
    return this;
  }

  /** Presses keys in order; a string is typed letter by letter. */
  press(...keys: (Key | string)[]): void {
    for (const key of keys.flatMap((entry) => (typeof entry === "string" ? [...entry].map(letter) : [entry]))) {
      this.emit("keypress", key.char, { name: key.name, sequence: key.char, ctrl: key.ctrl ?? false });
    }
  }
}

/** A screen: a terminal's output that remembers what was written. */
export class Screen extends Writable {
  readonly isTTY = true;
  readonly columns = 100;
  readonly rows = 40;
  #written = "";

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.#written += String(chunk);
    done();
  }

  /** Everything written so far, escape sequences removed. */
  get text(): string {
    return stripVTControlCharacters(this.#written);
  }

  /** Everything written so far, as it was written. */
  get raw(): string {
    return this.#written;
  }
}

function letter(char: string): Key {
  return char === " " ? SPACE : { char, name: char.toLowerCase() };
}
