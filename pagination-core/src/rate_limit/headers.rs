//! What the headers of a response say is left.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::DATE;

use super::reset::until;
use crate::driver::Seen;
use crate::quota::Quota;
use crate::retry_after::retry_after;
use crate::spec::QuotaHeaders;

const REMAINING: [&str; 3] = ["ratelimit-remaining", "x-ratelimit-remaining", "x-rate-limit-remaining"];
const RESET: [&str; 4] = ["ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset", "x-ratelimit-reset-after"];

/// What a response says is left; `None` where it says nothing.
pub(super) fn quota(seen: &Seen<'_>, now: SystemTime) -> Option<Quota> {
    let Some(headers) = seen.headers else { return seen.quota };
    // The server's own clock, since it is the server's time that a reset names.
    let now = text(headers, DATE.as_str()).and_then(|date| httpdate::parse_http_date(&date).ok()).unwrap_or(now);
    let found = seen.quota.or_else(|| match seen.names {
        Some(names) => named(headers, names, now),
        None => structured(headers, now).or_else(|| usual(headers, now)),
    });
    match retry_after(headers) {
        Some(wait) => {
            let reset = found.and_then(|quota| quota.reset).map_or(wait, |reset| reset.max(wait));
            Some(Quota { remaining: 0, per_second: 0, ..found.unwrap_or(Quota::remaining(0)) }.reset_after(reset))
        }
        None => found,
    }
}

fn named(headers: &HeaderMap, names: QuotaHeaders, now: SystemTime) -> Option<Quota> {
    let remaining = match names.remaining {
        Some(name) => least(&text(headers, name)?),
        None => REMAINING.iter().find_map(|name| least(&text(headers, name)?)),
    }?;
    let reset = match names.reset {
        Some(name) => text(headers, name).and_then(|text| until(&text, now)),
        None => usual_reset(headers, now),
    };
    Some(Quota { reset, ..Quota::remaining(remaining) })
}

fn usual(headers: &HeaderMap, now: SystemTime) -> Option<Quota> {
    named(headers, QuotaHeaders { remaining: None, reset: None }, now)
}

fn usual_reset(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    RESET.iter().find_map(|name| until(&text(headers, name)?, now))
}

/// All lines of a header, as one.
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines: Vec<_> = headers.get_all(name).iter().filter_map(|line| line.to_str().ok()).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

/// The least of the numbers in a list: some servers send one for each of their limits. A fraction does not count.
fn least(text: &str) -> Option<u64> {
    let numbers = text.split([',', ';']).filter_map(|part| {
        let part = part.trim().trim_matches('"');
        part.split('.').next()?.parse().ok()
    });
    numbers.min()
}

/// `RateLimit`, as RFC 9651 writes it and more loosely.
fn structured(headers: &HeaderMap, now: SystemTime) -> Option<Quota> {
    let members = members(&text(headers, "ratelimit")?);
    let policies = text(headers, "ratelimit-policy").map(|text| self::members(&text)).unwrap_or_default();
    let window = |name: &Option<String>| {
        let own = policies.iter().find(|policy| policy.name == *name).or(policies.first())?;
        own.get(&["w", "window"]).and_then(|window| until(window, now))
    };
    let limits = members.iter().filter_map(|member| {
        let remaining = least(member.get(&["r", "remaining"])?)?;
        let reset = member.get(&["t", "reset"]).and_then(|reset| until(reset, now)).or_else(|| window(&member.name));
        Some(Quota { reset, ..Quota::remaining(remaining) })
    });
    let least_left = limits.min_by_key(|quota| (quota.remaining, std::cmp::Reverse(quota.reset)));
    least_left.map(|quota| {
        // `limit=100, remaining=50, reset=30` are three members.
        let reset = || members.iter().find_map(|member| until(member.get(&["t", "reset"])?, now));
        Quota { reset: quota.reset.or_else(reset), ..quota }
    })
}

/// A member of a list: `"default";r=50;t=30`.
#[derive(Debug, PartialEq)]
struct Member {
    name: Option<String>,
    parameters: Vec<(String, String)>,
}

impl Member {
    fn get(&self, names: &[&str]) -> Option<&str> {
        let found = self.parameters.iter().find(|(name, _)| names.contains(&name.as_str()));
        found.map(|(_, value)| value.as_str())
    }
}

fn members(text: &str) -> Vec<Member> {
    let members = split(text, ',').into_iter().map(|member| {
        let mut name = None;
        let mut parameters = Vec::new();
        for part in split(member, ';') {
            match part.split_once('=') {
                Some((key, value)) if !part.starts_with('"') => {
                    parameters.push((key.trim().to_ascii_lowercase(), value.trim().trim_matches('"').to_owned()));
                }
                _ => name = name.or_else(|| Some(part.trim_matches('"').to_owned())),
            }
        }
        Member { name, parameters }
    });
    members.collect()
}

/// The parts between separators that are not in quotes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut in_quotes = false;
    let parts = text.split(|letter| {
        in_quotes ^= letter == '"';
        letter == separator && !in_quotes
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use http::{HeaderName, HeaderValue};

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        headers
    }

    fn read(lines: &[(&'static str, &str)], names: Option<QuotaHeaders>) -> Option<(u64, Option<u64>)> {
        let headers = headers(lines);
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_716_000);
        let quota = quota(&Seen { quota: None, headers: Some(&headers), names }, now)?;
        Some((quota.remaining, quota.reset.map(|reset| reset.as_secs())))
    }

    #[test]
    fn the_usual_headers_are_read_strictly_and_loosely() {
        for (lines, expected) in [
            (&[("ratelimit", r#""default";r=50;t=30"#)][..], Some((50, Some(30)))),
            (&[("ratelimit", "default;r=50;t=30")], Some((50, Some(30)))),
            (&[("ratelimit", "r=5;t=30")], Some((5, Some(30)))),
            (&[("ratelimit", "r=5; t = 30")], Some((5, Some(30)))),
            (&[("ratelimit", r#""burst";r=9;t=1, "daily, all";r=3;t=3600"#)], Some((3, Some(3_600)))),
            (&[("ratelimit", r#""burst";r=0;t=1"#), ("ratelimit", r#""daily";r=0;t=60"#)], Some((0, Some(60)))),
            (
                &[("ratelimit", r#""a";r=5"#), ("ratelimit-policy", r#""b";q=9;w=5, "a";q=10;w=60"#)],
                Some((5, Some(60))),
            ),
            (&[("ratelimit", "limit=100, remaining=50, reset=30")], Some((50, Some(30)))),
            (&[("ratelimit", "nothing;of=use")], None),
            (&[("ratelimit-remaining", "7"), ("ratelimit-reset", "12")], Some((7, Some(12)))),
            (&[("x-ratelimit-remaining", "7"), ("x-ratelimit-reset", "1795716060")], Some((7, Some(60)))),
            (
                &[("x-rate-limit-remaining", "49.0"), ("x-rate-limit-reset", "2026-11-26T18:01:00Z")],
                Some((49, Some(60))),
            ),
            (&[("x-ratelimit-remaining", "10, 500")], Some((10, None))),
            (&[("x-ratelimit-remaining", "many"), ("x-ratelimit-reset", "5")], None),
            (&[("x-ratelimit-reset", "5")], None),
            (&[("retry-after", "7")], Some((0, Some(7)))),
            (&[("retry-after", "7"), ("ratelimit", "r=5;t=30")], Some((0, Some(30)))),
            (
                &[
                    ("date", "Thu, 26 Nov 2026 17:59:00 GMT"),
                    ("x-ratelimit-remaining", "1"),
                    ("x-ratelimit-reset", "1795716000"),
                ],
                Some((1, Some(60))),
            ),
            (&[], None),
        ] {
            assert_eq!(read(lines, None), expected, "{lines:?}");
        }
    }

    #[test]
    fn declared_headers_are_read_in_place_of_the_usual_ones() {
        let names = |remaining, reset| Some(QuotaHeaders { remaining, reset });
        let lines = [("x-left", "4"), ("x-until", "9"), ("x-ratelimit-remaining", "100"), ("x-ratelimit-reset", "5")];
        assert_eq!(read(&lines, names(Some("x-left"), Some("x-until"))), Some((4, Some(9))));
        assert_eq!(read(&lines, names(Some("x-left"), None)), Some((4, Some(5))));
        assert_eq!(read(&lines, names(Some("x-gone"), Some("x-until"))), None);
    }
}
