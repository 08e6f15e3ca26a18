import type { Sources } from "../../../edit/sources.ts";
import { AnchorNotFound } from "../../../edit/splice.ts";
import { functionNamed, importsOf, moduleOf as specifierOf, ts, walk } from "../../../edit/ts.ts";
import { type Members, membersOf, presence, typeMembers } from "../../../edit/types.ts";
import { requiredSource } from "../../_shared/anchors.ts";
import { moduleOf } from "../../_shared/front-modules.ts";
import type { ImportStyle } from "../../_shared/import-block.ts";
import { OAUTH_NAMES, OAUTH_PATHS } from "../../_shared/oauth/paths.ts";

/** How this checkout's front writes OAuth providers; every field is read from its declarations. Modules are import specifiers. */
export interface FrontForms {
  /** What `finalizeUriForProvider` takes: the provider's name alone, or an object that may demand the use case too. */
  finalizeUri: { takes: "name" } | { takes: "object"; useCase: boolean };
  /** What `getRelatedCredential` promises: a `Result`, or the credential itself (it throws then). */
  related: "result" | "plain";
  /** Whether the interface's module exports the type `RelatedCredential`. */
  namesRelated: boolean;
  /** Whether a strategy may say that personal connections need one of the workspace. */
  requiresWorkspace: boolean;
  /** Whether `getPKCEConfig` is there. */
  pkce: boolean;
  importStyle: ImportStyle;
  modules: Record<TypeName | "error", string>;
}

const INTERFACE = "BaseOAuthStrategyProvider";
const TYPES = ["ExtraConfigType", "OAuthConnectionType", "OAuthUseCase", "ParsedUrlQuery"] as const;
type TypeName = (typeof TYPES)[number];
/** The members that a generated class always has. */
const WRITTEN = ["setupUri", "codeFromQuery", "connectionIdFromQuery", "isExtraConfigValid"];
const FINALIZE_FIELDS = ["provider", "connection", "useCase"];

/** Reads the forms. Throws UserError (exit 5) naming the place of a form that is not known. */
export function readForms(sources: Sources): FrontForms {
  const source = requiredSource(sources, OAUTH_PATHS.strategyType);
  const members = strategyMembers(sources, source);
  const related = relatedForm(source);
  const [first] = importsOf(requiredSource(sources, OAUTH_PATHS.helpers));
  const modules = Object.fromEntries(TYPES.map((name) => [name, moduleExporting(name, source)]));
  return {
    finalizeUri: finalizeForm(sources),
    related,
    namesRelated: sources.exports(OAUTH_PATHS.strategyType, "RelatedCredential") === true,
    requiresWorkspace: presence(members, "requiresWorkspaceConnectionForPersonalAuth") !== "absent",
    pkce: sources.exports(OAUTH_PATHS.pkce, "getPKCEConfig") === true,
    importStyle: first && specifierOf(first)?.startsWith("@app/") === false ? "packages-first" : "one-block",
    modules: {
      ...(modules as Record<TypeName, string>),
      error: related === "result" ? moduleExporting("OAuthError", source) : moduleOf(OAUTH_PATHS.registry),
    },
  };
}

function strategyMembers(sources: Sources, source: ts.SourceFile): Members {
  const members = typeMembers(sources, OAUTH_PATHS.strategyType, INTERFACE);
  const more = [...members.named].filter(([name, { optional }]) => !optional && !WRITTEN.includes(name));
  if (members.named.has("setupUri") && more.length === 0) return members;
  const found = more.length === 0 ? "no such interface" : `also ${more.map(([name]) => `\`${name}\``).join(", ")}`;
  throw new AnchorNotFound(source, `\`${INTERFACE}\` that demands ${WRITTEN.join(", ")} and no more`, found);
}

/** The module that the interface's file imports a type from: what it has is compiled, so others may do the same. */
function moduleExporting(name: string, source: ts.SourceFile): string {
  for (const declaration of importsOf(source)) {
    const bindings = declaration.importClause?.namedBindings;
    const names = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
    const module = specifierOf(declaration);
    if (module !== null && names.some((each) => (each.propertyName ?? each.name).text === name)) return module;
  }
  throw new AnchorNotFound(source, `an import of \`${name}\``, "none");
}

function relatedForm(source: ts.SourceFile): FrontForms["related"] {
  const member = walk(source)
    .filter((node) => ts.isPropertySignature(node) || ts.isMethodSignature(node))
    .find((node) => node.name.getText(source) === "getRelatedCredential");
  const type = member?.type;
  const promised = type && ts.isFunctionTypeNode(type) ? type.type : type;
  const named = promised ? walk(promised).filter(ts.isTypeReferenceNode) : [];
  return named.some(({ typeName }) => typeName.getText(source) === "Result") ? "result" : "plain";
}

function finalizeForm(sources: Sources): FrontForms["finalizeUri"] {
  const source = requiredSource(sources, OAUTH_PATHS.helpers);
  const declared = functionNamed(source, OAUTH_NAMES.finalizeUri);
  const [parameter, ...others] = declared?.parameters ?? [];
  if (parameter?.type && others.every((each) => each.questionToken || each.initializer)) {
    const form = formOf(membersOf(sources, parameter.type), parameter);
    if (form) return form;
  }
  const wanted = `\`${OAUTH_NAMES.finalizeUri}\` of a name, or of an object with provider and connection`;
  throw new AnchorNotFound(parameter ?? source, wanted, parameter ? `\`${parameter.getText()}\`` : "no such function");
}

function formOf({ named }: Members, parameter: ts.ParameterDeclaration): FrontForms["finalizeUri"] | null {
  if (ts.isIdentifier(parameter.name) && !named.has("provider")) return { takes: "name" };
  const known = [...named].every(([name, { optional }]) => optional || FINALIZE_FIELDS.includes(name));
  if (!known || !named.has("provider") || !named.has("connection")) return null;
  return { takes: "object", useCase: named.get("useCase")?.optional === false };
}
