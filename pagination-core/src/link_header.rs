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
    let mut rest = value;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
            if rest.is_empty() {
                return None;
            }
            let (link, after) = link_value(rest);
            rest = after;
            if link.is_some() {
                return link;
            }
        }
    })
}

fn link_value(text: &str) -> (Option<Link<'_>>, &str) {
    let Some((target, mut rest)) = text.strip_prefix('<').and_then(|inner| inner.split_once('>')) else {
        return (None, text.split_once(',').map_or("", |(_, after)| after));
    };
    let mut parameters = Vec::new();
    loop {
        rest = rest.trim_start();
        let Some(after) = rest.strip_prefix(';') else { break };
        let (parameter, after) = parameter(after.trim_start());
        rest = after;
        parameters.extend(parameter);
    }
    // Text between the last parameter and the comma is not part of the grammar.
    rest = rest.split_once(',').map_or("", |(_, after)| after);
    (Some(Link { target: target.trim(), parameters }), rest)
}

fn parameter(text: &str) -> (Option<(&str, Cow<'_, str>)>, &str) {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let name = name.trim_end();
    let Some(value) = rest.strip_prefix('=').map(str::trim_start) else {
        return ((!name.is_empty()).then_some((name, Cow::Borrowed(""))), rest);
    };
    let (value, rest) = if let Some(quoted) = value.strip_prefix('"') { quoted_string(quoted) } else { token(value) };
    ((!name.is_empty()).then_some((name, value)), rest)
}

fn token(text: &str) -> (Cow<'_, str>, &str) {
    let (value, rest) = text.split_at(text.find([';', ',']).unwrap_or(text.len()));
    (value.trim_end().into(), rest)
}

/// The content of a quoted string, given the text after the opening quote, and the text after the closing one.
fn quoted_string(text: &str) -> (Cow<'_, str>, &str) {
    let mut unescaped: Option<String> = None;
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => {
                let (value, rest) = text.split_at(at);
                return (unescaped.map_or(value.into(), Cow::Owned), rest.get(1..).unwrap_or(""));
            }
            '\\' => {
                let so_far = unescaped.get_or_insert_with(|| text.split_at(at).0.to_owned());
                so_far.extend(characters.next().map(|(_, escaped)| escaped));
            }
            other => {
                if let Some(so_far) = &mut unescaped {
                    so_far.push(other);
                }
            }
        }
    }
    (unescaped.map_or(text.into(), Cow::Owned), "")
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
