import type { Readable, Writable } from "node:stream";
import { autocomplete, confirm, intro, isCancel, log, multiselect, note, outro, select, text } from "@clack/prompts";
import { Cancelled } from "../errors.ts";
import type {
  Ask,
  AutocompleteQuestion,
  ConfirmQuestion,
  MultiselectQuestion,
  Question,
  SelectQuestion,
  TextQuestion,
} from "../workflow/question.ts";

/** Where prompts are read from and drawn to: terminals. `output` is the program's stderr. */
export interface PromptStreams {
  input: Readable;
  output: Writable;
}

/** Text between prompts, drawn in their style. */
export interface Messages {
  intro(title: string): void;
  /** Text in a box with a title. */
  note(title: string, text: string): void;
  info(text: string): void;
  warn(text: string): void;
  outro(text: string): void;
}

interface PromptOptions extends PromptStreams {
  signal: AbortSignal;
}

const VISIBLE_CHOICES = 10;

/**
 * An `Ask` that draws prompts on a terminal, one at a time. Escape, Ctrl-C, Ctrl-D, the end of the input and an
 * aborted `signal` reject with `Cancelled`, and so does every question after that without being drawn.
 */
export function createAsk(streams: PromptStreams & { signal?: AbortSignal }): Ask {
  const session = new AbortController();
  const outer = streams.signal;
  if (outer?.aborted) session.abort();
  outer?.addEventListener("abort", () => session.abort(), { once: true });

  function ask(question: TextQuestion): Promise<string>;
  function ask(question: ConfirmQuestion): Promise<boolean>;
  function ask<V extends string>(question: SelectQuestion<V> | AutocompleteQuestion<V>): Promise<V>;
  function ask<V extends string>(question: MultiselectQuestion<V>): Promise<V[]>;
  function ask(question: Question): Promise<string | boolean | string[]>;
  async function ask(question: Question): Promise<string | boolean | string[]> {
    if (session.signal.aborted) throw new Cancelled();
    const answer = await drawUntilEnd(question, streams, session.signal);
    if (typeof answer !== "symbol") return answer;
    session.abort();
    throw new Cancelled();
  }
  return ask;
}

/** Messages that are drawn to `output`. */
export function createMessages(output: Writable): Messages {
  return {
    intro: (title) => intro(title, { output }),
    note: (title, body) => note(body, title, { output }),
    info: (body) => log.info(body, { output }),
    warn: (body) => log.warn(body, { output }),
    outro: (body) => outro(body, { output }),
  };
}

/** Every prompt gets a signal of its own: clack never detaches from one, and would redraw finished prompts on a later abort. */
async function drawUntilEnd(
  question: Question,
  { input, output }: PromptStreams,
  session: AbortSignal,
): Promise<string | boolean | string[] | symbol> {
  const prompt = new AbortController();
  const stop = () => prompt.abort();
  const stopOnCtrlD = (_: string | undefined, key: { name?: string; ctrl?: boolean } | undefined) => {
    if (key?.ctrl && key.name === "d") stop();
  };
  session.addEventListener("abort", stop);
  const answer = draw(question, { input, output, signal: prompt.signal });
  input.on("keypress", stopOnCtrlD).on("end", stop).on("close", stop);
  try {
    return await answer;
  } finally {
    session.removeEventListener("abort", stop);
    input.off("keypress", stopOnCtrlD).off("end", stop).off("close", stop);
  }
}

function draw(question: Question, options: PromptOptions): Promise<string | boolean | string[] | symbol> {
  switch (question.kind) {
    case "text":
      return drawText(question, options);
    case "confirm":
      return confirm({ ...options, message: question.message, initialValue: question.initial ?? true });
    case "select":
      return select({ ...options, ...listOf(question), ...initialOf(question.initial) });
    case "multiselect":
      return drawMultiselect(question, options);
    case "autocomplete":
      return autocomplete({
        ...options,
        ...listOf(question),
        ...initialOf(question.initial),
        validate: (value) =>
          value === undefined ? "Nothing matches what you typed. Choose one of the list." : undefined,
      });
  }
}

async function drawText(question: TextQuestion, options: PromptOptions): Promise<string | symbol> {
  const answer = await text({
    ...options,
    message: question.optional ? `${question.message} (optional)` : question.message,
    ...(question.placeholder === undefined ? {} : { placeholder: question.placeholder }),
    ...initialOf(question.initial),
    validate: (value) => textProblem(question, (value ?? "").trim()),
  });
  return isCancel(answer) ? answer : answer.trim();
}

function textProblem(question: TextQuestion, answer: string): string | undefined {
  if (answer === "") return question.optional ? undefined : "An answer is needed.";
  return question.validate?.(answer);
}

/** Clack answers in the order of ticking; the answer is put back into the order of the list. */
async function drawMultiselect(question: MultiselectQuestion, options: PromptOptions): Promise<string[] | symbol> {
  const answer = await multiselect({
    ...options,
    ...listOf(question),
    initialValues: question.initial ?? [],
    required: !question.optional,
  });
  if (isCancel(answer)) return answer;
  return question.choices.map((choice) => choice.value).filter((value) => answer.includes(value));
}

function listOf(question: SelectQuestion | MultiselectQuestion | AutocompleteQuestion) {
  return { message: question.message, options: question.choices, maxItems: VISIBLE_CHOICES };
}

function initialOf<T>(initial: T | undefined): { initialValue?: T } {
  return initial === undefined ? {} : { initialValue: initial };
}
