import { describe, expect, it } from "vitest";
import { Cancelled } from "../../src/errors.ts";
import { createAsk } from "../../src/ui/ask.ts";
import { interviewProvider } from "../../src/workflow/interview/index.ts";
import type { Ask, Question } from "../../src/workflow/question.ts";
import { choices, type Step, spec, steps } from "../workflow/interview-script.ts";
import { CTRL_C, DOWN, ENTER, ESCAPE, type Key, Keyboard, Screen, SPACE, UP } from "./stream-terminal.ts";

const CLEAR_LINE: Key = { char: "\u0015", name: "u", ctrl: true };

/** A person who answers the first `patience` questions of the script and presses `leave` at the next one. */
function sitDown(patience: number, leave?: Key) {
  const keyboard = new Keyboard();
  const screen = new Screen();
  const asked: Question[] = [];
  const draw = createAsk({ input: keyboard, output: screen });
  const ask = ((question: Question) => {
    const answer = draw(question);
    const step = steps[asked.length];
    asked.push(question);
    if (!step) throw new Error(`nobody expected the question: ${question.message}`);
    expect(question.message).toContain(step[0]);
    expect(screen.text).toContain(question.message);
    if (asked.length <= patience) keyboard.press(...keysFor(question, step[1]));
    else if (leave) keyboard.press(leave);
    return answer;
  }) as Ask;
  return { ask, asked, keyboard, screen };
}

function keysFor(question: Question, answer: Step[1]): (Key | string)[] {
  switch (question.kind) {
    case "text":
      return [CLEAR_LINE, String(answer), ENTER];
    case "confirm":
      return [answer ? "y" : "n"];
    case "autocomplete":
      return [String(answer), ENTER];
    case "select": {
      const values = question.choices.map((choice) => choice.value);
      const steps = values.indexOf(String(answer)) - Math.max(values.indexOf(question.initial ?? ""), 0);
      return [...Array<Key>(Math.abs(steps)).fill(steps > 0 ? DOWN : UP), ENTER];
    }
    case "multiselect": {
      const ticked = (value: string) => question.initial?.includes(value) === true;
      const wanted = (value: string) => Array.isArray(answer) && answer.includes(value);
      const toggles = question.choices.flatMap(({ value }) =>
        ticked(value) === wanted(value) ? [DOWN] : [SPACE, DOWN],
      );
      return [...toggles, ENTER];
    }
  }
}

describe("the interview on a terminal", () => {
  it("ends with the spec that was typed", async () => {
    const { ask, asked, keyboard } = sitDown(steps.length);
    expect(await interviewProvider(ask, {}, choices)).toEqual(spec);
    expect(asked).toHaveLength(steps.length);
    expect(keyboard.raw).toBe(false);
    expect(keyboard.listenerCount("keypress")).toBe(0);
  });

  const leavers = { ESCAPE, CTRL_C };
  it.each(Object.entries(leavers))("ends with Cancelled when %s is pressed, at every step", async (_, leave) => {
    for (const patience of steps.keys()) {
      const { ask, asked, keyboard, screen } = sitDown(patience, leave);
      const interview = interviewProvider(ask, {}, choices);
      await expect(interview, `after ${patience} answers`).rejects.toBeInstanceOf(Cancelled);
      expect(asked).toHaveLength(patience + 1);
      expect(keyboard.raw).toBe(false);
      expect(keyboard.listenerCount("keypress")).toBe(0);
      expect(screen.raw.lastIndexOf("\u001b[?25h")).toBeGreaterThan(screen.raw.lastIndexOf("\u001b[?25l"));
    }
  });
});
