//! Parses the `Link` response header, as RFC 8288 §3 and its appendices B.2 and B.3 specify: several header lines, several links in
//! one line, commas inside `<…>` and inside quotes, parameters in any case, quoted or not, and several relation types in one `rel`.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::LINK;

/// One link: its target, exactly as written between `<` and `>`, and its parameters.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Link<'a> {
    pub(crate) target: &'a str,
    parameters: Vec<(&'a str, Cow<'a, str>)>,
}

impl Link<'_> {
    /// The first parameter with this name, in any case. Later ones are ignored, as RFC 8288 §3.3 requires of `rel`.
    pub(crate) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.parameters.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_ref().into())
    }

    fn has_rel(&self, rel: &str) -> bool {
        self.attribute("rel").is_some_and(|all| all.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(rel)))
    }

    /// Whether the link is about this page: it has no `anchor` (RFC 8288 §3.2), or one that is empty or equals the page's URL.
    fn is_about(&self, page: &str) -> bool {
        self.attribute("anchor").is_none_or(|anchor| anchor.is_empty() || anchor == page)
    }
}

/// The first link with this relation type about the page at `url`.
pub(crate) fn find<'a>(headers: &'a HeaderMap, rel: &str, url: &str) -> Option<Link<'a>> {
    headers
        .get_all(LINK)
        .iter()
        .filter_map(|value| std::str::from_utf8(value.as_bytes()).ok())
        .flat_map(parse)
        .find(|link| link.has_rel(rel) && link.is_about(url))
}

/// The links in one header value. Invalid text is skipped, up to the next comma.
pub(crate) fn parse(value: &str) -> impl Iterator<Item = Link<'_>> {
    let mut reader = Reader::new(value);
    std::iter::from_fn(move || {
        loop {
            reader.skip(|byte| byte == b',' || byte.is_ascii_whitespace());
            if reader.rest.is_empty() {
                return None;
            }
            let link = reader.link_value();
            if link.is_some() {
                return link;
            }
        }
    })
}

/// Reads a header value from its start to its end. Everything that is looked at is consumed, so it takes linear time, whatever the
/// text; `steps` counts it for the test.
struct Reader<'a> {
    rest: &'a str,
    /// Whether a `>` may follow. A `<` after the last one would otherwise look for it up to the end, again and again.
    may_close: bool,
    #[cfg(test)]
    steps: usize,
}

impl<'a> Reader<'a> {
    fn new(value: &'a str) -> Self {
        Self {
            rest: value,
            may_close: true,
            #[cfg(test)]
            steps: 0,
        }
    }

    /// The number of bytes before the first that is searched for. All that the reader looks at, it looks at here.
    #[cfg_attr(not(test), allow(clippy::needless_pass_by_ref_mut, reason = "a test counts the steps"))]
    fn find(&mut self, is_end: impl Fn(u8) -> bool) -> Option<usize> {
        let found = self.rest.bytes().position(is_end);
        #[cfg(test)]
        {
            self.steps += found.unwrap_or(self.rest.len()) + 1;
        }
        found
    }

    /// Takes the text before the first byte that is searched for, or all. The byte is one of ASCII.
    fn until(&mut self, is_end: impl Fn(u8) -> bool) -> &'a str {
        let end = self.find(is_end).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        text
    }

    fn skip(&mut self, is_skipped: impl Fn(u8) -> bool) {
        self.until(|byte| !is_skipped(byte));
    }

    fn skip_space(&mut self) {
        self.skip(|byte| byte.is_ascii_whitespace());
    }

    fn skip_past_comma(&mut self) {
        self.until(|byte| byte == b',');
        self.take(',');
    }

    /// Takes this character, if it is next.
    fn take(&mut self, character: char) -> bool {
        let rest = self.rest.strip_prefix(character);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn link_value(&mut self) -> Option<Link<'a>> {
        let target = self.target();
        let mut parameters = Vec::new();
        if target.is_some() {
            loop {
                self.skip_space();
                if !self.take(';') {
                    break;
                }
                parameters.extend(self.parameter());
            }
        }
        // Text between the last parameter and the comma is not part of the grammar.
        self.skip_past_comma();
        target.map(|target| Link { target, parameters })
    }

    fn target(&mut self) -> Option<&'a str> {
        if !self.may_close || !self.take('<') {
            return None;
        }
        let Some(end) = self.find(|byte| byte == b'>') else {
            self.may_close = false;
            return None;
        };
        let (target, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        self.take('>');
        Some(target.trim())
    }

    fn parameter(&mut self) -> Option<(&'a str, Cow<'a, str>)> {
        self.skip_space();
        let name = self.until(|byte| matches!(byte, b'=' | b';' | b',')).trim_end();
        let mut value = Cow::Borrowed("");
        if self.take('=') {
            self.skip_space();
            value = if self.take('"') {
                self.quoted_string()
            } else {
                self.until(|byte| matches!(byte, b';' | b',')).trim_end().into()
            };
        }
        (!name.is_empty()).then_some((name, value))
    }

    /// The content of a quoted string, after its opening quote.
    fn quoted_string(&mut self) -> Cow<'a, str> {
        let mut text = Cow::Borrowed("");
        loop {
            // Without an escape, `text` borrows.
            let piece = self.until(|byte| matches!(byte, b'"' | b'\\'));
            text += piece;
            if self.take('"') || !self.take('\\') {
                return text;
            }
            let mut rest = self.rest.chars();
            if let Some(escaped) = rest.next() {
                text.to_mut().push(escaped);
            }
            self.rest = rest.as_str();
        }
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
