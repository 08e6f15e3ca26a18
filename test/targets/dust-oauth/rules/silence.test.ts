import { describe, expect, test } from "vitest";
import { mutatedFiles } from "../../../support/fixture-host.ts";
import { oauthOverlay } from "../../../support/oauth-replica.ts";
import { checkOAuth } from "./checked.ts";
import { rs, ts } from "./mutations/case.ts";

const clean = oauthOverlay("dust-arrays", { byHand: true });

/** The rules that report something when a part of a file has another text. */
function reported(path: string, from: string | RegExp, to: string): string[] {
  return checkOAuth(mutatedFiles(clean, [[path, from, to]])).findings.map(({ rule }) =>
    rule.replace("dust/oauth-", ""),
  );
}

/** One shape: innocent as rules leave it alone, guilty as they report it. */
interface Pair {
  shape: string;
  innocent: string;
  guilty: string;
}

const ACME = rs("acme_crm");
const SCRUB = / {8}let mut scrubbed = raw_json\.clone\(\);[\s\S]*?Ok\(scrubbed\)/;
const KEPT = /Ok\(RefreshResult \{[\s\S]*?\}\)/;
const result = (value: string) =>
  `Ok(RefreshResult { access_token: access_token(&raw_json)?, access_token_expiry: expiry(&raw_json), refresh_token: ${value}, raw_json })`;
const EXPIRY = /\.map\(\|s\| utils::now\(\) \+ s\.saturating_sub\(PROVIDER_TIMEOUT_SECONDS\) \* 1000\)/;
const URL = / {4}const url = new URL\(AUTHORIZE_URL\);[\s\S]*?return url\.toString\(\);/;

const shapes: [rule: string, path: string, from: RegExp, pairs: Pair[]][] = [
  [
    "core-scrub",
    ACME,
    SCRUB,
    [
      {
        shape: "keys that a filter leaves out",
        innocent:
          'let map = raw_json.as_object().into_iter().flatten().filter(|(key, _)| !matches!(key.as_str(), "access_token" | "refresh_token" | "id_token"));\nOk(map.collect())',
        guilty:
          'let map = raw_json.as_object().into_iter().flatten().filter(|(key, _)| !matches!(key.as_str(), "access_token"));\nOk(map.collect())',
      },
      {
        shape: "keys that are picked",
        innocent: 'Ok(serde_json::json!({ "scope": raw_json["scope"] }))',
        guilty: 'Ok(serde_json::json!({ "all": raw_json }))',
      },
      {
        shape: "tokens that are written over",
        innocent:
          'let mut all = raw_json.clone();\nif let Some(map) = all.as_object_mut() { map.insert("access_token".into(), "***".into()); map.insert("refresh_token".into(), "***".into()); }\nOk(all)',
        guilty:
          'let mut all = raw_json.clone();\nif let Some(map) = all.as_object_mut() { map.insert("scope".into(), "***".into()); }\nOk(all)',
      },
    ],
  ],
  [
    "core-keep-refresh",
    ACME,
    KEPT,
    [
      {
        shape: "a choice in a condition",
        innocent: `let kept = if let Some(token) = raw_json["refresh_token"].as_str() { token.to_string() } else { current };\n${result("Some(kept)")}`,
        guilty: `let kept = if let Some(token) = raw_json["refresh_token"].as_str() { token.to_string() } else { String::new() };\n${result("Some(kept)")}`,
      },
      {
        shape: "a default in a closure",
        innocent: result('raw_json["refresh_token"].as_str().map(String::from).or_else(|| Some(current.clone()))'),
        guilty: result('raw_json["refresh_token"].as_str().map(String::from).or_else(|| None)'),
      },
      {
        shape: "what a request answers",
        innocent: result("self.token_request(&[]).await.ok().map(|_| current)"),
        guilty: result(
          'self.token_request(&[("refresh_token", &current)]).await?["refresh_token"].as_str().map(String::from)',
        ),
      },
    ],
  ],
  [
    "core-expiry",
    ACME,
    EXPIRY,
    [
      { shape: "a least value", innocent: ".map(|s| s.max(10) - 10)", guilty: ".map(|s| s.min(10) - 10)" },
      {
        shape: "a checked subtraction",
        innocent: ".and_then(|s| s.checked_sub(PROVIDER_TIMEOUT_SECONDS))",
        guilty: ".map(|s| s - PROVIDER_TIMEOUT_SECONDS)",
      },
    ],
  ],
  [
    "front-state",
    ts("acme_crm"),
    URL,
    [
      {
        shape: "a query that is made of an object with a name",
        innocent:
          'const query = { redirect_uri: finalizeUriForProvider({ provider: "acme_crm", connection }), state: connection.connection_id };\nreturn `${AUTHORIZE_URL}?${querystring.stringify(query)}`;',
        guilty:
          'const query = { redirect_uri: finalizeUriForProvider({ provider: "acme_crm", connection }), state: connection.provider };\nreturn `${AUTHORIZE_URL}?${querystring.stringify(query)}`;',
      },
      {
        shape: "a variable",
        innocent: "const id = connection.connection_id;\nreturn `${AUTHORIZE_URL}?state=${id}`;",
        guilty: "const id = connection.provider;\nreturn `${AUTHORIZE_URL}?state=${id}`;",
      },
    ],
  ],
  [
    "front-encoding",
    ts("acme_crm"),
    URL,
    [
      {
        shape: "a value that was encoded before",
        innocent:
          'const scope = encodeURIComponent(SCOPES.join(" "));\nreturn `${AUTHORIZE_URL}?state=${connection.connection_id}&scope=${scope}`;',
        guilty:
          'const scope = SCOPES.join(" ");\nreturn `${AUTHORIZE_URL}?state=${connection.connection_id}&scope=${scope}`;',
      },
      {
        shape: "the host of a customer",
        innocent: "return `https://${connection.metadata.host}/authorize?state=${connection.connection_id}`;",
        guilty:
          "return `https://acme.example/${connection.metadata.host}/authorize?state=${connection.connection_id}`;",
      },
    ],
  ],
];

describe.each(shapes)("dust/oauth-%s", (rule, path, from, pairs) => {
  test.each(pairs)("leaves $shape alone", ({ innocent }) => {
    expect(reported(path, from, innocent)).toEqual([]);
  });

  test.each(pairs)("reports the guilty twin of $shape", ({ guilty }) => {
    expect(reported(path, from, guilty)).toEqual([rule]);
  });
});
