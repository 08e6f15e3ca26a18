import dust from "./dust/index.ts";
import dustOAuth from "./dust-oauth/index.ts";
import type { Target } from "./target.ts";

/** Every kind of host, in the order in which they are tried. */
export const targets: readonly Target[] = [dust, dustOAuth];
