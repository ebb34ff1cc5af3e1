//! HAR files, as browsers save them and as people cut them: whatever is missing is empty.

use flate2::read::GzDecoder;
use serde_json::Value;
use std::io::Read;
use url::Url;

use super::Exchange;
use crate::schema::{list, text};

/// Whether a document is a HAR file, or a part of one.
pub fn is_har(document: &Value) -> bool {
    entries(document).is_some()
}

fn entries(document: &Value) -> Option<&[Value]> {
    let is_entry = |value: &Value| {
        value.get("request").is_some_and(Value::is_object) && value.get("response").is_some_and(Value::is_object)
    };
    if let Some(entries) =
        document.pointer("/log/entries").or_else(|| document.get("entries")).and_then(Value::as_array)
    {
        return Some(entries);
    }
    match document {
        Value::Array(entries) if !entries.is_empty() && entries.iter().all(is_entry) => Some(entries),
        entry if is_entry(entry) => Some(std::slice::from_ref(entry)),
        _ => None,
    }
}

/// The exchanges that succeeded with JSON, in the order of the file.
pub fn read(document: &Value) -> Vec<Exchange> {
    entries(document).unwrap_or_default().iter().filter_map(exchange).collect()
}

fn exchange(entry: &Value) -> Option<Exchange> {
    let request = entry.get("request")?;
    let response = entry.get("response")?;
    let status = response.get("status").and_then(Value::as_u64);
    if status.is_some_and(|status| !(200..300).contains(&status)) {
        return None;
    }
    let page: Value = serde_json::from_slice(&content(response.get("content")?)?).ok()?;
    let mut url = Url::parse(text(request, "url")).ok();
    // A file that was cut may have the query apart.
    if let Some(url) = url.as_mut().filter(|url| url.query().is_none()) {
        let pairs = list(request, "queryString");
        if !pairs.is_empty() {
            url.query_pairs_mut().extend_pairs(pairs.iter().map(|pair| (text(pair, "name"), text(pair, "value"))));
        }
    }
    let posted = request.get("postData").unwrap_or(&Value::Null);
    let mime = text(posted, "mimeType");
    let is_form = mime.contains("x-www-form-urlencoded");
    let mut form: Vec<(String, String)> = Vec::new();
    if is_form {
        form = list(posted, "params")
            .iter()
            .map(|pair| (text(pair, "name").to_owned(), text(pair, "value").to_owned()))
            .collect();
        if form.is_empty() {
            form = url::form_urlencoded::parse(text(posted, "text").as_bytes()).into_owned().collect();
        }
    }
    let body = serde_json::from_str(text(posted, "text")).ok().filter(|_| !is_form);
    let method = match text(request, "method") {
        "" => "GET".to_owned(),
        method => method.to_ascii_uppercase(),
    };
    let headers = list(response, "headers")
        .iter()
        .map(|header| (text(header, "name").to_owned(), text(header, "value").to_owned()))
        .collect();
    let request_headers = list(request, "headers")
        .iter()
        .map(|header| (text(header, "name").to_ascii_lowercase(), text(header, "value").to_owned()))
        .filter(|(name, _)| may_carry_a_position(name))
        .collect();
    Some(Exchange { method, url, body, form, request_headers, headers, page })
}

/// Not those of every browser, and none that holds a credential.
fn may_carry_a_position(name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "accept",
        "authorization",
        "cache-control",
        "connection",
        "content-",
        "cookie",
        "dnt",
        "host",
        "if-modified-since",
        "origin",
        "pragma",
        "priority",
        "proxy-",
        "referer",
        "sec-",
        "te",
        "traceparent",
        "upgrade-insecure-requests",
        "user-agent",
        "x-api-key",
        "x-csrf",
        "x-requested-with",
        "x-amz-",
        "x-request-id",
        "x-correlation-id",
        "api-key",
        "apikey",
        "date",
        ":",
    ];
    !name.is_empty()
        && !OTHERS.iter().any(|other| name == *other || other.ends_with(['-', ':']) && name.starts_with(other))
        && !name.starts_with("accept-")
}

fn content(content: &Value) -> Option<Vec<u8>> {
    let given = content.get("text")?.as_str()?;
    if text(content, "encoding") != "base64" {
        return Some(given.as_bytes().to_vec());
    }
    let bytes = base64(given)?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        GzDecoder::new(bytes.as_slice()).take(1 << 30).read_to_end(&mut plain).ok()?;
        return Some(plain);
    }
    Some(bytes)
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(value)) & 0x00ff_ffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded() {
        assert_eq!(base64("eyJhIjoxfQ==").unwrap(), b"{\"a\":1}");
        assert_eq!(base64("aGk").unwrap(), b"hi");
        assert_eq!(base64("?"), None);
    }
}
