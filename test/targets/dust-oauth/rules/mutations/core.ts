import { CONNECTION, CREDENTIAL, faults, LIB, rs, TYPES, ts } from "./case.ts";

const ACME = rs("acme_crm");
const MOD = rs("mod");
const LINE = "        pub mod acme_crm;\n";
const ARM = "        ConnectionProvider::AcmeCrm => Box::new(AcmeCrmConnectionProvider::new()),\n";
const SCRUB = "    fn |scrubbed_raw_json(";
const SALESFORCE = "            ConnectionProvider::Salesforce => CredentialProvider::Salesforce,\n";

/** Files that cannot be read: one finding each, and no guesses about the rest. */
export const unreadable = faults([
  [
    "registry-readable",
    "a brace that is never closed",
    null,
    [CONNECTION, "pub enum ConnectionProvider {{"],
    [CONNECTION, "enum ConnectionProvider {", "enum ConnectionProvider {{"],
  ],
  [
    "registry-readable",
    "a list that breaks off",
    null,
    [TYPES, 'freshservice"'],
    [TYPES, '  "freshservice",', '  "freshservice" "x",'],
  ],
  [
    "source-readable",
    "a brace that closes nothing",
    "jira",
    [rs("jira"), "|pub struct JiraConnectionProvider {}}"],
    [rs("jira"), "pub struct JiraConnectionProvider {}", "pub struct JiraConnectionProvider {}}"],
  ],
  [
    "source-readable",
    "a class that breaks off",
    "jira",
    [ts("jira"), "setupUri(("],
    [ts("jira"), "setupUri(", "setupUri(("],
  ],
]);

/** Faults of the core's registries: modules, variants, the list of what is used, the factory. */
export const coreRegistries = faults([
  ["core-module", "no module line", "acme_crm", [ACME, "use crate::{"], [LIB, LINE, ""]],
  ["core-module", "no file", "acme_crm", [LIB, "pub mod acme_crm;"], [ACME, null, ""]],
  [
    "core-module",
    "a module line where rustc does not look",
    "acme_crm",
    [ACME, "use crate::{"],
    [LIB, LINE, ""],
    [MOD, "pub mod github;", "pub mod acme_crm;\npub mod github;"],
  ],
  [
    "core-module",
    "a misspelt module line",
    "acme_crm",
    [LIB, "pub mod acme_cmr;"],
    [LIB, LINE, LINE.replace("crm", "cmr")],
  ],
  ["core-registered", "no variant", "acme_crm", [LIB, "pub mod acme_crm;"], [CONNECTION, "    AcmeCrm,\n", ""]],
  [
    "core-registered",
    "a misspelt variant",
    "acme_crm",
    [CONNECTION, "    AcmeCmr,"],
    [CONNECTION, "    AcmeCrm,", "    AcmeCmr,"],
  ],
  [
    "core-registered",
    "a variant with another name on the wire",
    "acme_crm",
    [CONNECTION, '|#[serde(rename = "acme-crm")]'],
    [CONNECTION, "    AcmeCrm,", '    #[serde(rename = "acme-crm")]\n    AcmeCrm,'],
  ],
  ["core-registered", "no arm", "acme_crm", [CONNECTION, "    AcmeCrm,"], [CONNECTION, ARM, ""]],
  [
    "core-registered",
    "an arm with another provider",
    "acme_crm",
    [CONNECTION, "AcmeCrm => Box::new(Hubspot"],
    [CONNECTION, "AcmeCrm => Box::new(AcmeCrm", "AcmeCrm => Box::new(Hubspot"],
  ],
  [
    "core-registered",
    "nothing used",
    "acme_crm",
    [CONNECTION, "Box::new(AcmeCrm"],
    [CONNECTION, /acme_crm::AcmeCrmConnectionProvider,\s*/, ""],
  ],
  [
    "core-registered",
    "the struct of another module",
    "acme_crm",
    [CONNECTION, "Box::new(AcmeCrm"],
    [CONNECTION, "acme_crm::AcmeCrmConnectionProvider", "jira::JiraConnectionProvider as AcmeCrmConnectionProvider"],
  ],
]);

/** Faults of credentials: their enum, the conversion with an arm that panics, the keys. */
export const coreCredentials = faults([
  [
    "core-credential",
    "left to the arm that panics",
    "salesforce",
    [CREDENTIAL, "    Salesforce,"],
    [CREDENTIAL, SALESFORCE, ""],
  ],
  [
    "core-credential",
    "the credential of another provider",
    "salesforce",
    [CREDENTIAL, "ConnectionProvider::Salesforce => CredentialProvider::Servicenow"],
    [CREDENTIAL, SALESFORCE, SALESFORCE.replace("::Salesforce,", "::Servicenow,")],
  ],
  [
    "core-credential",
    "no keys",
    "ukg_ready",
    [CREDENTIAL, "    UkgReady,"],
    [CREDENTIAL, '            CredentialProvider::UkgReady => vec!["client_id"],\n', ""],
  ],
  [
    "core-credential",
    "no variant",
    "ukg_ready",
    [rs("ukg_ready"), ".token_request(metadata, |related_credentials, &grant)"],
    [CREDENTIAL, "    UkgReady,\n", ""],
    [CREDENTIAL, "            ConnectionProvider::UkgReady => CredentialProvider::UkgReady,\n", ""],
    [CREDENTIAL, '            CredentialProvider::UkgReady => vec!["client_id"],\n', ""],
  ],
  [
    "core-credential",
    "a credential that nobody can have",
    "acme_crm",
    [ACME, "        let client = |related_credentials"],
    [ACME, "        _related_credentials", "        related_credentials"],
    [
      ACME,
      "        let code_verifier",
      '        let client = related_credentials.ok_or_else(|| anyhow!("Missing credential"))?;\n        let content = client.unseal_encrypted_content()?;\n        let code_verifier',
    ],
  ],
]);

/** Faults of a provider's code that compile. */
export const coreCode = faults([
  [
    "core-variant",
    "the id of another provider",
    "acme_crm",
    [ACME, "ConnectionProvider::Hubspot"],
    [
      ACME,
      "ConnectionProvider {\n        ConnectionProvider::AcmeCrm",
      "ConnectionProvider {\n        ConnectionProvider::Hubspot",
    ],
  ],
  [
    "core-variant",
    "requests in the name of another provider",
    "acme_crm",
    [ACME, "ConnectionProvider::Hubspot"],
    [ACME, "execute_request(ConnectionProvider::AcmeCrm", "execute_request(ConnectionProvider::Hubspot"],
  ],
  [
    "core-variant",
    "the id of what it delegates to",
    "mcp_static",
    [rs("mcp_static"), "ConnectionProvider::Mcp\n"],
    [rs("mcp_static"), "ConnectionProvider::McpStatic\n", "ConnectionProvider::Mcp\n"],
  ],
  [
    "core-env",
    "the variable of another provider",
    "acme_crm",
    [ACME, 'env::var("OAUTH_HUBSPOT_CLIENT_ID")'],
    [ACME, 'env::var("OAUTH_ACME_CRM_CLIENT_ID")', 'env::var("OAUTH_HUBSPOT_CLIENT_ID")'],
  ],
  [
    "core-env",
    "another name than the static's",
    "jira",
    [rs("jira"), 'env::var("OAUTH_JIRA_SECRET")'],
    [rs("jira"), 'env::var("OAUTH_JIRA_CLIENT_SECRET")', 'env::var("OAUTH_JIRA_SECRET")'],
  ],
  [
    "core-env",
    "static and variable of another provider",
    "slack",
    [rs("slack"), "OAUTH_JIRA_CLIENT_SECRET: String"],
    [rs("slack"), /OAUTH_SLACK_CLIENT_SECRET/g, "OAUTH_JIRA_CLIENT_SECRET"],
  ],
  [
    "core-scrub",
    "a refresh token that stays",
    "acme_crm",
    [ACME, SCRUB],
    [ACME, '            map.remove("refresh_token");\n', ""],
  ],
  [
    "core-scrub",
    "nothing removed",
    "hubspot",
    [rs("hubspot"), SCRUB],
    [rs("hubspot"), / {8}let mut scrubbed[\s\S]*?Ok\(scrubbed\)/, "        Ok(raw_json.clone())"],
  ],
  [
    "core-scrub",
    "a key that is only looked at",
    "github",
    [rs("github"), SCRUB],
    [rs("github"), 'map.remove("access_token")', 'map.get("access_token")'],
  ],
  [
    "core-scrub",
    "a list of keys that lacks one",
    "microsoft_tools",
    [rs("microsoft_tools"), SCRUB],
    [rs("microsoft_tools"), '["access_token", "refresh_token", "id_token"]', '["access_token", "id_token"]'],
  ],
  [
    "core-scrub",
    "a key that is kept in a closure",
    "salesforce",
    [rs("salesforce"), SCRUB],
    [rs("salesforce"), 'key != "access_token" && ', ""],
  ],
  [
    "core-scrub",
    "a token inside an object",
    "slack_tools",
    [rs("slack_tools"), SCRUB],
    [rs("slack_tools"), 'user.remove("access_token");', 'user.remove("id");'],
  ],
  [
    "core-scrub",
    "an id token that is asked for",
    "acme_crm",
    [ACME, SCRUB],
    [ACME, '            map.remove("id_token");\n', ""],
    ["front/lib/api/oauth/providers/acme_crm.ts", '"items:read", ', '"openid", "items:read", '],
  ],
  [
    "core-scrub",
    "an id token that is read",
    "jira",
    [rs("jira"), SCRUB],
    [
      rs("jira"),
      "            extra_metadata: None,",
      '            extra_metadata: identity(raw_json["id_token"].as_str()),',
    ],
  ],
  [
    "core-keep-refresh",
    "the vendor's answer alone",
    "acme_crm",
    [
      ACME,
      "Ok(RefreshResult {\n            access_token: access_token(&raw_json)?,\n            access_token_expiry: expiry(&raw_json),\n|            refresh_token",
    ],
    [ACME, "\n                .or(Some(current))", ""],
  ],
  [
    "core-keep-refresh",
    "the answer of a helper alone",
    "hubspot",
    [rs("hubspot"), "refresh_token: tokens.refresh_token.clone(),"],
    [rs("hubspot"), "tokens.refresh_token.clone().or(Some(current))", "tokens.refresh_token.clone()"],
  ],
  [
    "core-keep-refresh",
    "none",
    "google_drive",
    [rs("google_drive"), "            refresh_token: None"],
    [rs("google_drive"), "refresh_token: Some(refresh_token)", "refresh_token: None"],
  ],
  [
    "core-keep-refresh",
    "no check of what is missing",
    "servicenow",
    [rs("servicenow"), '            refresh_token: raw_json["refresh_token"]'],
    [rs("servicenow"), / {8}if result\.refresh_token\.is_none\(\) \{\n.*\n {8}\}\n/, ""],
  ],
  [
    "core-keep-refresh",
    "an empty text in its place",
    "jira",
    [rs("jira"), "            refresh_token: Some(refresh_token)"],
    [rs("jira"), "            None => refresh_token,", "            None => String::new(),"],
  ],
  [
    "core-echo",
    "no address",
    "acme_crm",
    [ACME, "redirect_uri: String::new()"],
    [ACME, "redirect_uri: redirect_uri.to_string()", "redirect_uri: String::new()"],
  ],
  [
    "core-echo",
    "the address for the code",
    "jira",
    [rs("jira"), "code: redirect_uri"],
    [rs("jira"), "code: code.to_string()", "code: redirect_uri.to_string()"],
  ],
  [
    "core-echo",
    "an empty code",
    "slack",
    [rs("slack"), 'code: "".'],
    [rs("slack"), "code: code.to_string()", 'code: "".to_string()'],
  ],
  [
    "core-echo",
    "a code of the answer",
    "github",
    [rs("github"), "            code: echoed"],
    [
      rs("github"),
      "        Ok(FinalizeResult {",
      '        let echoed = string_of(&raw_json, "code").unwrap_or_default();\n\n        Ok(FinalizeResult {',
    ],
    [rs("github"), "code: code.to_string()", "code: echoed"],
  ],
  [
    "core-expiry",
    "a plain subtraction",
    "acme_crm",
    [ACME, "(s - PROVIDER"],
    [ACME, "s.saturating_sub(PROVIDER_TIMEOUT_SECONDS) * 1000", "(s - PROVIDER_TIMEOUT_SECONDS) * 1000"],
  ],
  [
    "core-expiry",
    "a plain subtraction from a variable",
    "google_drive",
    [rs("google_drive"), "(expires_in - PROVIDER"],
    [
      rs("google_drive"),
      "expires_in.saturating_sub(PROVIDER_TIMEOUT_SECONDS)",
      "(expires_in - PROVIDER_TIMEOUT_SECONDS)",
    ],
  ],
  [
    "core-expiry",
    "a number in place of the constant",
    "ukg_ready",
    [rs("ukg_ready"), "(s - 10)"],
    [rs("ukg_ready"), "s * 1000", "(s - 10) * 1000"],
  ],
  [
    "core-expiry",
    "a margin of its own",
    "github",
    [rs("github"), "(seconds - MARGIN)"],
    [rs("github"), "seconds.saturating_sub(PROVIDER_TIMEOUT_SECONDS)", "(seconds - MARGIN)"],
  ],
]);
