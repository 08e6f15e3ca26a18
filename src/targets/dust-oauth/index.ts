import { typeCheck } from "../_shared/type-check.ts";
import type { Target } from "../target.ts";
import { checklist } from "./checklist.ts";
import type { FoundProvider } from "./found.ts";
import { detectOAuth, type OAuthHost } from "./host.ts";
import { nextSteps } from "./next-steps.ts";
import { readProviders } from "./read.ts";
import { rules } from "./rules/index.ts";
import { scaffoldProvider } from "./scaffold.ts";
import { touchedProviders } from "./touched.ts";

/** OAuth providers of Dust, in the core and in the front. */
const dustOAuth = {
  id: "dust-oauth",
  title: "Dust's OAuth providers",
  kind: "provider",
  rules,
  checklist,
  detect: detectOAuth,
  read: readProviders,
  touched: touchedProviders,
  folders: ["core/src", "front/lib/api", "front/types"],
  scaffold: scaffoldProvider,
  next: nextSteps,
  verify: typeCheck,
} satisfies Target<OAuthHost, FoundProvider>;

export default dustOAuth;
