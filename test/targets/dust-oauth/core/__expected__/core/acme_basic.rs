use crate::{
    oauth::{
        connection::{
            Connection, ConnectionProvider, FinalizeResult, Provider, ProviderError, RefreshResult,
            PROVIDER_TIMEOUT_SECONDS,
        },
        credential::Credential,
        providers::utils::{execute_request, ProviderHttpRequestError},
    },
    utils,
};
use anyhow::{anyhow, Result};
use async_trait::async_trait;
use lazy_static::lazy_static;
use std::env;

lazy_static! {
    static ref OAUTH_ACME_BASIC_CLIENT_ID: String = env::var("OAUTH_ACME_BASIC_CLIENT_ID").unwrap();
    static ref OAUTH_ACME_BASIC_CLIENT_SECRET: String =
        env::var("OAUTH_ACME_BASIC_CLIENT_SECRET").unwrap();
}

const NAME: &str = "Acme Basic";
const TOKEN_URL: &str = "http://auth.acme-crm.example/oauth/token";

pub struct AcmeBasicConnectionProvider {
    token_url: String,
}

struct Client {
    id: String,
    secret: String,
}

impl AcmeBasicConnectionProvider {
    pub fn new() -> Self {
        Self {
            token_url: TOKEN_URL.to_string(),
        }
    }

    async fn token_request(
        &self,
        client: &Client,
        grant: &[(&str, &str)],
    ) -> Result<serde_json::Value, ProviderError> {
        let params = grant.to_vec();
        let req = self
            .reqwest_client()
            .post(&self.token_url)
            .header("Accept", "application/json")
            .basic_auth(&client.id, Some(&client.secret))
            .form(&params);
        execute_request(self.id(), req)
            .await
            .map_err(|e| self.handle_provider_request_error(e))
    }

    async fn exchange_code(
        &self,
        client: &Client,
        code: &str,
        redirect_uri: &str,
    ) -> Result<FinalizeResult, ProviderError> {
        let grant = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect_uri),
        ];
        let raw_json = self.token_request(client, &grant).await?;

        Ok(FinalizeResult {
            redirect_uri: redirect_uri.to_string(),
            code: code.to_string(),
            access_token: access_token(&raw_json)?,
            access_token_expiry: expiry(&raw_json),
            refresh_token: refresh_token(&raw_json),
            raw_json,
            extra_metadata: None,
        })
    }

    async fn refresh_token(
        &self,
        client: &Client,
        current: String,
    ) -> Result<RefreshResult, ProviderError> {
        let grant = [("grant_type", "refresh_token"), ("refresh_token", &current)];
        let raw_json = self.token_request(client, &grant).await?;

        Ok(RefreshResult {
            access_token: access_token(&raw_json)?,
            access_token_expiry: expiry(&raw_json),
            // Each refresh yields a new refresh token; should one be left out, the current one stays.
            refresh_token: refresh_token(&raw_json).or(Some(current)),
            raw_json,
        })
    }
}

fn client() -> Client {
    Client {
        id: OAUTH_ACME_BASIC_CLIENT_ID.clone(),
        secret: OAUTH_ACME_BASIC_CLIENT_SECRET.clone(),
    }
}

fn access_token(raw_json: &serde_json::Value) -> Result<String> {
    raw_json["access_token"]
        .as_str()
        .map(String::from)
        .ok_or_else(|| anyhow!("Missing `access_token` in response from {}", NAME))
}

fn refresh_token(raw_json: &serde_json::Value) -> Option<String> {
    raw_json["refresh_token"].as_str().map(String::from)
}

// In milliseconds. Vendors that answer form-encoded send the number as a string.
fn expiry(raw_json: &serde_json::Value) -> Option<u64> {
    let expires_in = &raw_json["expires_in"];
    let seconds = expires_in
        .as_u64()
        .or_else(|| expires_in.as_str()?.parse().ok())?;
    let life = seconds
        .saturating_sub(PROVIDER_TIMEOUT_SECONDS)
        .saturating_mul(1000);
    Some(utils::now().saturating_add(life))
}

#[async_trait]
impl Provider for AcmeBasicConnectionProvider {
    fn id(&self) -> ConnectionProvider {
        ConnectionProvider::AcmeBasic
    }

    async fn finalize(
        &self,
        _connection: &Connection,
        _related_credentials: Option<Credential>,
        code: &str,
        redirect_uri: &str,
    ) -> Result<FinalizeResult, ProviderError> {
        let client = client();
        self.exchange_code(&client, code, redirect_uri).await
    }

    async fn refresh(
        &self,
        connection: &Connection,
        _related_credentials: Option<Credential>,
    ) -> Result<RefreshResult, ProviderError> {
        let current = connection
            .unseal_refresh_token()?
            .ok_or_else(|| anyhow!("Missing `refresh_token` in {} connection", NAME))?;
        self.refresh_token(&client(), current).await
    }

    fn scrubbed_raw_json(&self, raw_json: &serde_json::Value) -> Result<serde_json::Value> {
        let mut scrubbed = raw_json.clone();
        if let Some(map) = scrubbed.as_object_mut() {
            map.remove("access_token");
            map.remove("refresh_token");
            map.remove("id_token");
        }
        Ok(scrubbed)
    }

    fn handle_provider_request_error(&self, error: ProviderHttpRequestError) -> ProviderError {
        match &error {
            ProviderHttpRequestError::RequestFailed {
                status, message, ..
            } if [400, 401, 403].contains(status) && message.contains("invalid_grant") => {
                ProviderError::TokenRevokedError
            }
            _ => self.default_handle_provider_request_error(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    type Subject = AcmeBasicConnectionProvider;

    const TOKENS: &str = r#"{"access_token":"new-access","refresh_token":"new-refresh","id_token":"i","expires_in":3600,"scope":"s"}"#;

    async fn start() -> (TcpListener, Subject) {
        let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let token_url = format!("http://{}/token", server.local_addr().unwrap());
        (server, Subject { token_url })
    }

    fn vendor_client() -> Client {
        Client {
            id: "id".to_string(),
            secret: "secret".to_string(),
        }
    }

    // Whether the head and as much of a body as it announces have come.
    fn is_whole(request: &str) -> bool {
        let (head, body) = match request.split_once("\r\n\r\n") {
            Some(parts) => parts,
            None => return false,
        };
        let announced = head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
            .map_or(0, |(_, length)| length.parse().unwrap());
        body.len() >= announced
    }

    // Answers one request, and returns its text.
    async fn answer(server: &TcpListener, status: &str, body: &str) -> String {
        let (mut stream, _) = server.accept().await.unwrap();
        let mut request = String::new();
        let mut chunk = [0; 4096];
        while !is_whole(&request) {
            let count = stream.read(&mut chunk).await.unwrap();
            assert!(count > 0, "the request ended early: {}", request);
            request.push_str(std::str::from_utf8(&chunk[..count]).unwrap());
        }
        let head = "Content-Type: application/json\r\nConnection: close";
        let length = body.len();
        let response =
            format!("HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {length}\r\n\r\n{body}");
        stream.write_all(response.as_bytes()).await.unwrap();
        request
    }

    async fn exchanged(
        status: &str,
        body: &str,
    ) -> (String, Result<FinalizeResult, ProviderError>) {
        let (server, subject) = start().await;
        let client = vendor_client();
        let exchange = subject.exchange_code(&client, "a-code", "back");
        tokio::join!(answer(&server, status, body), exchange)
    }

    async fn refreshed(status: &str, body: &str) -> (String, Result<RefreshResult, ProviderError>) {
        let (server, subject) = start().await;
        let client = vendor_client();
        let refresh = subject.refresh_token(&client, "current".to_string());
        tokio::join!(answer(&server, status, body), refresh)
    }

    fn assert_sent(request: &str, key: &str, value: &str) {
        let (_, body) = request.split_once("\r\n\r\n").unwrap();
        let pair = format!("{}={}", key, value);
        assert!(body.split('&').any(|each| each == pair), "{}", body);
    }

    fn assert_authenticated(request: &str) {
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        assert!(head.contains("Basic aWQ6c2VjcmV0"), "{}", head);
        assert!(!body.contains("client_"), "{}", body);
    }

    #[test]
    fn the_wire_name_is_that_of_the_front() {
        let expected = "acme_basic";
        assert_eq!(Subject::new().id().to_string(), expected);
        assert_eq!(Subject::new().token_url, TOKEN_URL);
    }

    #[tokio::test]
    async fn a_code_is_exchanged() {
        let before = utils::now();
        let (request, result) = exchanged("200 OK", TOKENS).await;
        assert_authenticated(&request);
        assert_sent(&request, "grant_type", "authorization_code");
        assert_sent(&request, "code", "a-code");
        assert_sent(&request, "redirect_uri", "back");
        let result = result.unwrap();
        assert_eq!(result.code, "a-code");
        assert_eq!(result.redirect_uri, "back");
        assert_eq!(result.access_token, "new-access");
        assert_eq!(result.refresh_token.as_deref(), Some("new-refresh"));
        let life = (3600 - PROVIDER_TIMEOUT_SECONDS) * 1000;
        let expiry = result.access_token_expiry.unwrap();
        assert!(expiry >= before + life && expiry <= utils::now() + life);
    }

    #[tokio::test]
    async fn a_rotated_refresh_token_replaces_the_current_one() {
        let (request, result) = refreshed("200 OK", TOKENS).await;
        assert_authenticated(&request);
        assert_sent(&request, "grant_type", "refresh_token");
        assert_sent(&request, "refresh_token", "current");
        let result = result.unwrap();
        assert_eq!(result.access_token, "new-access");
        assert_eq!(result.refresh_token.as_deref(), Some("new-refresh"));
    }

    #[tokio::test]
    async fn the_current_refresh_token_is_kept_when_none_is_sent() {
        let (_, result) = refreshed("200 OK", r#"{"access_token":"a"}"#).await;
        assert_eq!(result.unwrap().refresh_token.as_deref(), Some("current"));
    }

    #[test]
    fn an_expiry_is_never_before_now() {
        let before = utils::now();
        for seconds in [serde_json::json!(3), serde_json::json!("3")] {
            let expiry = expiry(&serde_json::json!({ "expires_in": seconds })).unwrap();
            assert!(expiry >= before && expiry <= utils::now());
        }
        let longest = expiry(&serde_json::json!({ "expires_in": u64::MAX }));
        assert_eq!(longest, Some(u64::MAX));
    }

    #[test]
    fn a_token_without_an_expiry_does_not_expire() {
        assert_eq!(expiry(&serde_json::json!({})), None);
    }

    #[tokio::test]
    async fn a_revoked_token_is_told_from_other_failures() {
        let refused = r#"{"error":"invalid_grant"}"#;
        for status in ["400 Bad Request", "401 Unauthorized", "403 Forbidden"] {
            let (_, result) = refreshed(status, refused).await;
            assert!(matches!(result, Err(ProviderError::TokenRevokedError)));
        }
        for (status, body) in [
            ("500 Internal Server Error", refused),
            ("400 Bad Request", r#"{"error":"invalid_client"}"#),
        ] {
            let (_, result) = refreshed(status, body).await;
            let is_revoked = matches!(result, Err(ProviderError::TokenRevokedError));
            assert!(result.is_err() && !is_revoked);
        }
    }

    #[tokio::test]
    async fn an_answer_without_an_access_token_is_an_error() {
        assert!(exchanged("200 OK", "{}").await.1.is_err());
        assert!(refreshed("200 OK", "{}").await.1.is_err());
    }

    #[test]
    fn no_token_is_left_in_what_is_scrubbed() {
        let raw_json = serde_json::from_str(TOKENS).unwrap();
        let scrubbed = Subject::new().scrubbed_raw_json(&raw_json).unwrap();
        assert_eq!(
            scrubbed,
            serde_json::json!({ "expires_in": 3600, "scope": "s" })
        );
    }
}
