import { type Splice, splice } from "../../../edit/splice.ts";
import type { Draft } from "../../../plan/draft.ts";
import { OAUTH_PATHS } from "../../_shared/oauth/paths.ts";
import type { ProviderDeclaration } from "../declaration.ts";
import type { FrontHost } from "./files.ts";
import { getterSplices } from "./register/getter.ts";
import { strategySplices } from "./register/strategy.ts";
import { typeSplices } from "./register/types.ts";

/**
 * Drafts every row of a provider in the front that is not there yet; what is there stays as it is.
 *
 * @throws UserError (exit 5) for a form of the host that is not known
 */
export function registerFront(draft: Draft, host: FrontHost, declared: ProviderDeclaration): void {
  const edit = (path: string, splices: Splice[]) => {
    const text = draft.read(path);
    if (text !== null) draft.edit(path, splice(text, splices));
  };
  edit(OAUTH_PATHS.types, typeSplices(declared, host.sources));
  edit(OAUTH_PATHS.registry, strategySplices(declared.provider, host.sources));
  const ownClient = declared.credentialInputs.some(({ key }) => key === "client_id");
  if (!ownClient) edit(OAUTH_PATHS.config, getterSplices(declared.provider, host.sources));
}
