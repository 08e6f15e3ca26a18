import type { Sources } from "../../../edit/sources.ts";
import type { TemplateOverride, TemplateValue } from "../../../edit/template.ts";
import { type GeneratedFile, generatedText } from "../../_shared/generated-file.ts";
import { OAUTH_PATHS } from "../../_shared/oauth/paths.ts";
import type { ProviderDeclaration } from "../declaration.ts";
import { readForms } from "./forms.ts";
import { frontNames } from "./names.ts";
import { strategyContext } from "./strategy-context.ts";

/** What is generated into: the sources of the front, and the checkout's own templates. */
export interface FrontHost {
  sources: Sources;
  template?: TemplateOverride;
}

/**
 * The files of a provider in the front: its strategy, and the helper for PKCE where the checkout has none. The texts still
 * have to pass the host's formatter.
 *
 * @throws UserError (exit 5) for a form of the host that is not known, or a template of the host that cannot be rendered
 */
export function frontFiles(declaration: ProviderDeclaration, host: FrontHost): GeneratedFile[] {
  const forms = readForms(host.sources);
  const text = (template: string, context: Record<string, TemplateValue>) =>
    generatedText(`dust-oauth/${template}`, context, forms.importStyle, host.template);
  const strategy = {
    path: frontNames(declaration.provider).path,
    text: text("provider.ts", strategyContext(declaration, forms)),
  };
  const lacksPkce = declaration.pkce && !forms.pkce;
  return lacksPkce ? [strategy, { path: OAUTH_PATHS.pkce, text: text("pkce.ts", {}) }] : [strategy];
}
