//! Decodes a JSON body, and says where and why it cannot be decoded.

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::error::{Decode, Problem};
use crate::page::Head;
use crate::redact;
use crate::spec::Spec;
use crate::transport::Decoder;

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

/// Decodes a body with the decoder that the caller chose.
pub(super) fn decode_with<P>(spec: &'static Spec, head: &Head, body: &[u8], decoder: Decoder<P>) -> Result<P, Problem> {
    decoder(body).map_err(|error| problem(spec, head, body, ROOT.to_owned(), shortened(&error.to_string(), 300)))
}

fn problem(spec: &'static Spec, head: &Head, body: &[u8], path: String, found: String) -> Problem {
    Problem::Decode(Box::new(Decode {
        response: spec.response,
        url: redact::url(&head.url),
        path,
        found,
        status: head.status,
        content_type: content_type(&head.headers),
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
    if error.is_syntax()
        && let Some(kind) = markup(json, content_type)
    {
        return (ROOT.to_owned(), format!("found {kind} where JSON was expected: `{}`", beginning(json)));
    }
    let mut reader = serde_json::Deserializer::from_slice(json);
    let (path, located) = match serde_path_to_error::deserialize::<_, P>(&mut reader) {
        // The value itself is right, and something follows it.
        Ok(_) => (ROOT.to_owned(), None),
        Err(located) => (known_part(&located.path().to_string()).to_owned(), Some(located.into_inner())),
    };
    let error = located.as_ref().unwrap_or(error);
    let message = shortened(&error.to_string(), 300);
    let found = match error.classify() {
        Category::Eof => format!("the JSON is cut off after {} bytes: {message}", json.len()),
        Category::Data if path != ROOT => message,
        Category::Data | Category::Syntax | Category::Io => format!("{message}; found `{}`", beginning(json)),
    };
    (path, found)
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

/// The first characters of a body, on one line.
fn beginning(body: &[u8]) -> String {
    const MOST: usize = 100;
    // A character has at most four bytes, and there may be white space between.
    let text = String::from_utf8_lossy(body.get(..MOST * 8).unwrap_or(body));
    let words: Vec<_> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    if line.chars().count() > MOST || body.len() > MOST * 8 {
        return line.chars().take(MOST).chain(['…']).collect();
    }
    line
}

/// A message may quote a value of any length: its middle is left out.
fn shortened(message: &str, most: usize) -> String {
    let count = message.chars().count();
    if count <= most {
        return message.to_owned();
    }
    let end = most / 3;
    message.chars().take(most - end).chain(['…']).chain(message.chars().skip(count - end)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests;
