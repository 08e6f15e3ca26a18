import type { IntegrationSpec } from "../../model/integration-spec.ts";
import { nearName } from "../../model/near-name.ts";
import type { Draft } from "../../plan/draft.ts";
import { coreFiles } from "./core/files.ts";
import { registerCore } from "./core/register.ts";
import { coreForms } from "./core/signatures.ts";
import { declarationOf } from "./declaration.ts";
import { frontFiles } from "./front/files.ts";
import { refuseUnfitDeclaration } from "./front/refuse.ts";
import { registerFront } from "./front/register.ts";
import type { OAuthHost } from "./host.ts";
import { readProviders } from "./read.ts";
import { refuseName } from "./refuse.ts";

/** Drafts the files of a provider and its registration. Throws UserError when the spec or the checkout does not allow it. */
export function scaffoldProvider(draft: Draft, host: OAuthHost, spec: IntegrationSpec): void {
  const known = readProviders(host).map(({ name }) => name);
  const near = spec.auth.kind === "oauth" ? nearName(spec.auth.provider, known) : undefined;
  const declaration = declarationOf(spec, near);
  refuseName(declaration.provider, known);
  refuseUnfitDeclaration(declaration);
  const files = coreFiles(declaration, coreForms(host.rust), host.template);
  for (const { path, text } of files) draft.create(path, text);
  registerCore(draft, declaration);
  for (const { path, text } of frontFiles(declaration, host)) draft.create(path, text);
  registerFront(draft, host, declaration);
}
