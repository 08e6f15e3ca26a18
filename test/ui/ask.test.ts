import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Cancelled } from "../../src/errors.ts";
import { createAsk, createMessages } from "../../src/ui/ask.ts";
import { choicesOf, type Question } from "../../src/workflow/question.ts";
import { BACKSPACE, CTRL_C, CTRL_D, DOWN, ENTER, ESCAPE, Keyboard, Screen, SPACE, UP } from "./stream-terminal.ts";

const text: Question = { kind: "text", message: "Name", flag: "<name>" };
const colour: Question = { kind: "select", message: "Colour", flag: "--colour", choices: choicesOf(["red", "green"]) };
const everyKind: Question[] = [
  text,
  colour,
  { kind: "confirm", message: "Sure", flag: "--yes" },
  { kind: "multiselect", message: "Which", flag: "--which", choices: choicesOf(["a", "b"]), optional: true },
  { kind: "autocomplete", message: "Icon", flag: "--icon", choices: choicesOf(["a", "b"]) },
];

let keyboard: Keyboard;
let screen: Screen;
const stdout = vi.spyOn(process.stdout, "write");

beforeEach(() => {
  keyboard = new Keyboard();
  screen = new Screen();
  stdout.mockClear();
});

afterEach(() => {
  expect(stdout).not.toHaveBeenCalled();
  expect(keyboard.raw).toBe(false);
  for (const event of ["keypress", "end", "close"]) expect(keyboard.listenerCount(event), event).toBe(0);
});

function terminal(signal?: AbortSignal) {
  return createAsk({ input: keyboard, output: screen, ...(signal ? { signal } : {}) });
}

describe("text", () => {
  it("returns what was typed, without the space around it", async () => {
    const answer = terminal()({ kind: "text", message: "Name", flag: "<name>" });
    keyboard.press("  Acme CRM ", ENTER);
    expect(await answer).toBe("Acme CRM");
    expect(screen.text).toContain("Name");
  });

  it("proposes an initial answer that can be edited", async () => {
    const ask = terminal();
    const taken = ask({ kind: "text", message: "Title", flag: "--title", initial: "Acme" });
    keyboard.press(ENTER);
    expect(await taken).toBe("Acme");
    const edited = ask({ kind: "text", message: "Title", flag: "--title", initial: "Acme" });
    keyboard.press(BACKSPACE, "a!", ENTER);
    expect(await edited).toBe("Acma!");
  });

  it("asks again while the answer is empty or wrong, saying why", async () => {
    const validate = vi.fn((answer: string) => (answer === "1x" ? "A name begins with a letter." : undefined));
    const answer = terminal()({ kind: "text", message: "Name", flag: "<name>", validate });
    keyboard.press(ENTER);
    expect(screen.text).toContain("An answer is needed.");
    expect(validate).not.toHaveBeenCalled();
    keyboard.press("1x", ENTER);
    expect(screen.text).toContain("A name begins with a letter.");
    keyboard.press(BACKSPACE, BACKSPACE, "x1", ENTER);
    expect(await answer).toBe("x1");
  });

  it("takes an empty answer only when it is optional, and does not judge it", async () => {
    const answer = terminal()({
      kind: "text",
      message: "Scope",
      flag: "--scope",
      optional: true,
      validate: () => "no",
    });
    keyboard.press(" ", ENTER);
    expect(await answer).toBe("");
    expect(screen.text).toContain("Scope (optional)");
  });
});

describe("confirm", () => {
  it.each([
    [undefined, [ENTER], true],
    [false, [ENTER], false],
    [undefined, ["n"], false],
    [false, ["y"], true],
    [true, [DOWN, ENTER], false],
  ])("with initial %s and keys %j is %s", async (initial, keys, expected) => {
    const answer = terminal()({
      kind: "confirm",
      message: "Sure?",
      flag: "--yes",
      ...(initial === undefined ? {} : { initial }),
    });
    keyboard.press(...keys);
    expect(await answer).toBe(expected);
  });
});

describe("select", () => {
  it("returns the value under the cursor, beginning at the initial one", async () => {
    const ask = terminal();
    const choices = choicesOf(["red", "green", "blue"]);
    const first = ask({ kind: "select", message: "Colour", flag: "--colour", choices });
    keyboard.press(DOWN, ENTER);
    expect(await first).toBe("green");
    const second = ask({ kind: "select", message: "Colour", flag: "--colour", choices, initial: "blue" });
    keyboard.press(UP, UP, ENTER);
    expect(await second).toBe("red");
  });
});

describe("multiselect", () => {
  const question = {
    kind: "multiselect",
    message: "Which?",
    flag: "--which",
    choices: choicesOf(["a", "b", "c"]),
  } as const;

  it("returns the ticked values in the order of the list", async () => {
    const answer = terminal()({ ...question, initial: ["c"] });
    keyboard.press(SPACE, ENTER);
    expect(await answer).toEqual(["a", "c"]);
  });

  it("insists on one, unless none is allowed", async () => {
    const ask = terminal();
    const one = ask(question);
    keyboard.press(ENTER);
    expect(screen.text).toContain("Please select at least one option.");
    keyboard.press(DOWN, SPACE, ENTER);
    expect(await one).toEqual(["b"]);
    const none = ask({ ...question, optional: true });
    keyboard.press(ENTER);
    expect(await none).toEqual([]);
  });
});

describe("autocomplete", () => {
  const choices = choicesOf(["github", "gitlab", "notion", "slack"]);

  it("shows and takes what matches the typed text", async () => {
    const answer = terminal()({ kind: "autocomplete", message: "Provider?", flag: "--oauth", choices });
    const before = screen.text.length;
    keyboard.press("git");
    expect(screen.text.slice(before)).toContain("2 matches");
    keyboard.press("l");
    const filtered = screen.text.slice(screen.text.lastIndexOf("1 match"));
    expect(filtered).toContain("gitlab");
    expect(filtered).not.toMatch(/github|notion|slack/);
    keyboard.press(ENTER);
    expect(await answer).toBe("gitlab");
  });

  it("takes the initial choice when nothing is typed", async () => {
    const answer = terminal()({
      kind: "autocomplete",
      message: "Provider?",
      flag: "--oauth",
      choices,
      initial: "notion",
    });
    keyboard.press(ENTER);
    expect(await answer).toBe("notion");
  });

  it("insists on a choice of the list", async () => {
    const answer = terminal()({ kind: "autocomplete", message: "Provider?", flag: "--oauth", choices });
    keyboard.press("xyz", ENTER);
    expect(screen.text).toContain("Nothing matches what you typed.");
    keyboard.press(BACKSPACE, BACKSPACE, BACKSPACE, "sla", ENTER);
    expect(await answer).toBe("slack");
  });
});

describe("leaving", () => {
  const leavers = { ESCAPE, CTRL_C, CTRL_D };
  const cases = everyKind.flatMap((question) =>
    Object.entries(leavers).map(([name, key]) => ({ name, kind: question.kind, question, key })),
  );

  it.each(cases)("$name at a $kind question is Cancelled, then and ever after", async ({ question, key }) => {
    const ask = terminal();
    const answer = ask(question);
    keyboard.press(key);
    await expect(answer).rejects.toBeInstanceOf(Cancelled);
    expect(screen.raw.lastIndexOf("\u001b[?25h")).toBeGreaterThan(screen.raw.lastIndexOf("\u001b[?25l"));
    const drawn = screen.raw;
    await expect(ask(colour)).rejects.toBeInstanceOf(Cancelled);
    expect(screen.raw).toBe(drawn);
  });

  it("is what the end of the input means", async () => {
    const answer = terminal()({ kind: "text", message: "Name", flag: "<name>" });
    keyboard.push(null);
    await expect(answer).rejects.toBeInstanceOf(Cancelled);
  });

  it("is what an aborted signal means, before and during a question", async () => {
    const interrupt = new AbortController();
    const ask = terminal(interrupt.signal);
    const answer = ask({ kind: "text", message: "Name", flag: "<name>" });
    interrupt.abort();
    await expect(answer).rejects.toBeInstanceOf(Cancelled);
    await expect(terminal(interrupt.signal)({ kind: "confirm", message: "Sure?", flag: "--yes" })).rejects.toThrow(
      Cancelled,
    );
    expect(screen.text).not.toContain("Sure?");
  });

  it("leaves finished prompts alone when the signal comes later", async () => {
    const interrupt = new AbortController();
    const answer = terminal(interrupt.signal)({ kind: "text", message: "Name", flag: "<name>" });
    keyboard.press("x", ENTER);
    await answer;
    const drawn = screen.raw;
    interrupt.abort();
    expect(screen.raw).toBe(drawn);
  });

  it("does not pile up listeners over many questions", async () => {
    const ask = terminal(new AbortController().signal);
    const warnings = vi.spyOn(process, "emitWarning");
    for (let asked = 0; asked < 40; asked += 1) {
      const answer = ask({ kind: "text", message: "Name", flag: "<name>" });
      keyboard.press("x", ENTER);
      await answer;
    }
    expect(warnings).not.toHaveBeenCalled();
  });
});

describe("messages", () => {
  it("are drawn to the given output", () => {
    const messages = createMessages(screen);
    messages.intro("mcp-new provider");
    messages.note("Changes", "2 files");
    messages.info("read from constants.ts");
    messages.warn("no formatter");
    messages.outro("Done.");
    for (const part of ["mcp-new provider", "Changes", "2 files", "read from", "no formatter", "Done."]) {
      expect(screen.text).toContain(part);
    }
  });
});
