use super::*;
use http::HeaderValue;

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| (http::HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
        .collect()
}

fn knowing(value: &str) -> Secrets {
    let mut secrets = Secrets::default();
    secrets.learn(value, false);
    secrets
}

#[test]
fn a_secret_is_found_however_it_is_encoded() {
    let secrets = knowing("s3cr3t/+= \u{e9}\"");
    for text in [
        "a s3cr3t/+= é\" b",
        "a?b=s3cr3t%2F%2B%3D%20%C3%A9%22&c",
        "a?b=s3cr3t%2f%2b%3D+%c3%a9%22&c",
        "a?b=s3cr3t%252F%252B%253D%2520%25C3%25A9%2522&c",
        r#"{"a": "s3cr3t\/+= \u00e9\""}"#,
        // Of the secret in base64, of `x` and the secret, and of `{"a":"…"}`, in both alphabets.
        "czNjcjN0Lys9IMOpIg==",
        "a-eHMzY3IzdC8rPSDDqSI",
        "a?b=eyJhIjoiczNjcjN0Lys9IMOpXCIifQ%3D%3D&c=1",
    ] {
        let redacted = secrets.redact(text);
        assert_ne!(redacted, text);
        assert!(
            !redacted.contains("s3cr3t") && !redacted.contains("czNjcjN0") && !redacted.contains("eHMzY3"),
            "{redacted}"
        );
        assert!(redacted.contains(REDACTED) || redacted.contains(POSITION), "{redacted}");
        assert_eq!(secrets.redact(text), redacted, "always by the same");
        assert_eq!(secrets.redact(&redacted), redacted, "once");
    }
    assert_eq!(secrets.redact("a?b=c&d=%2Ae+f \\ czNj nothing"), "a?b=c&d=%2Ae+f \\ czNj nothing");
}

#[test]
fn a_number_of_any_length_is_replaced_by_one_of_the_same_length() {
    for length in [6, 7, 100_000] {
        let number = "7".repeat(length);
        let redacted = knowing(&number).redact(&number);
        assert_eq!((redacted.len(), redacted.contains('7')), (length, false));
        assert!(redacted.bytes().all(|byte| byte.is_ascii_digit()));
    }
    assert_eq!(knowing("100001").redact("100001"), "100002", "its own placeholder would not hide it");
}

#[test]
fn names_say_what_is_a_secret() {
    let secrets = Secrets { declared: vec![normal("Customer-Name")], ..Secrets::default() };
    for name in [
        "access_token",
        "X-Api-Key",
        "clientSecret",
        "password",
        "auth",
        "sig",
        "session_id",
        "customer_name",
        "nextToken",
    ] {
        assert!(secrets.is_secret_name(name), "{name}");
    }
    for name in [
        "author",
        "key",
        "id",
        "data",
        "cursor",
        "next",
        "passenger_count_".split('_').next().unwrap(),
        "design",
        "sessions",
    ] {
        assert!(!secrets.is_secret_name(name) || name.contains("passw"), "{name}");
    }
    assert!(secrets.is_secret_parameter("key"));
}

#[test]
fn credentials_are_learned_whole_and_in_parts() {
    let mut secrets = Secrets::default();
    let sent = headers(&[
        ("authorization", "Basic bWVAYS5leGFtcGxlOnBhc3N3b3Jk"),
        ("cookie", "sid=c0okie-1; theme=dark-blue"),
        ("x-api-key", "k3y-value"),
        ("accept", "application/json"),
    ]);
    secrets.learn_request_headers(&sent, None);
    for text in ["bWVAYS5leGFtcGxlOnBhc3N3b3Jk", "me@a.example", "password", "c0okie-1", "k3y-value"] {
        assert!(secrets.redact(&format!("<{text}>")).contains(REDACTED), "{text}");
    }
    assert_eq!(secrets.redact("application/json"), "application/json");
    let url = url::Url::parse("https://u5er:p%2Fw0rd@a.example/x?sig=a%2Bb%3D%3Dc&limit=5#f").unwrap();
    secrets.learn_url(&url, None);
    let redacted = secrets.redact_url(&url);
    assert!(redacted.starts_with("https://a.example/x?sig=redacted-") && redacted.ends_with("&limit=5"), "{redacted}");
    assert!(secrets.redact("p/w0rd").starts_with(REDACTED));
}

#[test]
fn json_keeps_every_other_byte() {
    let mut secrets = Secrets::default();
    let body = r#"{ "data": [{"id": 12345678, "name": "a\u00e9"}],  "access_token": "abc1234", "n": 1.50e3,
        "meta": {"credentials": {"value": "deep-0ne", "pin": 87654321}, "abc1234": "xx"}, "next": "/l?api_key=k4567&p=2" }"#;
    secrets.learn_body(body.as_bytes(), false, None);
    let redacted = secrets.redact_json(body).unwrap();
    let back: serde_json::Value = serde_json::from_str(&redacted).unwrap();
    for secret in ["abc1234", "deep-0ne", "87654321", "k4567"] {
        assert!(!redacted.contains(secret), "{secret}: {redacted}");
    }
    assert!(
        redacted.contains(r#"{ "data": [{"id": 12345678, "name": "a\u00e9"}],  "access_token": "redacted-"#),
        "{redacted}"
    );
    assert!(redacted.contains(r#""n": 1.50e3,"#));
    let pin = back.pointer("/meta/credentials/pin").unwrap();
    assert_eq!(pin.to_string().len(), 8, "a number of as many digits");
    assert_eq!(secrets.redact_json("<html>"), None);
    assert_eq!(secrets.redact_json(r#"{"a": "\ud800"}"#).unwrap(), r#"{"a": "\ud800"}"#);
}

#[test]
fn positions_are_told_from_credentials_and_short_values_are_replaced_as_a_whole() {
    let mut secrets = Secrets::default();
    secrets.learn_body(br#"{"next_token": "b", "token": "cd"}"#, false, None);
    assert_eq!(secrets.redact("b"), "position-1");
    assert_eq!(secrets.redact("abc"), "abc");
    assert_eq!(
        secrets.redact("https://a.example/l?next_token=b&x=cd"),
        "https://a.example/l?next_token=position-1&x=redacted-2"
    );
    assert!(has_placeholder("x redacted-2") && !has_placeholder("position-1") && !has_placeholder("redacted-x"));
}

#[test]
fn bytes_that_are_no_text_are_written_only_without_secrets() {
    let secrets = knowing("s3cr3t");
    assert_eq!(&secrets.redact_body(b"\xff\x00s3cr3t", false)[..], b"redacted");
    assert_eq!(&secrets.redact_body(b"\xff\x00ok", false)[..], b"\xff\x00ok");
    assert_eq!(&secrets.redact_body(b"a=s3cr3t&b=1", true)[..], b"a=redacted-1&b=1");
}

proptest::proptest! {
    #[test]
    fn any_text_is_redacted_without_a_panic_and_only_once(text in "\\PC{0,40}|[a-z%0-9+/=\"\\\\{}:?&]{0,60}", secret in "[a-z%0-9+/=\"\\\\]{4,8}") {
        let secrets = knowing(&secret);
        let redacted = secrets.redact(&format!("{text}{secret}{text}"));
        let is_small_number = secret.len() < FEWEST_DIGITS && secret.bytes().all(|byte| byte.is_ascii_digit());
        let may_stay = is_small_number || REDACTED.contains(&secret) || POSITION.contains(&secret);
        proptest::prop_assert!(may_stay || !redacted.contains(&secret), "{}", redacted);
        let _ = secrets.redact_json(&text);
        let _ = secrets.redact_body(text.as_bytes(), true);
    }
}
