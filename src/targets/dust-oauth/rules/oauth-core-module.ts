import type { Verdict } from "../../../rules/rule.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import { CORE_PATHS } from "../core/paths.ts";
import type { CoreProvider } from "../core/read/index.ts";
import type { FoundProvider } from "../found.ts";
import { addToCore } from "../judge/fixes.ts";
import { misspeltAt, ofMisspelling } from "../judge/misspelt.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { onCore } from "../judge/on-core.ts";
import { placeInFront } from "../judge/on-front.ts";

export default {
  id: "dust/oauth-core-module",
  severity: "error",
  title: "The provider's file in the core is compiled",
  why: "A file without a `pub mod` line is not compiled, so nothing in it is checked or used. Where lib.rs nests the modules in a block, rustc does not read `providers/mod.rs`.",
  fixHint: "Declare the module in the block of `lib.rs`, or in `providers/mod.rs` where `lib.rs` has no such block.",
  example: { path: "core/src/lib.rs", good: "        pub mod hubspot;\n", bad: "" },
  check: ({ found, all }) =>
    ofMisspelling(found, all, "dust/oauth-core-module") ??
    onCore(found, ({ file, module, ...core }) => {
      const { name } = found;
      const path = `${CORE_PATHS.providers}/${name}.rs`;
      const unfiled = onFact("the module line", module, (_, at) => [problem(at, path, `There is no ${path}.`)], []);
      if (!file) return unfiled.length > 0 ? unfiled : unplaced(found, core);
      const wrong = misspeltAt("module", found, all);
      const missing = problem(wrong?.at ?? file.at, "module", undeclared(path, wrong?.name));
      return onFact("the list of modules", module, () => [], [{ ...missing, ...(wrong ? {} : addToCore(found)) }]);
    }),
} satisfies OAuthRule;

function undeclared(path: string, wrong: string | undefined): string {
  const instead = wrong === undefined ? "" : ` The line declares \`${wrong}\`.`;
  return `No module line that rustc reads declares ${path}.${instead}`;
}

// A variant that nothing else names is no provider yet: another rule says so.
function unplaced({ name, front }: FoundProvider, core: Pick<CoreProvider, "variant" | "used" | "made">): Verdict[] {
  const [fact, more] = [core.variant, core.used, core.made].filter((each) => each?.known);
  if (!more && !placeInFront(front)) return [];
  return fact ? [problem(fact.at, "file", `\`${name}\` has neither a file nor a module line in the core.`)] : [];
}
