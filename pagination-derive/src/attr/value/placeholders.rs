//! Texts with placeholders: `format = "items={position}-{last}"`, `path = "/surveys/{position}"`.

use proc_macro2::Ident;
use syn::parse::ParseStream;
use syn::{Error, LitStr, Result};

use super::form::{Value, assigned};
use super::text::{not_empty, string};
use crate::attr::context::Context;
use crate::attr::scope::Scope;
use crate::attr::spelling::nearest;

/// A text around a value. It has at least one placeholder, and none but these.
#[derive(Clone)]
pub(crate) struct Format {
    pub(crate) text: LitStr,
    pub(crate) has_position: bool,
    pub(crate) has_size: bool,
    pub(crate) has_last: bool,
}

/// The end of a URL's path, with one place for the position.
#[derive(Clone)]
pub(crate) struct PathPattern(pub(crate) LitStr);

const PLACEHOLDERS: [&str; 3] = ["position", "size", "last"];

/// What other APIs and libraries call them.
const SYNONYMS: &[(&str, &str)] = &[
    ("cursor", "position"),
    ("token", "position"),
    ("offset", "position"),
    ("page", "position"),
    ("start", "position"),
    ("from", "position"),
    ("first", "position"),
    ("value", "position"),
    ("limit", "size"),
    ("count", "size"),
    ("page_size", "size"),
    ("per_page", "size"),
    ("end", "last"),
    ("to", "last"),
];

/// A mistake in the braces of a text, and the text without it.
struct Mistake {
    reason: String,
    replacement: String,
}

impl Value for Format {
    const FORM: &str = " = \"items={position}-{last}\"";

    fn parse(key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            let literal = not_empty(key, Self::FORM, string(key, Self::FORM, input)?)?;
            let text = literal.value();
            let usual = if context.scope == Scope::PageSize { "size" } else { "position" };
            let names = checked(&literal, usual)?;
            if names.is_empty() {
                return Err(Error::new(
                    literal.span(),
                    format!("`{text}` has no placeholder for the value: write `{:?}`", format!("{text}{{{usual}}}")),
                ));
            }
            let has = |name: &str| names.iter().any(|found| found == name);
            Ok(Self { has_position: has("position"), has_size: has("size"), has_last: has("last"), text: literal })
        })
    }
}

impl Value for PathPattern {
    const FORM: &str = " = \"/surveys/{position}\"";

    fn parse(key: &Ident, input: ParseStream, _: &Context<'_>) -> Result<Self> {
        assigned(key, Self::FORM, input, |input| {
            let literal = not_empty(key, Self::FORM, string(key, Self::FORM, input)?)?;
            let path = literal.value();
            let wrong = |reason: String| Err(Error::new(literal.span(), reason));
            let names = checked(&literal, "position")?;
            if let Some(other) = names.iter().find(|name| *name != "position") {
                return wrong(format!(
                    "`{{{other}}}` does not belong in a path, which takes only the position: write `{:?}`",
                    path.replace(&format!("{{{other}}}"), "{position}")
                ));
            }
            if names.is_empty() && path.contains('/') {
                let replacement = format!("/{}/{{position}}", path.trim_matches('/'));
                return wrong(format!("`{path}` has no place for the position: write `{replacement:?}`"));
            }
            if names.is_empty() {
                return wrong(format!(
                    "`path` is the end of the URL's path, as in `path = \"/surveys/{{position}}\"`; a query parameter is `param = {path:?}`"
                ));
            }
            if names.len() > 1 {
                return wrong(format!("`{path}` has more than one place for the position, expected one"));
            }
            if path.contains(['?', '#', ' ']) {
                return wrong(format!("`{path}` is not a path of the API, expected one without a query"));
            }
            if !path.starts_with('/') {
                let replacement = format!("/{path}");
                return wrong(format!("`{path}` does not begin with `/`: write `{replacement:?}`"));
            }
            let before = path.split("{position}").next().unwrap_or_default();
            if before.rfind('/') == Some(0) {
                let replacement = format!("/surveys{path}");
                return wrong(format!(
                    "`{path}` matches the end of every path: begin with the segment before the position, for instance `{replacement:?}`"
                ));
            }
            Ok(Self(literal))
        })
    }
}

/// The placeholders of a text, in order, or the error about one.
fn checked(literal: &LitStr, usual: &str) -> Result<Vec<String>> {
    let text = literal.value();
    placeholders(&text, usual).map_err(|Mistake { reason, replacement }| {
        let replacement = repaired(replacement, usual);
        Error::new(literal.span(), format!("{reason}: write `{replacement:?}`"))
    })
}

/// The text without any mistake: each repair leaves one less.
fn repaired(mut text: String, usual: &str) -> String {
    for _ in 0..=text.len() {
        match placeholders(&text, usual) {
            Ok(names) if names.is_empty() => text = format!("{text}{{{usual}}}"),
            Ok(_) => break,
            Err(mistake) => text = mistake.replacement,
        }
    }
    text
}

fn placeholders(text: &str, usual: &str) -> std::result::Result<Vec<String>, Mistake> {
    let mut names = Vec::new();
    let mut before = String::new();
    let mut rest = text;
    while let Some((plain, brace, after)) = cut(rest) {
        before.push_str(plain);
        if brace == '}' {
            // The word before it is likely to be a placeholder.
            let start = before
                .rfind(|character: char| !is_word(character))
                .map_or(0, |at| at + before.get(at..).and_then(|tail| tail.chars().next()).map_or(0, char::len_utf8));
            let (head, word) = before.split_at_checked(start).unwrap_or((&before, ""));
            let replacement = if PLACEHOLDERS.contains(&word) {
                format!("{head}{{{word}}}{after}")
            } else {
                format!("{before}{after}")
            };
            return Err(Mistake { reason: format!("in `{text}`, a `}}` has no `{{` before it"), replacement });
        }
        let end = after.find(['{', '}']);
        let closed = end.and_then(|end| after.split_at_checked(end)).filter(|(_, tail)| tail.starts_with('}'));
        let Some((name, tail)) = closed else {
            let length = after.find(|character: char| !is_word(character)).unwrap_or(after.len());
            let (word, tail) = after.split_at_checked(length).unwrap_or((after, ""));
            let replacement = if PLACEHOLDERS.contains(&word) {
                format!("{before}{{{word}}}{tail}")
            } else {
                format!("{before}{after}")
            };
            return Err(Mistake { reason: format!("in `{text}`, a `{{` has no `}}` after it"), replacement });
        };
        let tail = tail.strip_prefix('}').unwrap_or(tail);
        if !PLACEHOLDERS.contains(&name) {
            let known = meant(name).unwrap_or(usual);
            return Err(Mistake {
                reason: format!("`{{{name}}}` is not a placeholder"),
                replacement: format!("{before}{{{known}}}{tail}"),
            });
        }
        before.extend(["{", name, "}"]);
        names.push(name.to_owned());
        rest = tail;
    }
    Ok(names)
}

/// The text up to the next brace, the brace, and what follows it.
fn cut(text: &str) -> Option<(&str, char, &str)> {
    let at = text.find(['{', '}'])?;
    let (before, rest) = text.split_at_checked(at)?;
    let mut rest = rest.chars();
    let brace = rest.next()?;
    Some((before, brace, rest.as_str()))
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// The placeholder that is meant by a word, if one is.
fn meant(word: &str) -> Option<&'static str> {
    let synonym = SYNONYMS.iter().find(|(other, _)| other.eq_ignore_ascii_case(word)).map(|(_, name)| *name);
    synonym.or_else(|| nearest(word, PLACEHOLDERS))
}
