import { CONFIG, CONNECTION, faults, LIB, REGISTRY, rs, TYPES, ts } from "./case.ts";

const ACME = ts("acme_crm");
const ITEM = '  "acme_crm",\n';
const NAME = '  acme_crm: "Acme CRM",\n';
const CASE = '    case "acme_crm":\n';
const ROW = "  acme_crm: new AcmeCrmOAuthProvider(),\n";
const IMPORT = 'import { AcmeCrmOAuthProvider } from "@app/lib/api/oauth/providers/acme_crm";\n';
const GETTER = / {2}getOAuthAcmeCrmClientId[\s\S]*?\n {2}\},\n/;

/** Faults of the front's lists of providers, and of what both programs must have. */
export const frontRegistries = faults([
  ["front-lists", "no item", "acme_crm", [REGISTRY, "  acme_crm: new"], [TYPES, ITEM, ""]],
  ["front-lists", "a misspelt item", "acme_crm", [TYPES, '  "acme_cmr"'], [TYPES, ITEM, '  "acme_cmr",\n']],
  ["front-lists", "no name", "acme_crm", [TYPES, '  "acme_crm",'], [TYPES, NAME, ""]],
  ["front-lists", "a misspelt name", "acme_crm", [TYPES, "  acmecrm:"], [TYPES, NAME, '  acmecrm: "Acme CRM",\n']],
  ["front-lists", "no case", "acme_crm", [TYPES, '  "acme_crm",'], [TYPES, CASE, ""]],
  ["front-lists", "no row", "acme_crm", [TYPES, '  "acme_crm",'], [REGISTRY, ROW, ""]],
  [
    "front-lists",
    "a misspelt row",
    "acme_crm",
    [REGISTRY, "  acme_cmr: new"],
    [REGISTRY, "  acme_crm: new", "  acme_cmr: new"],
  ],
  [
    "front-lists",
    "an item alone",
    "wikis",
    [TYPES, '  "wikis",'],
    [TYPES, '  "ukg_ready",', '  "ukg_ready",\n  "wikis",'],
  ],
  [
    "front-file",
    "the class of another provider",
    "acme_crm",
    [REGISTRY, "  acme_crm: new"],
    [REGISTRY, "acme_crm: new AcmeCrm", "acme_crm: new Hubspot"],
  ],
  [
    "front-file",
    "a file with another name",
    "acme_crm",
    [REGISTRY, "  acme_crm: new"],
    [REGISTRY, "oauth/providers/acme_crm", "oauth/providers/acme"],
    [ts("acme"), null, "export class AcmeCrmOAuthProvider {}\n"],
  ],
  ["front-file", "no file", "acme_crm", [REGISTRY, "  acme_crm: new"], [ACME, null, ""]],
  [
    "both-sides",
    "a provider of the front alone",
    "acme_crm",
    [TYPES, '  "acme_crm",'],
    [rs("acme_crm"), null, ""],
    [LIB, "        pub mod acme_crm;\n", ""],
    [CONNECTION, /acme_crm::AcmeCrmConnectionProvider,\s*/, ""],
    [CONNECTION, "    AcmeCrm,\n", ""],
    [CONNECTION, "        ConnectionProvider::AcmeCrm => Box::new(AcmeCrmConnectionProvider::new()),\n", ""],
  ],
  [
    "both-sides",
    "a provider of the core alone",
    "acme_crm",
    [CONNECTION, "    AcmeCrm,"],
    [TYPES, ITEM, ""],
    [TYPES, NAME, ""],
    [TYPES, CASE, ""],
    [REGISTRY, IMPORT, ""],
    [REGISTRY, ROW, ""],
    [ACME, null, ""],
    [CONFIG, GETTER, ""],
  ],
  [
    "same-env",
    "another variable in the front",
    "acme_crm",
    [CONFIG, '"OAUTH_ACME_CRM_APP_CLIENT_ID"'],
    [CONFIG, "OAUTH_ACME_CRM_CLIENT_ID", "OAUTH_ACME_CRM_APP_CLIENT_ID"],
  ],
  [
    "same-env",
    "another variable in the core",
    "hubspot",
    [CONFIG, '"OAUTH_HUBSPOT_CLIENT_ID"'],
    [rs("hubspot"), /OAUTH_HUBSPOT_CLIENT_ID/g, "OAUTH_HUBSPOT_APP_CLIENT_ID"],
  ],
]);

const RELATED = `
  async getRelatedCredential(
    _auth: Authenticator,
    { extraConfig }: { extraConfig: ExtraConfigType }
  ) {
    const content = { client_id: extraConfig.client_id };
    return new Ok({ content, metadata: { workspace_id: "", user_id: "" } });
  }
`;

/** Faults of strategies. */
export const frontCode = faults([
  [
    "front-finalize-name",
    "another provider",
    "acme_crm",
    [ACME, 'provider: "hubspot"'],
    [ACME, 'provider: "acme_crm"', 'provider: "hubspot"'],
  ],
  [
    "front-finalize-name",
    "the form of an earlier checkout",
    "acme_crm",
    [ACME, 'finalizeUriForProvider("acme_crm")'],
    [ACME, 'finalizeUriForProvider({ provider: "acme_crm", connection })', 'finalizeUriForProvider("acme_crm")'],
  ],
  [
    "front-finalize-name",
    "the name of what it extends",
    "mcp_static",
    [ts("mcp_static"), '|"mcp"'],
    [ts("mcp_static"), '"mcp_static"', '"mcp"'],
  ],
  [
    "front-finalize-name",
    "another provider in a template",
    "jira",
    [ts("jira"), "      `&redirect_uri="],
    [ts("jira"), 'provider: "jira"', 'provider: "github"'],
  ],
  ["front-config", "no getter", "acme_crm", [ACME, "config.getOAuthAcmeCrmClientId"], [CONFIG, GETTER, ""]],
  [
    "front-config",
    "a getter of another variable",
    "acme_crm",
    [CONFIG, 'getEnvVariable("OAUTH_HUBSPOT_CLIENT_ID");\n  },\n  getOAuthFresh'],
    [CONFIG, "OAUTH_ACME_CRM_CLIENT_ID", "OAUTH_HUBSPOT_CLIENT_ID"],
  ],
  [
    "front-config",
    "the getter of another provider",
    "acme_crm",
    [ACME, "config.getOAuthHubspotClientId"],
    [ACME, "getOAuthAcmeCrmClientId", "getOAuthHubspotClientId"],
  ],
  [
    "front-state",
    "something else",
    "acme_crm",
    [ACME, '.set("state"'],
    [ACME, '"state", connection.connection_id', '"state", connection.metadata.workspace_id'],
  ],
  [
    "front-state",
    "none",
    "hubspot",
    [ts("hubspot"), "  |setupUri("],
    [ts("hubspot"), / {4}url\.searchParams\.set\("state".*\n/, ""],
  ],
  [
    "front-state",
    "something else in a template",
    "jira",
    [ts("jira"), "`&state="],
    [ts("jira"), "state=${connection.connection_id}", "state=${connection.provider}"],
  ],
  [
    "front-state",
    "something else in an object",
    "servicenow",
    [ts("servicenow"), "state: connection.provider"],
    [ts("servicenow"), "state: connection.connection_id", "state: connection.provider"],
  ],
  [
    "front-updated-config",
    "a credential and the configuration as it was",
    "salesforce",
    [ts("salesforce"), "async |getRelatedCredential("],
    [ts("salesforce"), "async getUpdatedExtraConfig(", "async updatedExtraConfig("],
  ],
  [
    "front-secret-leak",
    "all but the server",
    "servicenow",
    [ts("servicenow"), "async |getUpdatedExtraConfig("],
    [ts("servicenow"), "client_secret: _secret, mcp_server_id, ...rest", "mcp_server_id, ...rest"],
  ],
  [
    "front-secret-leak",
    "all",
    "mcp",
    [ts("mcp"), "async |getUpdatedExtraConfig("],
    [ts("mcp"), "return { ...rest, ...pkce }", "return { ...extraConfig, ...pkce }"],
  ],
  [
    "front-secret-leak",
    "the secret by name",
    "salesforce",
    [ts("salesforce"), "async |getUpdatedExtraConfig("],
    [ts("salesforce"), "return { ...rest, ...(await", "return { ...rest, client_secret: _secret, ...(await"],
  ],
  [
    "front-input-keys",
    "a key that is no credential",
    "freshservice",
    [TYPES, "        freshworks_org_url: {"],
    [TYPES, '  "freshworks_org_url",\n', ""],
  ],
  [
    "front-input-keys",
    "a misspelt key",
    "ukg_ready",
    [TYPES, "        ukg_ready_companyid: {"],
    [TYPES, "        ukg_ready_company_id: {", "        ukg_ready_companyid: {"],
  ],
  [
    "front-encoding",
    "scopes",
    "jira",
    [ts("jira"), "`&scope="],
    [ts("jira"), "${encodeURIComponent(scopes)}", "${scopes}"],
  ],
  [
    "front-encoding",
    "the address",
    "github",
    [ts("github"), "`&redirect_uri="],
    [
      ts("github"),
      '${encodeURIComponent(finalizeUriForProvider({ provider: "github", connection }))}',
      '${finalizeUriForProvider({ provider: "github", connection })}',
    ],
  ],
  [
    "front-encoding",
    "what a customer gives, in a path",
    "ukg_ready",
    [ts("ukg_ready"), "!${company}"],
    [ts("ukg_ready"), "encodeURIComponent(ukg_ready_company_id)", "ukg_ready_company_id"],
  ],
  [
    "front-encoding",
    "what a customer gives, in a query",
    "servicenow",
    [ts("servicenow"), "oauth_auth.do?"],
    [ts("servicenow"), "oauth_auth.do?${query}", "oauth_auth.do?login=${extraConfig?.login}&${query}"],
  ],
  [
    "core-from-panics",
    "a credential that the core has no place for",
    "acme_crm",
    [ACME, "async |getRelatedCredential("],
    [ACME, "\n  async getUpdatedExtraConfig", `${RELATED}\n  async getUpdatedExtraConfig`],
  ],
]);

const SERVERS = "front/lib/api/actions/servers";

/** Faults of servers, of which a strategy says less than they offer. */
export const serverFaults = faults([
  [
    "front-personal",
    "no key is taken",
    "github",
    [`${SERVERS}/github/metadata.ts`, '"personal_actions"'],
    [ts("github"), / {4}if \(useCase === "personal_actions"[\s\S]*?\n {4}\}\n/, ""],
  ],
  [
    "front-personal",
    "other keys are wanted",
    "salesforce",
    [`${SERVERS}/salesforce/metadata.ts`, '"personal_actions"'],
    [
      ts("salesforce"),
      '    if (useCase === "personal_actions" && extraConfig.mcp_server_id) {\n      return true;\n    }\n',
      "",
    ],
  ],
  [
    "front-personal",
    "another use case takes it",
    "servicenow",
    [`${SERVERS}/servicenow/metadata.ts`, '"personal_actions"'],
    [
      ts("servicenow"),
      'useCase === "personal_actions" && extraConfig.mcp_server_id',
      'useCase === "bot" && extraConfig.mcp_server_id',
    ],
  ],
  [
    "front-use-case",
    "a case less",
    "slack",
    [`${SERVERS}/slack_personal/metadata.ts`, '"personal_actions"'],
    [ts("slack_tools"), '      case "personal_actions":', '      case "bot":'],
  ],
  [
    "front-use-case",
    "a condition",
    "slack_bot",
    [`${SERVERS}/slack_bot/metadata.ts`, '"platform_actions"'],
    [
      ts("slack"),
      "setupUri({ connection }: { connection: OAuthConnectionType }) {",
      'setupUri({ connection, useCase }: { connection: OAuthConnectionType; useCase: string }) {\n    if (useCase !== "bot") {\n      throw new Error("Only bots");\n    }',
    ],
  ],
]);
