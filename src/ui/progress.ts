import type { MaybeTerminal } from "./terminal.ts";

/** Says how far a long run is: `done` of `total` servers. Called often, it says little. */
export type Progress = (done: number, total: number) => void;

const PAUSE_MS = 1000;

/**
 * A progress that says nothing for its first second, then a line each second; none when `stream` is no terminal.
 * `now` is a clock in milliseconds.
 */
export function createProgress(
  stream: MaybeTerminal,
  say: (text: string) => void,
  now: () => number = () => performance.now(),
): Progress | undefined {
  if (stream.isTTY !== true) return undefined;
  let next = now() + PAUSE_MS;
  return (done, total) => {
    if (now() < next) return;
    next = now() + PAUSE_MS;
    say(`Checking: ${done} of ${total} servers.`);
  };
}
