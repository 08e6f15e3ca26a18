import { type Fact, factValue } from "../../../model/found.ts";
import { nearName } from "../../../model/near-name.ts";
import type { Problem, Verdict } from "../../../rules/rule.ts";
import { notApplicable, onFact, problem, unknown } from "../../_shared/verdicts.ts";
import { grouped } from "../read/grouped.ts";
import type { SideList } from "../registry/side-lists.ts";

/** A list of the checkout that a value must be in: its values, what they are called, and its file. */
export interface Legal {
  list: SideList;
  /** As in "an icon", "an OAuth provider". */
  noun: string;
  file: string;
  /** Adds a value to the list, where that is what was forgotten: not for one that is spelt like another. */
  add?: (value: string) => Problem["fix"];
}

/** Judges that a value is in a list of the checkout. An absent list is not applicable; one with unknown rows refuses nothing. */
export function listedIn(what: string, fact: Fact<string>, { list, noun, file, add }: Legal): Verdict[] {
  if (!list) return [notApplicable(`this checkout has no list of it in ${file}`)];
  return onFact(what, fact, (value, at) => {
    if (grouped(list, factValue).has(value)) return [];
    const names = list.flatMap((each) => (each.known ? [each.value] : []));
    const open = list.find((each) => !each.known);
    if (open && !open.known) return [unknown(`the list in ${file}`, open)];
    const near = nearName(value, names);
    const message = `${capital(what)} is \`${value}\`, which is not ${noun} of ${file}.`;
    const hint = near === undefined ? "" : ` Did you mean \`${near}\`?`;
    const first = list[0];
    const related = first ? [{ at: first.at, message: "the legal values are declared here" }] : [];
    const fix = near === undefined ? add?.(value) : undefined;
    return [{ ...problem(at, value, message + hint, ...related), ...(fix ? { fix } : {}) }];
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
