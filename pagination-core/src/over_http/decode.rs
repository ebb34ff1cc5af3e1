//! Decodes a JSON body, and says where and why it cannot be decoded: the path, and the type and length of what was found. Its value may
//! be a cursor or a secret, and is never shown.

mod json_tree;
mod refusal;
mod tree_deserializer;

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::reported::reported;
use crate::error::{Decode, Problem};
use crate::outside_text;
use crate::page::Head;
use crate::redact;
use crate::spec::Spec;
use crate::transport::Decoder;
use json_tree::{Tree, counted};

/// The path of a body's root.
const ROOT: &str = ".";

fn content_type(headers: &HeaderMap) -> Option<String> {
    headers.get(CONTENT_TYPE).map(|kind| String::from_utf8_lossy(kind.as_bytes()).into_owned())
}

/// Decodes a JSON body straight into `P`. A body that cannot be decoded is decoded once more, to find the place and what is there.
///
/// A byte order mark before the JSON is passed over, as RFC 8259 §8.1 allows.
pub(super) fn decode<P: DeserializeOwned>(spec: &'static Spec, head: &Head, body: &[u8]) -> Result<P, Problem> {
    let json = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    serde_json::from_slice(json).map_err(|error| {
        let (path, found) = diagnose::<P>(json, &error, content_type(&head.headers).as_deref());
        problem(spec, head, body, path, found)
    })
}

/// Decodes a body with the decoder that the caller chose, whose message may quote the body.
pub(super) fn decode_with<P>(spec: &'static Spec, head: &Head, body: &[u8], decoder: Decoder<P>) -> Result<P, Problem> {
    decoder(body).map_err(|_| {
        let found = format!(
            "the codec refuses a body of {}; decode the `body` of this error with it to see why",
            counted(body.len(), "byte")
        );
        problem(spec, head, body, ROOT.to_owned(), found)
    })
}

fn problem(spec: &'static Spec, head: &Head, body: &[u8], path: String, found: String) -> Problem {
    Problem::Decode(Box::new(Decode {
        response: spec.response,
        url: redact::url(&head.url),
        path,
        found,
        status: head.status,
        content_type: content_type(&head.headers),
        reported: reported(body),
        body: body.to_vec(),
    }))
}

/// The path in the body where it could not be decoded, and what was found there.
fn diagnose<P: DeserializeOwned>(
    json: &[u8],
    error: &serde_json::Error,
    content_type: Option<&str>,
) -> (String, String) {
    if json.trim_ascii().is_empty() {
        return (ROOT.to_owned(), "the body is empty".to_owned());
    }
    let broken = match serde_json::from_slice::<Tree>(json) {
        Ok(tree) => match serde_path_to_error::deserialize::<_, P>(&tree) {
            Err(refusal) => {
                let path = refusal.path();
                return (shown(path), refusal.inner().message(tree.at(path)));
            }
            // The type reads more than values, such as the text of a number.
            Ok(_) => None,
        },
        Err(error) => Some(error),
    };
    if broken.is_some()
        && let Some(kind) = markup(json, content_type)
    {
        return (ROOT.to_owned(), format!("expected JSON, found {kind} of {}", counted(json.len(), "byte")));
    }
    // A type may refuse a value before the place where the body stops being JSON. The invalid JSON is then the real cause. A body
    // that is only nested too deeply to be read a second time is JSON.
    let is_json = |broken: &serde_json::Error| broken.to_string().starts_with("recursion limit");
    let broken = broken.filter(|broken| error.is_data() && !is_json(broken));
    let path = match serde_path_to_error::deserialize::<_, P>(&mut serde_json::Deserializer::from_slice(json)) {
        Err(located) if broken.is_none() => shown(located.path()),
        // The value itself is right, and something follows it.
        _ => ROOT.to_owned(),
    };
    let error = broken.as_ref().unwrap_or(error);
    let found = match error.classify() {
        // These messages quote nothing.
        Category::Eof => format!("the JSON is cut off after {}: {error}", counted(json.len(), "byte")),
        Category::Syntax | Category::Io => {
            format!("expected JSON, found {} that are not: {error}", counted(json.len(), "byte"))
        }
        Category::Data => {
            format!("the type refuses what was found at line {} column {}", error.line(), error.column())
        }
    };
    (path, found)
}

/// The path, as a message may show it.
fn shown(path: &serde_path_to_error::Path) -> String {
    outside_text::shortened(known_part(&path.to_string()), 200)
}

/// A path ends in `?` where not even the name of a member could be read: then the object that contains it is named.
fn known_part(path: &str) -> &str {
    match path.strip_suffix('?') {
        Some("") => ROOT,
        Some(parent) => parent.strip_suffix('.').unwrap_or(path),
        None => path,
    }
}

/// What markup the body is, if it is any.
fn markup(body: &[u8], content_type: Option<&str>) -> Option<&'static str> {
    let start = body.trim_ascii_start();
    if !start.starts_with(b"<") {
        return None;
    }
    let begins = |tag: &[u8]| start.get(..tag.len()).is_some_and(|there| there.eq_ignore_ascii_case(tag));
    let html = content_type.is_some_and(|kind| kind.contains("html")) || begins(b"<html") || begins(b"<!doctype html");
    Some(if html { "HTML" } else { "XML" })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod properties;
