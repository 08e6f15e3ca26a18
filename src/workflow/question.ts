/** What every question has: its words, and what answers it on the command line (`--title`, `<name>`). */
interface QuestionBase {
  message: string;
  flag: string;
}

/** One answer to choose: `value` is returned, `label` is shown, `hint` is shown beside it while it is focused. */
export interface Choice<V extends string = string> {
  value: V;
  label: string;
  hint?: string;
}

/** One line of text. `initial` can be edited; the answer is trimmed, and may be empty only when `optional`. */
export interface TextQuestion extends QuestionBase {
  kind: "text";
  initial?: string;
  placeholder?: string;
  optional?: boolean;
  /** What is wrong with a trimmed answer, as a sentence; undefined accepts it. Not called for an empty optional answer. */
  validate?: (answer: string) => string | undefined;
}

/** Yes or no; `initial` defaults to yes. */
export interface ConfirmQuestion extends QuestionBase {
  kind: "confirm";
  initial?: boolean;
}

/** One of a few choices; `initial` defaults to the first. */
export interface SelectQuestion<V extends string = string> extends QuestionBase {
  kind: "select";
  choices: Choice<V>[];
  initial?: V;
}

/** Several of a few choices, in the order in which they are listed; none only when `optional`. */
export interface MultiselectQuestion<V extends string = string> extends QuestionBase {
  kind: "multiselect";
  choices: Choice<V>[];
  initial?: V[];
  optional?: boolean;
}

/** One of many choices, found by typing a part of it; `initial` defaults to the first. */
export interface AutocompleteQuestion<V extends string = string> extends QuestionBase {
  kind: "autocomplete";
  choices: Choice<V>[];
  initial?: V;
}

/** A question as data; whoever asks it decides how it looks. */
export type Question = TextQuestion | ConfirmQuestion | SelectQuestion | MultiselectQuestion | AutocompleteQuestion;

/** Asks a person one question. Rejects with `Cancelled` when the person leaves with Escape, Ctrl-C or Ctrl-D. */
export interface Ask {
  (question: TextQuestion): Promise<string>;
  (question: ConfirmQuestion): Promise<boolean>;
  <V extends string>(question: SelectQuestion<V> | AutocompleteQuestion<V>): Promise<V>;
  <V extends string>(question: MultiselectQuestion<V>): Promise<V[]>;
  (question: Question): Promise<string | boolean | string[]>;
}

/** The choices whose label is their value. */
export function choicesOf<V extends string>(values: readonly V[]): Choice<V>[] {
  return values.map((value) => ({ value, label: value }));
}
