import { oauthOverlay } from "../../../../support/oauth-replica.ts";
import type { OAuthFault } from "./case.ts";
import { coreCode, coreCredentials, coreRegistries, unreadable } from "./core.ts";
import { frontCode, frontRegistries } from "./front.ts";

/** Every fault of a provider. */
export const providerFaults: readonly OAuthFault[] = [
  ...unreadable,
  ...coreRegistries,
  ...coreCredentials,
  ...coreCode,
  ...frontRegistries,
  ...frontCode,
];

/** What the faults are put into: the sample with the provider `acme_crm`. */
export const sample = oauthOverlay("dust-arrays", { byHand: true });
