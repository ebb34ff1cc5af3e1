//! The request that a recorded response belongs to.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use http::Method;
use serde_json::Value;
use url::Url;

use super::secrets::has_placeholder;
use super::sent::Sent;
use crate::outside_text::clean;

/// The origin of an expected request that was given as a path; it is never compared.
const ANY_ORIGIN: &str = "http://localhost";

/// A request: everything but its origin and its headers.
#[derive(Debug, Clone)]
pub(super) struct Expected {
    method: Method,
    url: Url,
    /// A path alone has none.
    has_origin: bool,
    /// `None`: the body does not matter.
    body: Option<Bytes>,
}

/// The values of each parameter, in order.
type Pairs = BTreeMap<String, Vec<String>>;

impl Expected {
    pub(super) fn new(method: Method, url: &str) -> Option<Self> {
        let whole = Url::parse(url).ok();
        let has_origin = whole.is_some();
        let mut url = match whole {
            Some(whole) => whole,
            None => Url::parse(ANY_ORIGIN).ok()?.join(url).ok()?,
        };
        url.set_fragment(None);
        Some(Self { method, url, has_origin, body: None })
    }

    pub(super) fn with_body(mut self, body: Bytes) -> Self {
        self.body = Some(body);
        self
    }

    /// The origin, unless a path alone was given.
    pub(super) fn into_origin(self) -> Option<String> {
        self.has_origin.then(|| self.url.origin().ascii_serialization())
    }

    /// What a request differs in, without any value: nothing where it is this one.
    pub(super) fn differences(&self, sent: &Sent) -> Vec<String> {
        let mut differences = Vec::new();
        if sent.method != self.method {
            differences.push(format!("the method is {}", sent.method));
        }
        if sent.parsed().path() != self.url.path() {
            differences.push(format!("the path is `{}`", clean(sent.parsed().path())));
        }
        differences.extend(of_pairs("parameter", &query(&self.url), &query(sent.parsed())));
        if let Some(body) = self.body.as_ref().filter(|body| !same_body(body, &sent.body)) {
            match (form(body), form(&sent.body)) {
                // The order of its fields does not count.
                (Some(expected), Some(found)) if is_form(sent) => {
                    differences.extend(of_pairs("field", &expected, &found));
                }
                _ => differences.extend(of_json(body, &sent.body)),
            }
        }
        differences
    }
}

/// Without a value of the query, which may be a secret.
impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, clean(self.url.path()))?;
        let names: Vec<_> = query(&self.url).into_keys().map(|name| format!("{}=…", clean(&name))).collect();
        if names.is_empty() { Ok(()) } else { write!(f, "?{}", names.join("&")) }
    }
}

fn query(url: &Url) -> Pairs {
    pairs(url.query_pairs())
}

fn form(body: &[u8]) -> Option<Pairs> {
    std::str::from_utf8(body).ok().map(|text| pairs(url::form_urlencoded::parse(text.as_bytes())))
}

fn pairs<'a>(parsed: impl Iterator<Item = (std::borrow::Cow<'a, str>, std::borrow::Cow<'a, str>)>) -> Pairs {
    let mut pairs = Pairs::new();
    for (name, value) in parsed {
        pairs.entry(name.into_owned()).or_default().push(value.into_owned());
    }
    pairs
}

fn is_form(sent: &Sent) -> bool {
    sent.header("content-type").is_some_and(|kind| kind.contains("form-urlencoded"))
}

fn same_body(expected: &[u8], found: &[u8]) -> bool {
    let json = |body: &[u8]| serde_json::from_slice::<Value>(body).ok();
    expected == found || json(expected).zip(json(found)).is_some_and(|(expected, found)| same_json(&expected, &found))
}

/// The same, or a secret was replaced in the recording.
fn same_text(expected: &str, found: &str) -> bool {
    expected == found || (has_placeholder(expected) && !has_placeholder(found))
}

fn same_values(expected: &[String], found: &[String]) -> bool {
    expected.len() == found.len() && expected.iter().zip(found).all(|(expected, found)| same_text(expected, found))
}

fn same_json(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::String(expected), Value::String(found)) => same_text(expected, found),
        (Value::Array(expected), Value::Array(found)) => {
            let all = || expected.iter().zip(found).all(|(expected, found)| same_json(expected, found));
            expected.len() == found.len() && all()
        }
        (Value::Object(expected), Value::Object(found)) => {
            let is_secret = |value: &Value| value.as_str().is_some_and(has_placeholder);
            let is_same = |(name, value): (&String, &Value)| match found.get(name) {
                Some(there) => same_json(value, there),
                None => is_secret(value),
            };
            expected.iter().all(is_same) && found.keys().all(|name| expected.contains_key(name))
        }
        (expected, found) => expected == found,
    }
}

/// The names whose values differ.
fn of_pairs(what: &str, expected: &Pairs, found: &Pairs) -> Vec<String> {
    let is_missing = |(name, values): &(&String, &Vec<String>)| {
        !found.contains_key(*name) && !values.iter().all(|value| has_placeholder(value))
    };
    let missing = expected.iter().filter(is_missing).map(|(name, _)| (name, "is missing"));
    let more = found.keys().filter(|name| !expected.contains_key(*name)).map(|name| (name, "is one more"));
    let other =
        expected.iter().filter(|(name, value)| found.get(*name).is_some_and(|there| !same_values(value, there)));
    let other = other.map(|(name, _)| (name, "has another value"));
    missing.chain(more).chain(other).map(|(name, why)| format!("the {what} `{}` {why}", clean(name))).collect()
}

/// The members of a JSON body that differ.
fn of_json(expected: &[u8], found: &[u8]) -> Vec<String> {
    match (serde_json::from_slice(expected), serde_json::from_slice(found)) {
        (Ok(Value::Object(expected)), Ok(Value::Object(found))) => {
            let texts = |map: serde_json::Map<String, Value>| {
                map.into_iter().map(|(name, value)| (name, vec![value.to_string()])).collect::<Pairs>()
            };
            of_pairs("member", &texts(expected), &texts(found))
        }
        _ => vec!["the body is another one".to_owned()],
    }
}
