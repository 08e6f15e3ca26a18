import { itemsIn } from "../../../edit/rust/items.ts";
import { type Splice, splice } from "../../../edit/splice.ts";
import { titleCase } from "../../../model/name.ts";
import type { Draft } from "../../../plan/draft.ts";
import type { Problem } from "../../../rules/rule.ts";
import { OAUTH_PATHS } from "../../_shared/oauth/paths.ts";
import { coreNames } from "../core/names.ts";
import { registerCore } from "../core/register.ts";
import type { FoundProvider } from "../found.ts";
import { frontNames } from "../front/names.ts";
import { strategySplices } from "../front/register/strategy.ts";
import { typeSplices } from "../front/register/types.ts";
import type { OAuthHost } from "../host.ts";
import type { FrontPlace } from "./on-front.ts";

/** Adds the rows of the core that a provider lacks; no fix for one whose struct is not named as rows would name it. */
export function addToCore({ name, core: { file } }: FoundProvider): Pick<Problem, "fix"> {
  const { struct } = coreNames(name);
  const isUsual = file?.known && itemsIn(file.value).some((item) => item.kind === "struct" && item.name === struct);
  return isUsual ? { fix: (draft) => registerCore(draft, { provider: name, credentialInputs: [] }) } : {};
}

/** Adds the rows of the front that a provider lacks; no fix where they would need what cannot be known. */
export function addToFront(
  { name, front }: FoundProvider,
  missing: readonly FrontPlace[],
  { sources }: OAuthHost,
): Pick<Problem, "fix"> {
  const { className, path } = frontNames(name);
  // A strategy of another name, or none: what a row would construct is not known.
  if (missing.includes("row") && sources.exports(path, className) !== true) return {};
  if (front.strategy?.related && missing.includes("asked")) return {};
  const row = { provider: name, title: titleCase(name), credentialInputs: [] };
  return {
    fix: (draft) => {
      editFile(draft, OAUTH_PATHS.types, typeSplices(row, sources));
      editFile(draft, OAUTH_PATHS.registry, strategySplices(name, sources));
    },
  };
}

function editFile(draft: Draft, path: string, splices: readonly Splice[]): void {
  const text = draft.read(path);
  if (text !== null && splices.length > 0) draft.edit(path, splice(text, splices));
}
