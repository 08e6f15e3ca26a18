import { constantCase, pascalCase } from "../../../model/name.ts";
import { CORE_PATHS } from "./paths.ts";

/** What a provider is called in the core. */
export interface CoreNames {
  /** Of its module and, with `.rs`, of its file. */
  module: string;
  file: string;
  /** In both enums. */
  variant: string;
  struct: string;
  /** The environment variables of the client, which are the names of the statics that hold them too. */
  clientId: string;
  clientSecret: string;
}

/** The names that follow from a wire name: `acme_crm` has the variant `AcmeCrm` and the variable `OAUTH_ACME_CRM_CLIENT_ID`. */
export function coreNames(provider: string): CoreNames {
  const variant = pascalCase(provider);
  const prefix = `OAUTH_${constantCase(provider)}`;
  return {
    module: provider,
    file: `${CORE_PATHS.providers}/${provider}.rs`,
    variant,
    struct: `${variant}ConnectionProvider`,
    clientId: `${prefix}_CLIENT_ID`,
    clientSecret: `${prefix}_CLIENT_SECRET`,
  };
}

/** The wire name that serde's `snake_case` gives a variant: every capital but the first begins a word. */
export function wireName(variant: string): string {
  return variant.replace(/(?!^)(?=[A-Z])/g, "_").toLowerCase();
}
