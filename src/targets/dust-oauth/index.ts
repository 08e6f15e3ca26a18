import type { Target } from "../target.ts";
import type { FoundProvider } from "./found.ts";
import { detectOAuth, type OAuthHost } from "./host.ts";
import { scaffoldProvider } from "./scaffold.ts";

/** OAuth providers of Dust, in the core and in the front. */
const dustOAuth = {
  id: "dust-oauth",
  title: "Dust's OAuth providers",
  kind: "provider",
  rules: [],
  detect: detectOAuth,
  scaffold: scaffoldProvider,
} satisfies Target<OAuthHost, FoundProvider>;

export default dustOAuth;
