import type { Verdict } from "../../../rules/rule.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import { CORE_ENUMS, CORE_PATHS } from "../core/paths.ts";
import type { FoundProvider } from "../found.ts";
import { addToCore } from "../judge/fixes.ts";
import { misspeltAt, ofMisspelling } from "../judge/misspelt.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { onCore } from "../judge/on-core.ts";

export default {
  id: "dust/oauth-core-registered",
  severity: "error",
  title: "The core knows the provider by its wire name and makes it",
  why: "The wire name is the variant in snake_case: without it the front's requests are refused. An arm that makes another provider compiles, and sends people's codes to the wrong vendor.",
  fixHint: "In connection.rs, add the variant, the struct to the `use` list, and the arm to `fn provider`.",
  example: {
    path: "core/src/oauth/connection.rs",
    good: "ConnectionProvider::Jira => Box::new(JiraConnectionProvider::new()),",
    bad: "ConnectionProvider::Jira => Box::new(HubspotConnectionProvider::new()),",
  },
  needs: ["dust/oauth-core-module"],
  check: ({ found, all }) =>
    ofMisspelling(found, all, "dust/oauth-core-registered") ??
    onCore(found, ({ variant }) =>
      onFact("the enum of providers", variant, (name, at) => madeFor(found, { name, at }), [
        withoutVariant(found, all),
      ]),
    ),
} satisfies OAuthRule;

function withoutVariant(found: FoundProvider, all: readonly FoundProvider[]): Verdict {
  const wrong = misspeltAt("variant", found, all);
  const instead = wrong ? ` It has one with the wire name \`${wrong.name}\`.` : "";
  const message = `\`${CORE_ENUMS.connection}\` has no variant with the wire name \`${found.name}\`.${instead}`;
  const { module, file } = found.core;
  const place = wrong ?? [module, file].find((fact) => fact?.known) ?? found;
  return { ...problem(place.at, "variant", message), ...(wrong ? {} : addToCore(found)) };
}

function madeFor(found: FoundProvider, variant: { name: string; at: FoundProvider["at"] }): Verdict[] {
  const { name } = found;
  const missing = `\`fn provider\` has no arm for \`${CORE_ENUMS.connection}::${variant.name}\`.`;
  const isBegun = found.core.file !== undefined || found.core.module !== undefined;
  const absent = !isBegun ? [] : [{ ...problem(variant.at, "arm", missing), ...addToCore(found) }];
  return onFact(
    "the arms of `fn provider`",
    found.core.made,
    ({ struct, module }, at) => {
      if (module === name) return [];
      const own = { path: `${CORE_PATHS.providers}/${name}.rs`, arm: `The arm of \`${variant.name}\`` };
      if (module !== null)
        return [problem(at, "arm", `${own.arm} makes \`${struct}\` of \`${module}\`, not that of ${own.path}.`)];
      const message = `${own.arm} makes \`${struct}\`, which no \`use\` brings in from \`providers::${name}\`.`;
      return [{ ...problem(at, "use", message), ...addToCore(found) }];
    },
    absent,
  );
}
