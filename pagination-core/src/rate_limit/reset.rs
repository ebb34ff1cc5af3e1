//! Until when a limit counts: the many forms of a reset.

use std::time::{Duration, SystemTime};

/// How long it is until the reset. A number is in seconds, or a time of Unix where it is large.
pub(super) fn until(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim().trim_matches('"');
    if let Some(number) = decimal(text) {
        return Some(match number {
            Number { whole, .. } if whole >= 1_000_000_000_000 => after_epoch(Duration::from_millis(whole), now),
            Number { whole, .. } if whole >= 1_000_000_000 => after_epoch(Duration::from_secs(whole), now),
            Number { whole, fraction } => Duration::from_secs(whole).saturating_add(fraction),
        });
    }
    if let Some(length) = length(text) {
        return Some(length);
    }
    let time = httpdate::parse_http_date(text).ok().or_else(|| iso(text))?;
    Some(time.duration_since(now).unwrap_or(Duration::ZERO))
}

fn after_epoch(time: Duration, now: SystemTime) -> Duration {
    let time = SystemTime::UNIX_EPOCH.checked_add(time);
    time.and_then(|time| time.duration_since(now).ok()).unwrap_or(Duration::ZERO)
}

#[derive(Clone, Copy)]
struct Number {
    whole: u64,
    fraction: Duration,
}

/// Digits, and perhaps a point and digits.
fn decimal(text: &str) -> Option<Number> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(part) {
        return None;
    }
    let nanos: String = part.chars().chain("000000000".chars()).take(9).collect();
    Some(Number { whole: whole.parse().ok()?, fraction: Duration::from_nanos(nanos.parse().ok()?) })
}

/// `1m30s`, `500ms`, `2h`.
fn length(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut sum = Duration::ZERO;
    while !rest.is_empty() {
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
        let (number, after) = rest.split_at_checked(end)?;
        let unit_end = after.find(|letter: char| letter.is_ascii_digit()).unwrap_or(after.len());
        let (unit, after) = after.split_at_checked(unit_end)?;
        let Number { whole, fraction } = decimal(number)?;
        let number = Duration::from_secs(whole).saturating_add(fraction);
        sum = sum.saturating_add(match unit.trim() {
            "ms" => number.checked_div(1_000)?,
            "s" => number,
            "m" => number.saturating_mul(60),
            "h" => number.saturating_mul(3_600),
            "d" => number.saturating_mul(86_400),
            _ => return None,
        });
        rest = after;
    }
    (!text.is_empty()).then_some(sum)
}

/// `2026-11-26T18:00:00Z`, with a fraction, an offset, or a space in place of the `T`.
fn iso(text: &str) -> Option<SystemTime> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let [year, month, day] = numbers(date, '-')?;
    let (time, offset) = match time.find(['Z', 'z', '+', '-']) {
        Some(end) => time.split_at_checked(end)?,
        None => (time, "Z"),
    };
    let time = time.split('.').next()?;
    let [hour, minute, second] = numbers(time, ':')?;
    let offset = match offset.split_at_checked(1)? {
        ("+", offset) => -minutes(offset)?,
        ("-", offset) => minutes(offset)?,
        _ => 0,
    };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let days = days_since_epoch(year, month, day);
    let seconds = ((days * 24 + hour) * 60 + minute + offset) * 60 + second;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(seconds).ok()?))
}

fn numbers(text: &str, separator: char) -> Option<[i64; 3]> {
    let mut parts = text.split(separator).map(|part| part.parse::<u16>().ok().map(i64::from));
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

fn minutes(offset: &str) -> Option<i64> {
    let (hours, minutes) = offset.split_once(':').or_else(|| offset.split_at_checked(2))?;
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(i64::from(hours) * 60 + i64::from(minutes))
}

/// The day of a date in the Gregorian calendar ("days from civil", by Howard Hinnant).
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    /// 2026-11-26T18:00:00Z.
    fn now() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_716_000)
    }

    #[test]
    fn a_reset_is_read_in_every_form() {
        for (text, seconds) in [
            ("30", 30.0),
            (" 0 ", 0.0),
            ("0.5", 0.5),
            ("1795716030", 30.0),
            ("1795716030.25", 30.0),
            ("1795716030500", 30.5),
            ("1795715000", 0.0),
            ("2026-11-26T18:00:30Z", 30.0),
            ("2026-11-26 18:00:30", 30.0),
            ("2026-11-26T18:00:30.123456Z", 30.0),
            ("2026-11-26T19:30:30+01:30", 30.0),
            ("2026-11-26T13:00:30-0500", 30.0),
            ("2026-11-27T18:00:00Z", 86_400.0),
            ("2027-03-01T00:00:00Z", 8_143_200.0),
            ("Thu, 26 Nov 2026 18:00:30 GMT", 30.0),
            ("1s", 1.0),
            ("500ms", 0.5),
            ("6m0s", 360.0),
            ("1h2m3.5s", 3_723.5),
        ] {
            assert_eq!(until(text, now()), Some(Duration::from_secs_f64(seconds)), "{text}");
        }
    }

    #[test]
    fn what_is_no_reset_is_passed_over() {
        for text in [
            "",
            "soon",
            "-1",
            "1e3",
            "1x",
            "ms",
            ".5",
            "2026-13-01T00:00:00Z",
            "2026-11-26",
            "2026-11-26T25:00:00Z",
            "1.s2",
        ] {
            assert_eq!(until(text, now()), None, "{text}");
        }
    }
}
