//! What a GraphQL API says went wrong: the message of its first error, for the message about a body that is not a page.

use serde_json::Value;

use crate::outside_text;

/// A message has room for at most this many characters.
const MOST: usize = 200;
/// A longer word with a digit in it may be a token.
const LONGEST_WORD: usize = 15;

/// `errors[0].message` of a body.
pub(super) fn reported(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let message = body.get("errors")?.get(0)?.get("message")?.as_str()?.trim();
    let message = shown(message);
    (!message.is_empty()).then_some(message)
}

/// What an API says, as a message may show it.
pub(super) fn shown(text: &str) -> String {
    outside_text::shortened(&without_secrets(text.trim()), MOST)
}

/// The text without what may be a cursor, a token or the value of a parameter: an API may quote what it was sent.
fn without_secrets(text: &str) -> String {
    let in_word = |c: char| c.is_ascii_alphanumeric() || "_-+/=.~%&:".contains(c);
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(in_word) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !in_word(c)).unwrap_or(from.len()));
        shown.push_str(before);
        shown.push_str(known_part(word));
        rest = after;
    }
    shown.push_str(rest);
    shown
}

/// A word as it may be shown.
fn known_part(word: &str) -> &str {
    let is_long = word.len() > LONGEST_WORD && word.contains(|c: char| c.is_ascii_digit());
    match word.find('=') {
        _ if is_long => "…",
        // The name of a parameter stays, its value does not.
        Some(equals) if equals + 1 < word.len() => word.get(..=equals).unwrap_or("…"),
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str) -> Option<String> {
        reported(body.as_bytes())
    }

    #[test]
    fn the_first_message_is_found() {
        let body = r#"{"data": null, "errors": [{"message": "Field 'x' does not exist"}, {"message": "second"}]}"#;
        assert_eq!(of(body).as_deref(), Some("Field 'x' does not exist"));
    }

    #[test]
    fn what_looks_like_a_secret_and_what_would_disturb_a_log_is_left_out() {
        let said = |message: &str| of(&serde_json::json!({ "errors": [{ "message": message }] }).to_string());
        let cursor = said("the cursor \"Y3Vyc29yOnYyOpK5MjAy\" is invalid");
        assert_eq!(cursor.as_deref(), Some("the cursor \"…\" is invalid"));
        assert_eq!(said("bad api_key=abc, try later").as_deref(), Some("bad api_key=, try later"));
        assert_eq!(said("a\nb\u{1b}[31mc").as_deref(), Some("a b\u{fffd}c"));
        assert!(said(&"long ".repeat(1_000)).is_some_and(|text| text.chars().count() <= MOST + 1));
    }

    #[test]
    fn other_bodies_report_nothing() {
        for body in ["", "[]", r#"{"errors": []}"#, r#"{"errors": [{"message": " "}]}"#, r#"{"errors": "x"}"#, "<html>"]
        {
            assert_eq!(of(body), None, "{body}");
        }
    }
}
