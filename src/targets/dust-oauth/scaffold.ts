import type { IntegrationSpec } from "../../model/integration-spec.ts";
import type { Draft } from "../../plan/draft.ts";
import { declarationOf } from "./declaration.ts";
import { frontFiles } from "./front/files.ts";
import { refuseUnfitDeclaration } from "./front/refuse.ts";
import { registerFront } from "./front/register.ts";
import type { OAuthHost } from "./host.ts";

/** Drafts the files of a provider and its registration. Throws UserError when the spec or the checkout does not allow it. */
export function scaffoldProvider(draft: Draft, host: OAuthHost, spec: IntegrationSpec): void {
  const declaration = declarationOf(spec);
  refuseUnfitDeclaration(declaration);
  for (const { path, text } of frontFiles(declaration, host)) draft.create(path, text);
  registerFront(draft, host, declaration);
}
