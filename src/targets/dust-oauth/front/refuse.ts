import { type ErrorDetail, EXIT, UserError } from "../../../errors.ts";
import type { ProviderDeclaration } from "../declaration.ts";

// The flow sets these itself.
const PARAMETERS = new Set(
  "client_id code_challenge code_challenge_method redirect_uri response_type scope state".split(" "),
);
// The host keeps these of every connection under the same roof as the inputs.
const METADATA = new Set(
  "code_challenge code_verifier from_connection_id mcp_server_id redirect_uri scope use_case user_id workspace_id".split(
    " ",
  ),
);

/** Refuses a declaration that no strategy can be made of, all problems at once: exit 2. */
export function refuseUnfitDeclaration(declared: ProviderDeclaration): void {
  const details = [...parameterProblems(declared), ...inputProblems(declared)];
  if (details.length === 0) return;
  throw new UserError(
    "spec-unfit",
    `The OAuth provider "${declared.provider}" cannot be scaffolded as declared. Nothing was written.`,
    {
      exitCode: EXIT.usage,
      hint: "Change the section auth of the spec.",
      details,
    },
  );
}

function parameterProblems({ authorizationParams }: ProviderDeclaration): ErrorDetail[] {
  const taken = Object.keys(authorizationParams).filter((name) => PARAMETERS.has(name));
  return taken.map((name) => ({ message: `auth.authorizationParams.${name}: is set by the flow itself` }));
}

function inputProblems({ credentialInputs: inputs }: ProviderDeclaration): ErrorDetail[] {
  const keys = inputs.map(({ key }) => key);
  const problem = (index: number, message: string) => ({ message: `auth.credentialInputs.${index}.key: ${message}` });
  const own = inputs.flatMap(({ key, secret }, index) => {
    if (METADATA.has(key)) return [problem(index, `"${key}" is kept of every connection by the host`)];
    if (keys.indexOf(key) < index) return [problem(index, `"${key}" is there twice`)];
    if (key === "client_id" && secret) {
      return [problem(index, `"client_id" cannot be secret: it stands in the address that people are sent to`)];
    }
    const isSealed = secret || key === "client_secret";
    return isSealed && !keys.includes("client_id")
      ? [
          problem(
            index,
            `"${key}" is secret, and secrets are kept with a client of the customer: "client_id" is missing`,
          ),
        ]
      : [];
  });
  return own;
}
