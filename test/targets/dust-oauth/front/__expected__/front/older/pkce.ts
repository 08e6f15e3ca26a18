import { createHash, randomBytes } from "crypto";

type PKCEConfig = {
  code_verifier: string;
  code_challenge: string;
};

// RFC 7636: the verifier stays with the connection, its S256 challenge goes to the vendor.
export async function getPKCEConfig(): Promise<PKCEConfig> {
  const verifier = randomBytes(32).toString("base64url");
  return {
    code_verifier: verifier,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  };
}
