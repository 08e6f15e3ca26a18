import { EXIT, UserError } from "../../../errors.ts";
import { formatLocation, type Location } from "../../../model/location.ts";

/** A row of a registry that exists and says something else: exit 4, nothing is written, the row is the user's to change. */
export function conflictAt(at: Location, row: string, wanted: string): UserError {
  const place = formatLocation(at);
  return new UserError("row-differs", `The ${row} at ${place} exists and differs. Nothing was written.`, {
    exitCode: EXIT.conflict,
    hint: "Change the row by hand, or change the spec so that both agree.",
    details: [{ message: `would be ${wanted.replace(/\s+/g, " ")}`, at: place }],
  });
}
