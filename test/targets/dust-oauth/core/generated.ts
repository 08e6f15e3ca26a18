import { Draft } from "../../../../src/plan/draft.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { coreFiles } from "../../../../src/targets/dust-oauth/core/files.ts";
import { registerCore } from "../../../../src/targets/dust-oauth/core/register.ts";
import { RustSources } from "../../../../src/targets/dust-oauth/core/rust-sources.ts";
import { coreForms } from "../../../../src/targets/dust-oauth/core/signatures.ts";
import type { ProviderDeclaration } from "../../../../src/targets/dust-oauth/declaration.ts";
import { type OAuthOptions, oauthFiles } from "../../../support/oauth-replica.ts";

/** The core's part of several providers, drafted one after another over a workspace. */
export function draftedCore(providers: readonly ProviderDeclaration[], options: OAuthOptions = {}): Draft {
  const draft = new Draft(memoryRepo(oauthFiles("dust-arrays", options)));
  for (const declaration of providers) {
    for (const { path, text } of coreFiles(declaration, coreForms(new RustSources(draft)))) draft.create(path, text);
    registerCore(draft, declaration);
  }
  return draft;
}
