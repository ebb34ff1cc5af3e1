//! A request that the pager made.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, Request};
use url::Url;

/// A request that the pager made, from [`Replay::requests`](super::Replay::requests).
///
/// ```
/// # use pagination_core::Paginated;
/// # use pagination_core::testing::{Recorded, Replay};
/// # #[derive(serde::Deserialize, Paginated)]
/// # #[offset(body = "/offset", stop(short_page))]
/// # struct Names { names: Vec<String> }
/// let replay = Replay::new([Recorded::json(r#"{"names": []}"#)]);
/// replay.post("https://api.example/names?team=1", "{}").paginate::<Names>().items().next();
///
/// let requests = replay.requests();
/// let sent = requests.first().expect("one request");
/// assert_eq!(sent.query("team").as_deref(), Some("1"));
/// assert_eq!(sent.json(), Some(serde_json::json!({"offset": 0})));
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Sent {
    /// The method.
    pub method: Method,
    /// The URL, with its query exactly as sent.
    pub url: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty if there is none.
    pub body: Bytes,
    parsed: Url,
}

impl Sent {
    pub(super) fn new(request: Request<Bytes>, parsed: Url) -> Self {
        let (head, body) = request.into_parts();
        Self { method: head.method, url: head.uri.to_string(), headers: head.headers, body, parsed }
    }

    pub(super) fn parsed(&self) -> &Url {
        &self.parsed
    }

    /// The first value of this query parameter, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        self.parsed.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// All pairs of the query, decoded, in order.
    pub fn pairs(&self) -> Vec<(String, String)> {
        self.parsed.query_pairs().map(|(key, value)| (key.into_owned(), value.into_owned())).collect()
    }

    /// The first value of this header, if it is ASCII text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON; `None` if it is not JSON.
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The first value of this field of a form-encoded body, decoded.
    pub fn form(&self, name: &str) -> Option<String> {
        let found = url::form_urlencoded::parse(&self.body).find(|(key, _)| key == name);
        found.map(|(_, value)| value.into_owned())
    }
}

/// Shows everything, secrets included: the messages of a test should show what was sent.
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
