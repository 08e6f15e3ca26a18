import type { ProviderDeclaration } from "../../../../src/targets/dust-oauth/declaration.ts";
import { declared, ownClient } from "../front/declarations.ts";

const publicClient = ownClient.filter(({ key }) => key === "client_id");

/** Providers that together ask for everything that the core can be asked for, with names of many lengths. */
export const CORE_VARIETY: readonly ProviderDeclaration[] = [
  declared(),
  declared({
    provider: "bravo",
    title: 'Bravo {} "B" \\ é 日本',
    pkce: true,
    tokenAuth: "basic",
    rotatesRefreshToken: true,
  }),
  declared({ provider: "x2y", title: "X2Y", tokenFormat: "json", defaultExpiresIn: 7200 }),
  declared({ provider: "delta_and_more_words", title: "Delta", tokenFormat: "json", tokenAuth: "basic", pkce: true }),
  declared({ provider: "echo_client", title: "Echo", pkce: true, credentialInputs: ownClient, defaultExpiresIn: 5 }),
  declared({ provider: "fox_2", title: "Foxtrot", tokenAuth: "basic", credentialInputs: ownClient }),
  declared({ provider: "golf_with_a_longer_name", title: "Golf", tokenFormat: "json", credentialInputs: publicClient }),
  declared({ provider: "hotel", title: "Hotel", tokenAuth: "basic", credentialInputs: publicClient, pkce: true }),
  declared({
    provider: "zulu_of_a_rather_long_name_of_40_letters_",
    title: `Zulu ${"of a long title ".repeat(7)}`,
    tokenUrl: `https://auth.zulu.example/${"a-long-path/".repeat(8)}token`,
    credentialInputs: ownClient,
  }),
];
