import { parseLocation } from "../../model/location.ts";
import { CORE_PATHS } from "./core/paths.ts";
import { readCore } from "./core/read/index.ts";
import type { FoundProvider } from "./found.ts";
import type { OAuthHost } from "./host.ts";

/** Every provider that one of the two programs names, by wire name in order. */
export function readProviders(host: OAuthHost): FoundProvider[] {
  return [...readCore(host.rust)].map(([name, core]) => {
    const { variant, module, used, file } = core;
    const own = [variant, module, used].find((fact) => fact?.known) ?? file;
    return {
      target: "dust-oauth",
      kind: "provider",
      name,
      layout: null,
      directory: null,
      at: own?.at ?? parseLocation(CORE_PATHS.connection),
      core,
    };
  });
}
