import { locationOf, type ts } from "../../../edit/ts.ts";
import { type ErrorDetail, EXIT, UserError } from "../../../errors.ts";
import { formatLocation } from "../../../model/location.ts";

/** What keeps a server from being moved, collected so that all of it is told at once. */
export class Obstacles {
  readonly details: ErrorDetail[] = [];

  /** Adds one: where it is (a node or a path), and a sentence. Returns null, for readers that have nothing to give then. */
  add(at: ts.Node | string, message: string): null {
    const place = typeof at === "string" ? at : formatLocation(locationOf(at));
    if (!this.details.some((each) => each.at === place && each.message === message)) {
      this.details.push({ message, at: place });
    }
    return null;
  }

  /** Throws UserError `server-not-movable` (exit 5) with every obstacle when there is one; `hint` is what to do about them. */
  throwFor(server: string, to: string, hint: string = BY_HAND): void {
    if (this.details.length > 0) throw notMovable(server, to, this.details, hint);
  }
}

const BY_HAND = "Change these places by hand first, or move the server by hand; check says whether it is complete.";

/** The refusal to move a server, with what to do about it: exit 5, nothing is written. */
export function notMovable(server: string, to: string, details: ErrorDetail[], hint: string): UserError {
  const [first] = details;
  const why =
    details.length === 1 && first ? `${first.message} (${first.at})` : `${details.length} things keep it where it is.`;
  return new UserError(
    "server-not-movable",
    `The server "${server}" cannot be moved to layout ${to}: ${why} Nothing was written.`,
    {
      exitCode: EXIT.hostNotRecognised,
      hint,
      details,
    },
  );
}
