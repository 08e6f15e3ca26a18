import { EXIT, UserError } from "../../errors.ts";
import { spellingKey } from "../../model/name.ts";

/**
 * Refuses a name that no module of the core can have (exit 2), and one that the checkout has in another spelling (exit 4).
 * `known` are the providers of the checkout.
 */
export function refuseName(name: string, known: readonly string[]): void {
  if (name === "utils") {
    throw new UserError("spec-unfit", `auth.provider: no provider can be called "${name}". Nothing was written.`, {
      exitCode: EXIT.usage,
      hint: "The core keeps the helpers of its providers in a module of that name; choose another.",
    });
  }
  const other = known.find((each) => each !== name && spellingKey(each) === spellingKey(name));
  if (other === undefined) return;
  throw new UserError(
    "name-taken",
    `The OAuth provider "${other}" exists: "${name}" is the same name in another spelling. Nothing was written.`,
    { exitCode: EXIT.conflict, hint: `Use "${other}", or choose another name.` },
  );
}
