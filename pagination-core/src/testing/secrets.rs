//! Replaces secrets before anything is written: each by the same placeholder, wherever it comes again and however it is encoded there.
//!
//! What is a secret is known by its place: a header, a parameter or a member whose name says so. Whatever was found in such a place is
//! then looked for everywhere. Who cannot tell replaces too much rather than too little.

mod encoded;
mod json;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SET_COOKIE};
use percent_encoding::percent_decode_str;

use encoded::View;

/// A name that contains one of these, with `_`, `-` and case left out, is that of a secret.
const PARTS: [&str; 18] = [
    "token",
    "secret",
    "passw",
    "apikey",
    "accesskey",
    "privatekey",
    "credential",
    "signature",
    "authorization",
    "sessionid",
    "jwt",
    "csrf",
    "xsrf",
    "bearer",
    "cookie",
    "appkey",
    "authkey",
    "passphrase",
];
/// A name that is one of these, too.
const NAMES: [&str; 9] = ["auth", "xauth", "sig", "pwd", "pass", "sid", "session", "hmac", "pat"];
/// Names of parameters and headers alone: a member `key` is mostly no secret.
const OF_REQUESTS: [&str; 2] = ["key", "code"];
/// A secret of such a name is a position: a request has to bring it back.
const POSITIONS: [&str; 7] = ["next", "page", "cursor", "continuation", "sync", "marker", "scroll"];

/// A shorter value is replaced only where it is the whole of a parameter, a header or a string: inside of others, it would be
/// anywhere.
const SHORTEST: usize = 4;
/// A number of fewer digits is replaced nowhere: it is a count, a page or a flag.
const FEWEST_DIGITS: usize = 6;

/// Begins the placeholder of a secret.
pub(super) const REDACTED: &str = "redacted-";
/// Begins the placeholder of a position.
pub(super) const POSITION: &str = "position-";

#[derive(Default)]
pub(super) struct Secrets {
    /// Names that the caller has declared, without `_`, `-` and case.
    declared: Vec<String>,
    /// The placeholder of each secret.
    known: BTreeMap<String, String>,
    /// Those that are looked for inside of other texts, the longest first.
    inside: Vec<String>,
    count: usize,
    /// A secret was learned that may have been written before.
    has_new: bool,
}

fn normal(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_position_name(name: &str) -> bool {
    POSITIONS.iter().any(|part| normal(name).contains(part))
}

/// Whether a string is a placeholder, or contains one.
pub(super) fn has_placeholder(text: &str) -> bool {
    text.match_indices(REDACTED).any(|(at, found)| {
        text.get(at + found.len()..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
    })
}

impl Secrets {
    pub(super) fn declare(&mut self, name: &str) {
        self.declared.push(normal(name));
    }

    fn is_secret_name(&self, name: &str) -> bool {
        let name = normal(name);
        PARTS.iter().any(|part| name.contains(part)) || NAMES.contains(&&*name) || self.declared.contains(&name)
    }

    fn is_secret_parameter(&self, name: &str) -> bool {
        self.is_secret_name(name) || OF_REQUESTS.contains(&&*normal(name))
    }

    /// Whether a secret was learned since the last call that may have been written before.
    pub(super) fn take_new(&mut self) -> bool {
        std::mem::take(&mut self.has_new)
    }

    /// From now on, this value is replaced.
    fn learn(&mut self, value: &str, is_position: bool) {
        let value = value.trim();
        let is_placeholder = [REDACTED, POSITION].iter().any(|prefix| value.starts_with(prefix));
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
        if value.is_empty()
            || is_placeholder
            || self.known.contains_key(value)
            || (is_number && value.len() < FEWEST_DIGITS)
        {
            return;
        }
        let placeholder = if is_number {
            self.number_in_place_of(value)
        } else {
            self.count = self.count.saturating_add(1);
            format!("{}{}", if is_position { POSITION } else { REDACTED }, self.count)
        };
        self.known.insert(value.to_owned(), placeholder);
        if value.chars().count() >= SHORTEST {
            let at = self.inside.partition_point(|longer| longer.len() >= value.len());
            self.inside.insert(at, value.to_owned());
        }
        self.has_new |= !is_position;
    }

    /// Another number of as many digits, so that it fits where this one did.
    fn number_in_place_of(&mut self, number: &str) -> String {
        loop {
            self.count = self.count.saturating_add(1);
            let count = self.count.to_string();
            let zeros = number.len().saturating_sub(count.len()).saturating_sub(1);
            let placeholder = format!("1{}{count}", "0".repeat(zeros));
            if placeholder != number {
                return placeholder;
            }
        }
    }

    fn learn_named(&mut self, name: &str, value: &str) {
        self.learn(value, is_position_name(name));
    }

    /// Learns what the headers of a request say. `exempt` is where the position is written.
    pub(super) fn learn_request_headers(&mut self, headers: &HeaderMap, exempt: Option<&str>) {
        for (name, value) in headers {
            let text = String::from_utf8_lossy(value.as_bytes());
            if *name == AUTHORIZATION || *name == PROXY_AUTHORIZATION {
                self.learn_credentials(&text);
            } else if *name == COOKIE {
                text.split(';').filter_map(|pair| pair.split_once('=')).for_each(|(_, value)| self.learn(value, false));
            } else if exempt.is_some_and(|exempt| exempt.eq_ignore_ascii_case(name.as_str())) {
            } else if value.is_sensitive() || self.is_secret_parameter(name.as_str()) {
                self.learn_named(name.as_str(), &text);
            } else {
                self.learn_text(&text);
            }
        }
    }

    fn learn_credentials(&mut self, text: &str) {
        self.learn(text, false);
        let Some((scheme, credentials)) = text.trim().split_once(' ') else { return };
        self.learn(credentials, false);
        if !scheme.eq_ignore_ascii_case("basic") {
            // Such as `Digest username="…", response="…"`.
            credentials.split([',', ' ']).filter_map(|pair| pair.split_once('=')).for_each(|(_, value)| {
                let value = value.trim_matches(['"', '=']);
                if value.len() >= SHORTEST {
                    self.learn(value, false);
                }
            });
            return;
        }
        let Some(decoded) = encoded::base64(credentials.trim()).and_then(|bytes| String::from_utf8(bytes).ok()) else {
            return;
        };
        self.learn(&decoded, false);
        if let Some((user, password)) = decoded.split_once(':') {
            self.learn(password, false);
            self.learn(user, false);
        }
    }

    /// Learns what the headers of a response say.
    pub(super) fn learn_response_headers(&mut self, headers: &HeaderMap) {
        for (name, value) in headers {
            let text = String::from_utf8_lossy(value.as_bytes());
            if *name == SET_COOKIE {
                let pair = text.split(';').next().and_then(|pair| pair.split_once('='));
                if let Some((_, value)) = pair {
                    self.learn(value.trim_matches('"'), false);
                }
            } else if self.is_secret_name(name.as_str()) {
                self.learn_named(name.as_str(), &text);
            } else {
                self.learn_text(&text);
            }
        }
    }

    /// Learns the userinfo and the parameters of a URL. `exempt` is where the position is written.
    pub(super) fn learn_url(&mut self, url: &url::Url, exempt: Option<&str>) {
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        self.learn(&decoded(url.username()), false);
        self.learn(&url.password().map(decoded).unwrap_or_default(), false);
        for (name, value) in url.query_pairs() {
            if self.is_secret_parameter(&name) && exempt != Some(&*name) {
                self.learn_named(&name, &value);
            }
        }
    }

    /// Learns the secret fields of a form. `exempt` is where the position is written.
    fn learn_form(&mut self, text: &str, exempt: Option<&str>) {
        for (name, value) in url::form_urlencoded::parse(text.as_bytes()) {
            if self.is_secret_parameter(&name) && exempt != Some(&*name) {
                self.learn_named(&name, &value);
            }
        }
    }

    /// Learns the secret members of a body, or the fields of a form.
    pub(super) fn learn_body(&mut self, body: &[u8], is_form: bool, exempt: Option<&str>) {
        let Ok(text) = std::str::from_utf8(body) else { return };
        if is_form {
            return self.learn_form(text, exempt);
        }
        let mut found = Vec::new();
        let is_json = json::visit(text, &|name| self.is_secret_name(name), &mut |token| {
            found.push((token.name.to_owned(), token.text.clone(), token.is_secret));
            None
        });
        if is_json.is_none() {
            return self.learn_text(text);
        }
        for (name, text, is_secret) in found {
            if is_secret {
                if exempt != Some(&*name) {
                    self.learn_named(&name, &text);
                }
            } else {
                self.learn_text(&text);
            }
        }
    }

    /// Learns the userinfo and the secret parameters of the URLs in a string.
    fn learn_text(&mut self, text: &str) {
        for (name, value) in parameters(text) {
            let name = text.get(name).map(decoded_part).unwrap_or_default();
            if self.is_secret_parameter(&name) {
                let value = text.get(value).unwrap_or_default();
                self.learn_named(&name, &decoded_part(value));
                self.learn_named(&name, &percent_decode_str(value).decode_utf8_lossy());
            }
        }
        for (at, slashes) in text.match_indices("//") {
            let rest = text.get(at + slashes.len()..).unwrap_or_default();
            let authority = rest.split(['/', '?', '#', ' ', '"', '<', '>']).next().unwrap_or_default();
            if let Some((userinfo, _)) = authority.rsplit_once('@') {
                let (user, password) = userinfo.split_once(':').unwrap_or((userinfo, ""));
                self.learn(&percent_decode_str(password).decode_utf8_lossy(), false);
                self.learn(&percent_decode_str(user).decode_utf8_lossy(), false);
            }
        }
    }

    /// The text with a placeholder for each secret in it.
    pub(super) fn redact(&self, text: &str) -> String {
        if self.known.is_empty() {
            return text.to_owned();
        }
        if let Some(placeholder) = self.known.get(text.trim()) {
            return placeholder.clone();
        }
        let mut found: Vec<(Range<usize>, Cow<'_, str>)> = Vec::new();
        for (_, value) in parameters(text) {
            let part = text.get(value.clone()).unwrap_or_default();
            let placeholder = self
                .known
                .get(&decoded_part(part))
                .or_else(|| self.known.get(&*percent_decode_str(part).decode_utf8_lossy()));
            found.extend(placeholder.map(|placeholder| (value, placeholder.into())));
        }
        for view in encoded::views(text) {
            self.find_in(&view, &mut found);
        }
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let (mut redacted, mut end) = (String::new(), 0);
        for (range, placeholder) in found {
            if range.start >= end {
                redacted.push_str(text.get(end..range.start).unwrap_or_default());
                redacted.push_str(&placeholder);
            }
            // One that begins inside of another, and ends after it, goes with it.
            end = end.max(range.end);
        }
        redacted.push_str(text.get(end..).unwrap_or_default());
        redacted
    }

    fn find_in<'s>(&'s self, view: &View, found: &mut Vec<(Range<usize>, Cow<'s, str>)>) {
        for secret in &self.inside {
            let placeholder = self.known.get(secret).map_or(REDACTED, String::as_str);
            found.extend(view.all(secret.as_bytes()).map(|range| (range, placeholder.into())));
        }
        for (range, word) in view.words() {
            let holds_secret = encoded::decodings(&word).any(|decoded| self.is_in(&decoded, 2));
            if holds_secret {
                // A part of its fingerprint: the same word has the same placeholder, without being remembered.
                found.push((range, format!("{POSITION}{}", encoded::fingerprint(&word)).into()));
            }
        }
    }

    /// Whether a secret is in these bytes, also encoded.
    fn is_in(&self, bytes: &[u8], depth: u8) -> bool {
        let text = String::from_utf8_lossy(bytes);
        let first = |secret: &String| secret.as_bytes().first().is_some_and(|first| bytes.contains(first));
        if depth == 0 && !self.inside.iter().any(first) && !text.contains(['%', '\\', '+']) {
            return false;
        }
        encoded::views(&text).iter().any(|view| {
            self.inside.iter().any(|secret| view.all(secret.as_bytes()).next().is_some())
                || (depth > 0
                    && view
                        .words()
                        .iter()
                        .any(|(_, word)| encoded::decodings(word).any(|decoded| self.is_in(&decoded, depth - 1))))
        })
    }

    /// A JSON text with its secrets replaced; `None` where it is no JSON.
    pub(super) fn redact_json(&self, text: &str) -> Option<String> {
        json::visit(text, &|name| self.is_secret_name(name), &mut |token| {
            if token.is_number {
                // Only as a whole: a part of a number is no secret.
                return self.known.get(&*token.text).cloned();
            }
            let redacted = self.redact(&token.text);
            (redacted != token.text).then_some(redacted)
        })
    }

    /// A body with its secrets replaced.
    pub(super) fn redact_body(&self, body: &[u8], is_form: bool) -> Bytes {
        let Ok(text) = std::str::from_utf8(body) else {
            // It cannot be searched as a string. One that holds a secret is not written.
            let is_clean = !self.is_in(body, 1);
            return if is_clean { Bytes::copy_from_slice(body) } else { Bytes::from_static(b"redacted") };
        };
        if is_form {
            return self.redact_query(text).into();
        }
        self.redact_json(text).unwrap_or_else(|| self.redact(text)).into()
    }

    /// A URL without userinfo and fragment, with its secrets replaced.
    pub(super) fn redact_url(&self, url: &url::Url) -> String {
        let mut url = url.clone();
        // A URL that cannot have userinfo has none.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_fragment(None);
        self.redact(url.as_str())
    }

    fn redact_query(&self, query: &str) -> String {
        let redacted = self.redact(&format!("?{query}"));
        redacted.strip_prefix('?').map(str::to_owned).unwrap_or(redacted)
    }

    /// The headers of a response that a page may need, with their secrets replaced.
    pub(super) fn redact_headers(&self, headers: &HeaderMap) -> Vec<(String, String)> {
        let texts = headers.iter().filter(|(name, _)| **name != SET_COOKIE && !LEFT_OUT.contains(&name.as_str()));
        texts.map(|(name, value)| (name.to_string(), self.redact(&String::from_utf8_lossy(value.as_bytes())))).collect()
    }
}

/// Headers that are about the connection or the moment.
const LEFT_OUT: [&str; 8] = [
    "connection",
    "content-encoding",
    "content-length",
    "date",
    "keep-alive",
    "server",
    "transfer-encoding",
    "alt-svc",
];

/// As a query is decoded.
fn decoded_part(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// Where the names and values are of all that looks like parameters of a URL.
fn parameters(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(['?', '&']) {
        let start = at.saturating_add(1);
        let Some(rest) = text.get(start..) else { continue };
        let length = rest.find(['&', '#', '>', '<', '"', '\'', ' ', '\n', '\\']).unwrap_or(rest.len());
        let Some((name, value)) = rest.get(..length).and_then(|pair| pair.split_once('=')) else { continue };
        let value_start = start.saturating_add(name.len()).saturating_add(1);
        found.push((start..start.saturating_add(name.len()), value_start..value_start.saturating_add(value.len())));
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests;
