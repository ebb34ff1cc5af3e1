//! How an answer is read.

use std::hash::Hasher;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use url::Url;

use crate::error::{Decode, Problem, Status};
use crate::page::{Head, Page};
use crate::page_request::PageRequest;
use crate::position::Fingerprint;
use crate::redact;
use crate::spec::Spec;
use crate::transport::{Decoder, Reply};

/// Makes an answer a page, the end of the list, or an error. `url` is the one that answered, after redirects.
///
/// The body is hashed: two equal ones in a row mean that the server ignores the position.
pub fn read<P: DeserializeOwned>(
    spec: &'static Spec,
    ask: &PageRequest,
    status: StatusCode,
    headers: HeaderMap,
    url: &Url,
    body: &[u8],
) -> Result<Reply<P>, Problem> {
    read_with(spec, ask, status, headers, url, body, None)
}

/// As [`read`], with the decoder that the caller chose, if one was chosen.
pub fn read_with<P: DeserializeOwned>(
    spec: &'static Spec,
    ask: &PageRequest,
    status: StatusCode,
    headers: HeaderMap,
    url: &Url,
    body: &[u8],
    decoder: Option<Decoder<P>>,
) -> Result<Reply<P>, Problem> {
    let declared = |statuses: &[u16]| statuses.contains(&status.as_u16());
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) || declared(spec.empty) {
        return Ok(Reply::Empty);
    }
    if !status.is_success() {
        let failure = Box::new(Status { status, headers, body: body.to_vec(), url: redact::url(url.as_str()) });
        let stored = ask.position.is_some() || ask.since.is_some();
        return Err(if stored && declared(spec.expired) {
            Problem::Expired(failure)
        } else {
            Problem::Status(failure)
        });
    }
    let response = match decoder {
        None => decode(spec.response, url.as_str(), status, &headers, body)?,
        Some(decoder) => decoder(body).map_err(|error| {
            Problem::Decode(Box::new(Decode {
                response: spec.response,
                url: redact::url(url.as_str()),
                path: ROOT.to_owned(),
                found: shortened(&error.to_string(), 300),
                status,
                content_type: content_type(&headers),
                body: body.to_vec(),
            }))
        })?,
    };
    let page = Page::with_head(response, Head { status, headers, url: url.as_str().to_owned() });
    Ok(Reply::Page(page, Some(fingerprint(body))))
}

/// How the root of a body is named.
const ROOT: &str = ".";

fn content_type(headers: &HeaderMap) -> Option<String> {
    headers.get(CONTENT_TYPE).map(|kind| String::from_utf8_lossy(kind.as_bytes()).into_owned())
}

fn fingerprint(body: &[u8]) -> u64 {
    let mut hasher = Fingerprint::default();
    hasher.write(body);
    hasher.finish()
}

/// Reads a JSON body straight into `P`. A body that cannot be read is read once more, to name the place and what stands there.
///
/// A byte order mark before the JSON is passed over, as RFC 8259 §8.1 allows.
pub fn decode<P: DeserializeOwned>(
    response: &'static str,
    url: &str,
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<P, Problem> {
    let json = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    serde_json::from_slice(json).map_err(|error| {
        let content_type = content_type(headers);
        let (path, found) = diagnose::<P>(json, &error, content_type.as_deref());
        Problem::Decode(Box::new(Decode {
            response,
            url: redact::url(url),
            path,
            found,
            status,
            content_type,
            body: body.to_vec(),
        }))
    })
}

/// The place in the body where it could not be read, and what was found there.
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
        // The value itself is sound, and something follows it.
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

/// Where not even the name of a member could be read, a path ends in `?`: the place is then the object that it is in.
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
    // Characters have at most four bytes; white space is given some room.
    let text = String::from_utf8_lossy(body.get(..MOST * 8).unwrap_or(body));
    let words: Vec<_> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    if line.chars().count() > MOST || body.len() > MOST * 8 {
        return line.chars().take(MOST).chain(['…']).collect();
    }
    line
}

/// A message may quote a value of any length: what stands between its ends is left out.
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
