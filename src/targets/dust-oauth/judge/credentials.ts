import { locate } from "../../../model/location.ts";
import { CORE_PATHS } from "../core/paths.ts";
import type { OAuthHost } from "../host.ts";

/** Why nothing is known of the credentials of a checkout that lacks their file; null when it has it. */
export function withoutCredentials({ rust }: OAuthHost): { at: ReturnType<typeof locate>; why: string } | null {
  const path = CORE_PATHS.credential;
  return rust.look(path) ? null : { at: locate(path, "", 0), why: `this checkout has no ${path}` };
}
