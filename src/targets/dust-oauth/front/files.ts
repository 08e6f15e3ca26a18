import type { Sources } from "../../../edit/sources.ts";
import { AnchorNotFound } from "../../../edit/splice.ts";
import type { TemplateOverride, TemplateValue } from "../../../edit/template.ts";
import { requiredSource } from "../../_shared/anchors.ts";
import { type GeneratedFile, generatedText } from "../../_shared/generated-file.ts";
import { OAUTH_PATHS } from "../../_shared/oauth/paths.ts";
import type { ProviderDeclaration } from "../declaration.ts";
import { type FrontForms, readForms } from "./forms.ts";
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
    generatedText(`dust-oauth/front/${template}`, context, forms.importStyle, host.template);
  const strategy = {
    path: frontNames(declaration.provider).path,
    text: text("provider.ts", strategyContext(declaration, forms)),
  };
  refuseLacking(declaration, forms, host.sources);
  const lacksPkce = declaration.pkce && !forms.pkce;
  return lacksPkce ? [strategy, { path: OAUTH_PATHS.pkce, text: text("pkce.ts", {}) }] : [strategy];
}

/** Refuses a declaration that asks for what this checkout cannot do: exit 5. */
function refuseLacking(declared: ProviderDeclaration, forms: FrontForms, sources: Sources): void {
  const reuses = declared.useCases.includes("personal_actions") && declared.credentialInputs.length > 0;
  const source = requiredSource(sources, OAUTH_PATHS.strategyType);
  if (declared.requiresWorkspaceConnection && !forms.requiresWorkspace) {
    const wanted = "`requiresWorkspaceConnectionForPersonalAuth` in the interface of strategies";
    throw new AnchorNotFound(
      source,
      wanted,
      "no such member",
      "Leave auth.requiresWorkspaceConnection out of the spec.",
    );
  }
  for (const name of reuses ? WORKSPACE_HELPERS : []) {
    if (sources.exports(OAUTH_PATHS.serverConnections, name) === false) {
      const wanted = `\`${name}\` in ${OAUTH_PATHS.serverConnections}, which personal connections take their client from`;
      throw new AnchorNotFound(source, wanted, "no such function", "Leave personal_actions out of auth.useCases.");
    }
  }
}

const WORKSPACE_HELPERS = ["getWorkspaceOAuthConnectionForMCPServer", "getWorkspaceOAuthConnectionIdForMCPServer"];
