//! The `Retry-After` header (RFC 9110 §10.2.3).

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::RETRY_AFTER;

/// How long the server asks to wait: in seconds, which some servers send with a fraction and which are rounded up, or until an HTTP
/// date. A date in the past means now.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    if let Some(seconds) = fraction(text) {
        return Some(seconds);
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now()?).unwrap_or(Duration::ZERO))
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
#[allow(clippy::unnecessary_wraps, reason = "some platforms have no clock")]
fn now() -> Option<SystemTime> {
    Some(SystemTime::now())
}

/// The clock of JavaScript, where it is there: that of `std` panics.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn now() -> Option<SystemTime> {
    #[cfg(feature = "reqwest")]
    return SystemTime::UNIX_EPOCH.checked_add(Duration::try_from_secs_f64(js_sys::Date::now() / 1_000.0).ok()?);
    #[cfg(not(feature = "reqwest"))]
    None
}

/// Digits, a point and digits. `f64` would also read `inf` and `1e9`.
fn fraction(text: &str) -> Option<Duration> {
    let (whole, part) = text.split_once('.')?;
    if !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let up = u64::from(part.bytes().any(|byte| byte != b'0'));
    Some(Duration::from_secs(whole.saturating_add(up)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn wait(text: &str) -> Option<u64> {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
        retry_after(&headers).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_with_a_fraction_are_rounded_up() {
        for (text, seconds) in [("7", 7), ("7.0", 7), ("292.05", 293), ("0.001", 1), (" 3. ", 3)] {
            assert_eq!(wait(text), Some(seconds), "{text}");
        }
        assert_eq!(wait(&format!("{}.5", u64::MAX)), Some(u64::MAX));
    }

    #[test]
    fn what_is_no_wait_is_passed_over() {
        for text in ["", "soon", "-1", "-1.5", "1e3", "inf", "1.5s", ".5.", "1,5"] {
            assert_eq!(wait(text), None, "{text}");
        }
    }
    proptest::proptest! {
        #[test]
        fn any_header_is_read_without_a_panic(text in "[ -~]{0,24}|[0-9.]{0,30}") {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            let _ = retry_after(&headers);
        }
    }
}
