//! The templates of manifests: accesses to the response, and conditions about them.

use serde_json::{Map, Value};

use crate::declaration::WirePath;

/// Where an access begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Root {
    Response,
    Headers,
    LastRecord,
    /// The last entry of a list of the response.
    InList(WirePath),
}

/// A path from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Access {
    pub(super) root: Root,
    pub(super) path: WirePath,
}

/// What a condition says about the last page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    EmptyPage,
    ShortPage(u64),
    Flag { access: Access, is_last: bool },
    Absent(Access),
    Value(Access, String),
    LinkAttribute(String, String),
}

/// Fills in `{{ parameters['name'] }}`.
pub(super) fn with_parameters(text: &str, parameters: &Map<String, Value>) -> Value {
    if !text.contains("parameters") {
        return Value::String(text.to_owned());
    }
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((inside, tail)) = after.split_once("}}") else { break };
        filled.push_str(before);
        // `a or b`: the first that there is.
        let value = split(inside.trim(), " or ").into_iter().find_map(|part| {
            let (root, path) = access(part)?;
            if root == "parameters" && path.len() == 1 { parameters.get(path.first()?) } else { None }
        });
        match value {
            // The whole text is the value.
            Some(value) if before.is_empty() && tail.is_empty() && filled.is_empty() => return value.clone(),
            Some(Value::String(value)) => filled.push_str(value),
            Some(value) => filled.push_str(&value.to_string()),
            None => {
                filled.push_str("{{");
                filled.push_str(inside);
                filled.push_str("}}");
            }
        }
        rest = tail;
    }
    filled.push_str(rest);
    Value::String(filled)
}

/// Whether a template is the token and nothing else.
pub(super) fn is_token(text: &str) -> bool {
    let Some(inside) = inside(text) else { return false };
    let inside = inside.split(" if ").next().unwrap_or_default().split(" or ").next().unwrap_or_default().trim();
    access(inside).is_some_and(|(root, path)| {
        root == "next_page_token" && path.iter().all(|segment| segment == "next_page_token")
    })
}

fn inside(text: &str) -> Option<&str> {
    let text = text.trim();
    let inside = text.strip_prefix("{{")?.strip_suffix("}}")?;
    (!inside.contains("{{")).then(|| inside.trim())
}

/// The places of a position, the first first.
pub(super) fn alternatives(text: &str) -> Option<Vec<Access>> {
    split(inside(text)?, " or ")
        .into_iter()
        .filter(|part| !is_nothing(part))
        .map(|part| {
            // `x if condition else nothing`: an absent position ends as well.
            let (value, otherwise) = match part.split_once(" if ") {
                Some((value, condition)) => (value, condition.split_once(" else ").map(|(_, otherwise)| otherwise)),
                None => (part, None),
            };
            if otherwise.is_some_and(|otherwise| !is_nothing(otherwise)) {
                return None;
            }
            place(value)
        })
        .collect()
}

fn is_nothing(text: &str) -> bool {
    matches!(text.trim(), "None" | "none" | "''" | "\"\"" | "{}" | "null" | "false" | "False")
}

/// Every place that a template reads.
pub(super) fn accesses(text: &str) -> Vec<Access> {
    let Some(inside) = inside(text) else { return Vec::new() };
    let mut found: Vec<Access> = alternatives(text).unwrap_or_default();
    for ending in conditions(inside).unwrap_or_default() {
        if let Ending::Flag { access, .. } | Ending::Absent(access) | Ending::Value(access, _) = ending {
            found.push(access);
        }
    }
    found
}

/// The ends that a condition names.
pub(super) fn endings(text: &str) -> Option<Vec<Ending>> {
    conditions(inside(text)?)
}

fn conditions(text: &str) -> Option<Vec<Ending>> {
    split(text, " or ").into_iter().map(condition).collect()
}

fn condition(text: &str) -> Option<Ending> {
    let text = unwrapped(text.trim());
    match text {
        "not last_record"
        | "not last_records"
        | "last_records == []"
        | "last_record is none"
        | "last_page_size == 0"
        | "last_records | length == 0"
        | "(last_records | length) == 0"
        | "last_page_size < 1"
        | "last_record == None"
        | "not last_page_size" => return Some(Ending::EmptyPage),
        _ => {}
    }
    if let Some(size) = text.strip_prefix("last_page_size < ").or_else(|| text.strip_prefix("last_page_size<")) {
        return size.trim().replace('_', "").parse().ok().map(Ending::ShortPage);
    }
    if let Some((list, count)) = text.split_once("length") {
        let list = place(list.trim().trim_end_matches('|').trim_start_matches('('))?;
        let count: String = count.chars().filter(|c| !c.is_whitespace() && *c != ')').collect();
        return (list.root == Root::Response && matches!(count.as_str(), "==0" | "<1")).then_some(Ending::EmptyPage);
    }
    if let Some((name, whole)) = text.split_once(" not in ") {
        let name = quoted(name.trim())?;
        let mut access = place(whole)?;
        access.path.push(name.to_owned());
        return Some(Ending::Absent(access));
    }
    if let Some((left, right)) = text.split_once("==") {
        let access = place(left)?;
        let right = right.trim();
        return Some(match right {
            "false" | "False" => Ending::Flag { access, is_last: false },
            "true" | "True" => Ending::Flag { access, is_last: true },
            right if is_nothing(right) => Ending::Absent(access),
            right => {
                let value = quoted(right)
                    .map(str::to_owned)
                    .or_else(|| right.parse::<i64>().ok().map(|number| number.to_string()))?;
                match (&access.root, access.path.as_slice()) {
                    (Root::Headers, [_, _, attribute]) => Ending::LinkAttribute(attribute.clone(), value),
                    _ => Ending::Value(access, value),
                }
            }
        });
    }
    if let Some((left, right)) = text.split_once(" is ") {
        let access = place(left)?;
        return match right.trim() {
            "false" | "not true" => Some(Ending::Flag { access, is_last: false }),
            "true" | "not false" => Some(Ending::Flag { access, is_last: true }),
            "none" | "None" | "not defined" | "undefined" => Some(Ending::Absent(access)),
            _ => None,
        };
    }
    if let Some(rest) = text.strip_prefix("not ") {
        let access = place(rest)?;
        let is_flag = access.path.last().and_then(|name| crate::infer::flag_word(name)) == Some(false);
        return Some(if is_flag { Ending::Flag { access, is_last: false } } else { Ending::Absent(access) });
    }
    let access = place(text)?;
    (access.root == Root::Response
        && access.path.last().is_some_and(|name| {
            crate::infer::flag_word(name) == Some(true) || name.starts_with("end") || name.starts_with("is")
        }))
    .then_some(Ending::Flag { access, is_last: true })
}

/// Without parentheses around the whole.
fn unwrapped(text: &str) -> &str {
    match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inner) if !inner.contains(['(', ')']) => inner.trim(),
        _ => text,
    }
}

/// An access, with filters that change nothing.
fn place(text: &str) -> Option<Access> {
    let mut text = unwrapped(text.trim());
    while let Some((before, filter)) = text.rsplit_once('|') {
        let filter = filter.trim().trim_end_matches("()");
        if !matches!(filter, "tojson" | "string" | "int" | "trim" | "urlencode" | "safe") {
            return None;
        }
        text = before.trim();
    }
    let (root, mut path) = access(text)?;
    let root = match root.as_str() {
        "response" | "decoded_response" => Root::Response,
        "headers" => Root::Headers,
        "last_record" => Root::LastRecord,
        "last_records" if path.first().is_some_and(|first| first == "\u{0}-1") => {
            path.remove(0);
            Root::LastRecord
        }
        _ => return None,
    };
    if let Some(index) = path.iter().position(|segment| segment.starts_with('\u{0}')) {
        if path.get(index).is_none_or(|segment| segment != "\u{0}-1") || root != Root::Response {
            return None;
        }
        let rest = path.split_off(index + 1);
        path.truncate(index);
        return Some(Access { root: Root::InList(path), path: rest });
    }
    Some(Access { root, path })
}

/// A name with what follows it: `.name`, `['name']`, `.get('name', {})`, `[-1]`. An index is marked by a NUL.
fn access(text: &str) -> Option<(String, WirePath)> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (root, mut rest) = text.split_at_checked(end)?;
    if root.is_empty() {
        return None;
    }
    let mut path = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix(".get(") {
            let (inside, tail) = closing(after)?;
            let name = split(inside, ",").first().copied().unwrap_or_default();
            path.push(quoted(name.trim())?.to_owned());
            rest = tail;
        } else if let Some(after) = rest.strip_prefix('.') {
            let end = after.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(after.len());
            let (name, tail) = after.split_at_checked(end)?;
            if name.is_empty() || tail.starts_with('(') {
                return None;
            }
            path.push(name.to_owned());
            rest = tail;
        } else if let Some(after) = rest.strip_prefix('[') {
            let (inside, tail) = after.split_once(']')?;
            let inside = inside.trim();
            path.push(match quoted(inside) {
                Some(name) => name.to_owned(),
                None => format!("\u{0}{}", inside.parse::<i64>().ok()?),
            });
            rest = tail;
        } else {
            return None;
        }
    }
    Some((root.to_owned(), path))
}

/// What is before the parenthesis that closes.
fn closing(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_u32;
    for (index, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some((text.get(..index)?, text.get(index + 1..)?)),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inner.contains(quote)).then_some(inner)
}

/// Splits outside of parentheses, brackets and quotes.
fn split<'t>(text: &'t str, separator: &str) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0_i32, None);
    for (index, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0
            && quote.is_none()
            && index >= start
            && text.get(index..).is_some_and(|rest| rest.starts_with(separator))
        {
            parts.push(text.get(start..index).unwrap_or_default().trim());
            start = index + separator.len();
        }
    }
    parts.push(text.get(start..).unwrap_or_default().trim());
    parts
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at(root: Root, path: &[&str]) -> Access {
        Access { root, path: path.iter().map(|name| (*name).to_owned()).collect() }
    }

    #[test]
    fn templates_name_places() {
        for text in [
            "{{ response.meta.next }}",
            "{{ response['meta']['next'] }}",
            "{{ response.get('meta', {}).get(\"next\", {}) }}",
            "{{ response.meta['next'] | tojson() }}",
            "{{ response.meta.next if response.meta else None }}",
        ] {
            assert_eq!(alternatives(text), Some(vec![at(Root::Response, &["meta", "next"])]), "{text}");
        }
        assert_eq!(
            alternatives("{{ headers['link']['next']['url'] }}"),
            Some(vec![at(Root::Headers, &["link", "next", "url"])])
        );
        assert_eq!(alternatives("{{ last_records[-1]['id'] }}"), Some(vec![at(Root::LastRecord, &["id"])]));
        assert_eq!(
            alternatives("{{ response.data[-1].id or response.get('b') }}"),
            Some(vec![at(Root::InList(vec!["data".to_owned()]), &["id"]), at(Root::Response, &["b"])])
        );
        for text in [
            "{{ last_record['id'] + 1 }}",
            "{{ response.next.split('?')[0] }}",
            "{{ config['x'] }}",
            "next",
            "{{ now_utc() }}",
        ] {
            assert_eq!(alternatives(text), None, "{text}");
        }
    }

    #[test]
    fn templates_name_ends() {
        let more = at(Root::Response, &["has_more"]);
        for text in [
            "{{ not response.get('has_more') }}",
            "{{ response.has_more is false }}",
            "{{ response['has_more'] == False }}",
        ] {
            assert_eq!(endings(text), Some(vec![Ending::Flag { access: more.clone(), is_last: false }]), "{text}");
        }
        assert_eq!(
            endings("{{ last_page_size == 0 or not response.next }}"),
            Some(vec![Ending::EmptyPage, Ending::Absent(at(Root::Response, &["next"]))])
        );
        assert_eq!(endings("{{ last_page_size < 1_000 }}"), Some(vec![Ending::ShortPage(1000)]));
        assert_eq!(endings("{{ response.data | length == 0 }}"), Some(vec![Ending::EmptyPage]));
        assert_eq!(
            endings("{{ 'next' not in headers['link'] }}"),
            Some(vec![Ending::Absent(at(Root::Headers, &["link", "next"]))])
        );
        assert_eq!(endings("{{ response.a > response.b }}"), None);
    }

    #[test]
    fn parameters_are_filled_in() {
        let parameters = json!({ "path": "users", "size": 5 });
        let parameters = parameters.as_object().unwrap();
        assert_eq!(with_parameters("/v1/{{ parameters['path'] }}/x", parameters), json!("/v1/users/x"));
        assert_eq!(with_parameters("{{ parameters.size }}", parameters), json!(5));
        assert_eq!(
            with_parameters("{{ parameters.other }}{{ config.x }}", parameters),
            json!("{{ parameters.other }}{{ config.x }}")
        );
    }
}
