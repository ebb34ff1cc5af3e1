//! Members of a body that look like the position of a next page, for the message about one that is missing. Their values are never
//! shown.

use serde_json::Value;

/// No position is nested deeper.
const DEEPEST: usize = 4;
/// The names of members come from outside: with long ones, the paths could be far larger than the body.
const LONGEST_NAME: usize = 80;
/// A message has room for at most this many.
const MOST: usize = 8;

/// A member whose name contains one of these looks like a position, with `_`, `-` and case left out.
const PARTS: [&str; 9] =
    ["cursor", "nextpage", "nextlink", "nexturl", "pagetoken", "nexttoken", "continuation", "scrollid", "bookmark"];
/// A member of one of these names does, too.
const NAMES: [&str; 5] = ["next", "after", "marker", "nextmarker", "startingafter"];

/// The paths of the members, such as `meta.nextCursor`, in the order of their names.
pub(crate) fn likely_positions(body: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    if let Ok(body) = serde_json::from_slice(body) {
        search(&body, &mut Vec::new(), &mut found);
    }
    found
}

fn search<'a>(value: &'a Value, path: &mut Vec<&'a str>, found: &mut Vec<String>) {
    let Value::Object(members) = value else { return };
    for (name, value) in members.iter().filter(|(name, _)| name.len() <= LONGEST_NAME) {
        if found.len() >= MOST {
            return;
        }
        path.push(name);
        if looks_like_position(name) && holds_position(value) {
            found.push(path.join("."));
        } else if path.len() < DEEPEST {
            search(value, path, found);
        }
        path.pop();
    }
}

fn looks_like_position(name: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    NAMES.contains(&name.as_str()) || PARTS.iter().any(|part| name.contains(part))
}

fn holds_position(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.is_empty(),
        Value::Number(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::likely_positions;

    #[test]
    fn members_that_hold_something_and_are_named_like_a_position_are_found_wherever_they_are() {
        let body =
            r#"{"data": [{"next": "a"}], "nextCursor": "b", "meta": {"page": {"next-page-token": 7, "total": 9}}}"#;
        assert_eq!(likely_positions(body.as_bytes()), ["meta.page.next-page-token", "nextCursor"]);
    }

    #[test]
    fn long_names_and_many_members_do_not_multiply() {
        let many: Vec<_> = (0..1_000).map(|number| format!(r#""next{number}":{{"next":1}}"#)).collect();
        let body = format!(r#"{{"{}":{{"next":1}},{}}}"#, "n".repeat(10_000), many.join(","));
        let found = likely_positions(body.as_bytes());
        assert_eq!(found.len(), 8);
        assert!(found.iter().all(|path| path.len() < 100));
    }

    #[test]
    fn what_is_absent_empty_or_no_position_is_not_found() {
        let body = r#"{"next": null, "cursor": "", "after": false, "has_next": true, "afternoon": "x", "data": []}"#;
        assert!(likely_positions(body.as_bytes()).is_empty());
        assert!(likely_positions(b"[1]").is_empty() && likely_positions(b"<html>").is_empty());
    }
}
