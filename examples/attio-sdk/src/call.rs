//! A list's request as plain data. The async and the blocking client both build theirs from it.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Map, Value};

/// How long a request may take.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(30);

#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) query: Vec<(&'static str, String)>,
    /// The members of a JSON body; empty for a list that is read with GET.
    pub(crate) body: Map<String, Value>,
}

impl Call {
    pub(crate) fn get(path: &'static str) -> Self {
        Self { method: Method::GET, path, query: Vec::new(), body: Map::new() }
    }

    pub(crate) fn post(path: &'static str) -> Self {
        Self { method: Method::POST, ..Self::get(path) }
    }
}

/// Where the requests go, and their credentials.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) base_url: String,
    pub(crate) token: String,
}

impl Site {
    pub(crate) fn new(token: String) -> Self {
        Self { base_url: "https://api.attio.com".to_owned(), token }
    }

    pub(crate) fn url(&self, call: &Call) -> String {
        format!("{}{}", self.base_url.trim_end_matches('/'), call.path)
    }
}

/// Without the token, since clients end up in logs.
impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}
