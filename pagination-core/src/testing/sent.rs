//! One request.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, Request};
use url::Url;

/// A request that the pager made.
#[derive(Clone)]
#[non_exhaustive]
pub struct Sent {
    /// The method.
    pub method: Method,
    /// The URL, with its query as it would be sent.
    pub url: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty where there is none.
    pub body: Bytes,
    parsed: Url,
}

impl Sent {
    pub(super) fn new(request: Request<Bytes>, parsed: Url) -> Self {
        let (head, body) = request.into_parts();
        Self { method: head.method, url: head.uri.to_string(), headers: head.headers, body, parsed }
    }

    /// The first value of this query parameter, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        self.parsed.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// The pairs of the query, decoded, in their order.
    pub fn pairs(&self) -> Vec<(String, String)> {
        self.parsed.query_pairs().map(|(key, value)| (key.into_owned(), value.into_owned())).collect()
    }

    /// The first value of this header, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON; `None` where it is none.
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The first value of this field of a form-encoded body, decoded.
    pub fn form(&self, name: &str) -> Option<String> {
        let found = url::form_urlencoded::parse(&self.body).find(|(key, _)| key == name);
        found.map(|(_, value)| value.into_owned())
    }
}

/// Whole: it is for tests, whose messages are to say what was sent.
impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sent")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &self.headers)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
