import { Code } from "../../../edit/code.ts";
import { renderTemplate, type TemplateOverride, type TemplateValue } from "../../../edit/template.ts";
import { clientFrom } from "../credentials.ts";
import type { ProviderDeclaration } from "../declaration.ts";
import { coreNames } from "./names.ts";
import { assigned, rustString } from "./rust-code.ts";
import type { CoreForms } from "./signatures.ts";

/** The files that a provider has of its own in the core: one, with the tests of its exchange in it. */
export function coreFiles(
  declaration: ProviderDeclaration,
  forms: CoreForms,
  template?: TemplateOverride,
): { path: string; text: string }[] {
  const { text } = renderTemplate("dust-oauth/core/provider.rs", providerContext(declaration, forms), template);
  return [{ path: coreNames(declaration.provider).file, text }];
}

function providerContext(declaration: ProviderDeclaration, forms: CoreForms): Record<string, TemplateValue> {
  const { provider, title, tokenUrl, defaultExpiresIn } = declaration;
  const names = coreNames(provider);
  const client = clientFrom(declaration);
  return {
    struct: new Code(names.struct),
    variant: new Code(names.variant),
    wireName: assigned("let expected", rustString(provider), "        "),
    nameConstant: assigned("const NAME: &str", rustString(title)),
    urlConstant: assigned("const TOKEN_URL: &str", rustString(tokenUrl)),
    idName: new Code(names.clientId),
    secretName: new Code(names.clientSecret),
    idVariable: environmentVariable(names.clientId),
    secretVariable: environmentVariable(names.clientSecret),
    fromCredential: client.fromCredential,
    hasSecret: client.hasSecret,
    pkce: declaration.pkce,
    isBasic: declaration.tokenAuth === "basic",
    sendsJson: declaration.tokenFormat === "json",
    rotates: declaration.rotatesRefreshToken,
    hasDefaultExpiry: defaultExpiresIn !== null,
    defaultExpiresIn: new Code(String(defaultExpiresIn ?? 0)),
    hasExtraMetadata: forms.extraMetadata,
  };
}

function environmentVariable(name: string): Code {
  return assigned(`static ref ${name}: String`, new Code(`env::var("${name}").unwrap()`), "    ");
}
