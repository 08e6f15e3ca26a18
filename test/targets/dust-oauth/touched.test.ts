import { expect, test } from "vitest";
import { readProviders } from "../../../src/targets/dust-oauth/read.ts";
import { touchedProviders } from "../../../src/targets/dust-oauth/touched.ts";
import { type Mutation, mutatedFiles } from "../../support/fixture-host.ts";
import { oauthOverlay } from "../../support/oauth-replica.ts";
import { oauthHostOf } from "./rules/checked.ts";
import { CONFIG, CONNECTION, CREDENTIAL, LIB, rs, TYPES, ts } from "./rules/mutations/case.ts";

const clean = oauthOverlay("dust-arrays");

function stateOf(files: Readonly<Record<string, string>>) {
  const host = oauthHostOf(files);
  return { host, all: readProviders(host) };
}

const before = stateOf(clean);
const touchedBy = (edit: Mutation) => touchedProviders(stateOf(mutatedFiles(clean, [edit])), before, [edit[0]]);

const edits: [what: string, providers: string[], edit: Mutation][] = [
  ["a line above all rows", [], [LIB, "pub mod utils;", "// The core.\npub mod utils;"]],
  ["a file of the core", ["jira"], [rs("jira"), "Atlassian rotates", "Atlassian changes"]],
  ["a file of the front", ["hubspot"], [ts("hubspot"), "crm.objects.deals.read", "crm.objects.deals.write"]],
  ["a class that another extends", ["mcp", "mcp_static"], [ts("mcp"), '"S256"', '"plain"']],
  ["a module line", ["slack"], [LIB, "        pub mod slack;\n", ""]],
  ["an arm", ["jira"], [CONNECTION, "Box::new(JiraConnectionProvider", "Box::new(HubspotConnectionProvider"]],
  [
    "the keys of a credential",
    ["mcp"],
    [CREDENTIAL, 'CredentialProvider::Mcp => vec!["client_id"]', "CredentialProvider::Mcp => vec![]"],
  ],
  ["what people are asked for", ["freshservice"], [TYPES, "        freshworks_org_url: {", "        instance_url: {"]],
  ["a getter", ["slack"], [CONFIG, '"OAUTH_SLACK_CLIENT_ID"', '"OAUTH_SLACK_ID"']],
  ["a provider more", ["zendesk"], [CONNECTION, "    UkgReady,\n}", "    UkgReady,\n    Zendesk,\n}"]],
  ["a provider less", ["jira", "zira"], [TYPES, '  "jira",\n', '  "zira",\n']],
];

test.each(edits)("%s touches %j", (_, providers, edit) => {
  expect(touchedBy(edit)).toEqual({ servers: providers, shared: [] });
});

test("what all strategies are compared with is shared", () => {
  const path = "front/lib/api/oauth/utils.ts";
  expect(touchedBy([path, "connection?.redirect_uri", "connection?.metadata"]).shared).toEqual([path]);
});
