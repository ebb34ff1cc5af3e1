//! What the server records of each request.

use bytes::Bytes;
use http::{HeaderMap, Method};
use percent_encoding::percent_decode_str;

/// One request as it arrived.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LoggedRequest {
    /// The method.
    pub method: Method,
    /// The path, as it was sent.
    pub path: String,
    /// The query as it was sent, without the `?`.
    pub query: Option<String>,
    /// The query's pairs, decoded, in order.
    pub pairs: Vec<(String, String)>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl LoggedRequest {
    pub(crate) fn new(parts: http::request::Parts, body: Bytes) -> Self {
        let query = parts.uri.query().map(str::to_owned);
        Self {
            method: parts.method,
            path: parts.uri.path().to_owned(),
            pairs: query.as_deref().map(decode_pairs).unwrap_or_default(),
            query,
            headers: parts.headers,
            body,
        }
    }

    /// The path and the query, as they were sent.
    pub fn target(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone(),
        }
    }

    /// The first value of this query parameter, decoded.
    pub fn pair(&self, name: &str) -> Option<&str> {
        let pair = self.pairs.iter().find(|(key, _)| key == name);
        pair.map(|(_, value)| value.as_str())
    }

    /// The first value of this header, when it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON.
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

fn decode_pairs(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    let pairs = parts.map(|part| part.split_once('=').unwrap_or((part, "")));
    pairs.map(|(key, value)| (decode(key), decode(value))).collect()
}

fn decode(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}
