import type { RelatedLocation } from "../../../model/finding.ts";
import type { Location } from "../../../model/location.ts";

/** An import that names a module that is not there, or a name that its module does not export. */
export interface BrokenImport {
  /** What is missing: the path of a module or folder, or `path#name`. One mend mends all that miss the same. */
  missing: string;
  at: Location;
  /** What is wrong, as a sentence. */
  message: string;
  related?: RelatedLocation;
}
