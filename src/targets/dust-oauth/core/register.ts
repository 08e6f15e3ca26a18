import { insertArm, insertItemSorted, insertVariant } from "../../../edit/rust/insert.ts";
import { insertUse } from "../../../edit/rust/insert-use.ts";
import { requireItem } from "../../../edit/rust/items.ts";
import { parseRust, type RustSource, spelling } from "../../../edit/rust/tree.ts";
import { AnchorNotFound } from "../../../edit/splice.ts";
import { EXIT, UserError } from "../../../errors.ts";
import { formatLocation, parseLocation } from "../../../model/location.ts";
import type { Draft } from "../../../plan/draft.ts";
import { credentialKeys } from "../credentials.ts";
import type { ProviderDeclaration } from "../declaration.ts";
import { moduleList } from "./modules.ts";
import { type CoreNames, coreNames, wireName } from "./names.ts";
import { CORE_ENUMS, CORE_PATHS } from "./paths.ts";
import { fromRows, keyRows } from "./read/credential.ts";
import { factoryMatch, fromMatch, keysMatch, required, variantsIn } from "./registries.ts";
import { armText, rustString, stringVec } from "./rust-code.ts";
import { RustSources } from "./rust-sources.ts";

/**
 * Drafts every row of a provider in the core that is not there yet; what is there stays as it is.
 *
 * @throws AnchorNotFound for a form of the host that is not known, UnreadableRust
 */
export function registerCore(draft: Draft, declared: Pick<ProviderDeclaration, "provider" | "credentialInputs">): void {
  const names = coreNames(declared.provider);
  const list = moduleList(new RustSources(draft));
  draft.edit(list.source.path, insertItemSorted(list.source, `pub mod ${names.module};`, list.range));
  const path = `crate::oauth::providers::${names.module}::${names.struct}`;
  edit(draft, CORE_PATHS.connection, (source) =>
    isMadeOtherwise(source, names) ? source.text : insertUse(source, path),
  );
  const variant = variantText(declared.provider, names.variant);
  edit(draft, CORE_PATHS.connection, (source) =>
    insertVariant(source, requireItem(source, "enum", CORE_ENUMS.connection), variant),
  );
  const arm = armText(`${CORE_ENUMS.connection}::${names.variant}`, `Box::new(${names.struct}::new())`, "        ");
  edit(draft, CORE_PATHS.connection, (source) =>
    insertArm(source, required(source, factoryMatch(source), "the `match` that makes a provider"), arm),
  );
  const keys = credentialKeys(declared);
  if (keys.length > 0) registerCredential(draft, declared.provider, keys);
}

/** Whether the core makes the provider already, and not from the struct that its name leads to. */
function isMadeOtherwise(source: RustSource, { variant, struct }: CoreNames): boolean {
  const arm = factoryMatch(source)?.arms.find((each) =>
    variantsIn(source, each, CORE_ENUMS.connection).includes(variant),
  );
  return arm !== undefined && !spelling(source, arm.expression).split(" ").includes(struct);
}

function registerCredential(draft: Draft, provider: string, keys: readonly string[]): void {
  const { variant } = coreNames(provider);
  const [connection, credential] = [`${CORE_ENUMS.connection}::${variant}`, `${CORE_ENUMS.credential}::${variant}`];
  edit(draft, CORE_PATHS.credential, (source) => {
    refuseForeign(source, variant, keys);
    return source.text;
  });
  edit(draft, CORE_PATHS.credential, (source) =>
    insertVariant(source, requireItem(source, "enum", CORE_ENUMS.credential), variantText(provider, variant)),
  );
  edit(draft, CORE_PATHS.credential, (source) => {
    const found = required(source, fromMatch(source), `the \`match\` of \`From<${CORE_ENUMS.connection}>\``);
    return insertArm(source, found, armText(connection, credential, "            "));
  });
  edit(draft, CORE_PATHS.credential, (source) => {
    const found = required(source, keysMatch(source), "the `match` with the keys of a credential");
    return insertArm(source, found, armText(credential, stringVec(keys), "            "));
  });
}

/** Refuses to share a credential that is there for something else, and needs keys that the provider's customers do not give. */
function refuseForeign(source: RustSource, variant: string, keys: readonly string[]): void {
  const held = keyRows(source).find(({ key }) => key === variant);
  const lacking = held?.value.filter((key) => !keys.includes(key)) ?? [];
  if (!held || lacking.length === 0 || fromRows(source).some(({ key }) => key === variant)) return;
  const names = lacking.map((key) => `"${key}"`).join(", ");
  throw new UserError(
    "name-taken",
    `\`${CORE_ENUMS.credential}::${variant}\` exists and needs ${names}, which auth.credentialInputs does not ask for. Nothing was written.`,
    {
      exitCode: EXIT.conflict,
      hint: "Choose another name of the provider, or ask for these keys too.",
      details: [{ message: `the keys of \`${variant}\``, at: formatLocation(held.at) }],
    },
  );
}

/** A variant without its comma; named by hand where the name that serde makes of it is another. */
function variantText(provider: string, variant: string): string {
  return wireName(variant) === provider ? variant : `#[serde(rename = ${rustString(provider).text})]\n${variant}`;
}

function edit(draft: Draft, path: string, change: (source: RustSource) => string): void {
  const text = draft.read(path);
  if (text === null) throw new AnchorNotFound(parseLocation(path), "a file of the core", "none");
  draft.edit(path, change(parseRust(path, text)));
}
