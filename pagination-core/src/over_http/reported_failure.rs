//! Whether a body reports a failure, for a page whose list is in an object that is null: such a page must not pass for an empty one.

use serde_json::{Map, Value};

use super::reported::shown;
use crate::outside_text;

/// A failure is not nested deeper: `response.result.error`.
const DEEPEST: usize = 4;
/// A message shows at most this many characters of a name.
const LONGEST_NAME: usize = 40;

/// Members that hold a failure. Other names that begin with `error` or end with it do, too.
const FAILURES: [&str; 7] = ["err", "errmsg", "errcode", "fault", "faults", "exception", "failure"];
/// Members that are `true` where the request succeeded.
const SUCCESSES: [&str; 5] = ["ok", "success", "successful", "succeeded", "issuccess"];
/// Members that say how it went.
const STATES: [&str; 5] = ["status", "state", "outcome", "code", "statuscode"];
/// What they say where it failed.
const FAILED: [&str; 5] = ["error", "fail", "failed", "failure", "unsuccessful"];
/// Members whose text says why, in the order in which they are shown.
const MESSAGES: [&str; 5] = ["message", "msg", "detail", "description", "reason"];
/// Members of a failure that name its kind, where nothing says why.
const KINDS: [&str; 4] = ["title", "code", "type", "name"];
/// Texts that stand for no failure.
const FINE: [&str; 10] = ["", "0", "200", "ok", "okay", "done", "none", "null", "false", "no error"];

/// What the body says about a failure, for a message; `None` where it reports none.
pub(super) fn reported_failure(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let members = body.as_object()?;
    let message = || MESSAGES.iter().find_map(|name| member(members, name).and_then(text_of));
    let (name, text) = match failure_in(members, DEEPEST) {
        Some((name, value)) => (Some(name), text_of(value).or_else(message)),
        None => (members.iter().find(|(name, value)| is_failed_state(name, value)).map(|(name, _)| name), message()),
    };
    match (text, name) {
        (Some(text), _) => Some(format!("the API says: {}", shown(text))),
        (None, Some(name)) => {
            Some(format!("its member `{}` says that the request failed", outside_text::shortened(name, LONGEST_NAME)))
        }
        (None, None) => None,
    }
}

/// The member that holds a failure, in this object before those inside it.
fn failure_in(members: &Map<String, Value>, deepest: usize) -> Option<(&String, &Value)> {
    members.iter().find(|(name, value)| is_failure_name(name) && is_failure(value)).or_else(|| {
        let deepest = deepest.checked_sub(1)?;
        members.values().filter_map(Value::as_object).find_map(|inner| failure_in(inner, deepest))
    })
}

/// A name without `_`, `-` and case.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

fn member<'a>(members: &'a Map<String, Value>, named: &str) -> Option<&'a Value> {
    members.iter().find(|(name, _)| plain(name) == named).map(|(_, value)| value)
}

fn is_failure_name(name: &str) -> bool {
    let name = plain(name);
    name.starts_with("error")
        || name.ends_with("error")
        || name.ends_with("errors")
        || FAILURES.contains(&name.as_str())
}

fn is_fine(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    FINE.contains(&text.as_str()) || text.starts_with("success")
}

/// Whether the value of such a member is a failure, and not what the API sends where there is none.
fn is_failure(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(is_set) => *is_set,
        Value::Number(number) => number.as_f64() != Some(0.0) && number.as_u64() != Some(200),
        Value::String(text) => !is_fine(text),
        Value::Array(entries) => !entries.is_empty(),
        Value::Object(members) => {
            let mut known = ["code", "status", "message", "msg"].iter().filter_map(|name| member(members, name));
            match known.next() {
                Some(first) => is_failure(first) || known.any(is_failure),
                None => !members.is_empty(),
            }
        }
    }
}

/// Whether a member at the top says that the request failed, as `"success": false` and `"status": "error"` do.
fn is_failed_state(name: &str, value: &Value) -> bool {
    let name = plain(name);
    if SUCCESSES.contains(&name.as_str()) {
        return value == &Value::Bool(false) || value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("false"));
    }
    STATES.contains(&name.as_str())
        && (value.as_str().is_some_and(|text| FAILED.contains(&text.trim().to_ascii_lowercase().as_str()))
            || value.as_u64().is_some_and(|status| (400..600).contains(&status)))
}

/// The text that says why: the value itself, or what is in it.
fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text.as_str()).filter(|text| !is_fine(text)),
        Value::Array(entries) => entries.first().and_then(text_of),
        Value::Object(members) => {
            let named = |names: &[&str]| names.iter().find_map(|name| member(members, name).and_then(text_of));
            named(&MESSAGES).or_else(|| named(&KINDS)).or_else(|| members.values().find_map(text_of))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(body: &str) -> Option<String> {
        reported_failure(body.as_bytes())
    }

    #[test]
    fn failures_of_many_forms_are_found_with_what_they_say() {
        for body in [
            r#"{"data": null, "errors": [{"message": "slow down"}]}"#,
            r#"{"data": {"viewer": null}, "errors": ["slow down"]}"#,
            r#"{"result": null, "error": "slow down"}"#,
            r#"{"result": null, "error": {"code": 1015, "message": "slow down"}}"#,
            r#"{"result": null, "error": true, "message": "slow down"}"#,
            r#"{"data": null, "success": false, "msg": "slow down"}"#,
            r#"{"data": null, "status": "error", "message": "slow down"}"#,
            r#"{"data": null, "title": "Too many", "status": 429, "detail": "slow down"}"#,
            r#"{"data": null, "errors": {"limit": ["slow down"]}}"#,
            r#"{"response": {"result": null, "error_message": "slow down"}}"#,
            r#"{"data": null, "message": "slow down"}"#,
        ] {
            assert_eq!(said(body).as_deref(), Some("the API says: slow down"), "{body}");
        }
    }

    #[test]
    fn a_failure_without_a_text_is_named() {
        for body in [r#"{"data": null, "ok": false}"#, r#"{"data": null, "ok": "false", "message": ""}"#] {
            assert_eq!(said(body).as_deref(), Some("its member `ok` says that the request failed"), "{body}");
        }
        let code = said(r#"{"data": null, "errorCode": 17}"#);
        assert_eq!(code.as_deref(), Some("its member `errorCode` says that the request failed"));
    }

    #[test]
    fn what_a_success_carries_is_no_failure() {
        for body in [
            r#"{"data": null}"#,
            r#"{"data": null, "errors": null, "error": ""}"#,
            r#"{"result": null, "success": true, "errors": [], "messages": []}"#,
            r#"{"data": null, "error": {"code": "ok", "message": "", "log_id": "2022"}}"#,
            r#"{"data": null, "code": 0, "message": "success"}"#,
            r#"{"data": null, "status": 200, "msg": "OK", "error": false, "errcode": 0}"#,
            r#"{"data": null, "meta": {"next": "b", "total": 7}}"#,
            "[]",
            "<html>",
            "",
        ] {
            assert_eq!(said(body), None, "{body}");
        }
    }

    #[test]
    fn secrets_and_long_names_are_not_shown() {
        let text = said(r#"{"data": null, "error": "the token ghp_16C7e42F292c6912E7710c838347Ae178B4a is bad"}"#);
        assert_eq!(text.as_deref(), Some("the API says: the token … is bad"));
        let text = said(&format!(r#"{{"data": null, "error{}": 7}}"#, "x".repeat(9_000)));
        assert!(text.is_some_and(|text| text.chars().count() < 100));
    }
}
