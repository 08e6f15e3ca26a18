import type { OAuthRule } from "../judge/oauth-rule.ts";
import bothSides from "./oauth-both-sides.ts";
import coreCredential from "./oauth-core-credential.ts";
import coreEcho from "./oauth-core-echo.ts";
import coreEnv from "./oauth-core-env.ts";
import coreExpiry from "./oauth-core-expiry.ts";
import coreFromPanics from "./oauth-core-from-panics.ts";
import coreKeepRefresh from "./oauth-core-keep-refresh.ts";
import coreModule from "./oauth-core-module.ts";
import coreRegistered from "./oauth-core-registered.ts";
import coreScrub from "./oauth-core-scrub.ts";
import coreVariant from "./oauth-core-variant.ts";
import frontConfig from "./oauth-front-config.ts";
import frontEncoding from "./oauth-front-encoding.ts";
import frontFile from "./oauth-front-file.ts";
import frontFinalizeName from "./oauth-front-finalize-name.ts";
import frontInputKeys from "./oauth-front-input-keys.ts";
import frontLists from "./oauth-front-lists.ts";
import frontSecretLeak from "./oauth-front-secret-leak.ts";
import frontState from "./oauth-front-state.ts";
import frontUpdatedConfig from "./oauth-front-updated-config.ts";
import registryReadable from "./oauth-registry-readable.ts";
import sameEnv from "./oauth-same-env.ts";
import sourceReadable from "./oauth-source-readable.ts";

/** Every rule about an OAuth provider: registries, the core's code, the front's, then both together. */
export const rules: OAuthRule[] = [
  registryReadable,
  sourceReadable,
  coreModule,
  coreRegistered,
  frontLists,
  bothSides,
  coreVariant,
  coreEnv,
  coreScrub,
  coreKeepRefresh,
  coreEcho,
  coreExpiry,
  coreCredential,
  frontFile,
  coreFromPanics,
  frontFinalizeName,
  frontConfig,
  frontState,
  frontUpdatedConfig,
  frontSecretLeak,
  frontInputKeys,
  frontEncoding,
  sameEnv,
];
