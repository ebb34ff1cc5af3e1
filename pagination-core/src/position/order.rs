//! The order of values by which a list is sorted: numbers, and times as RFC 3339 writes them. The order of other text is that of the
//! server, which is not known.

use std::cmp::Ordering;

use super::Position;

/// How two values of one type compare; `None` where their order is not known.
pub(crate) fn compare(one: &Position, other: &Position) -> Option<Ordering> {
    if one == other {
        return Some(Ordering::Equal);
    }
    if let (Some(one), Some(other)) = (one.as_number(), other.as_number()) {
        let whole =
            |number: &serde_json::Number| number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
        return match (whole(one), whole(other)) {
            (Some(one), Some(other)) => Some(one.cmp(&other)),
            _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
        };
    }
    let (one, other) = (Time::read(one.as_str()?)?, Time::read(other.as_str()?)?);
    Some(one.seconds.cmp(&other.seconds).then_with(|| one.fraction.cmp(other.fraction)))
}

/// Whether both are numbers, texts, or other JSON.
pub(crate) fn are_of_one_type(one: &Position, other: &Position) -> bool {
    one.as_number().is_some() == other.as_number().is_some() && one.as_str().is_some() == other.as_str().is_some()
}

/// Whether it is a number or a time.
pub(crate) fn is_ordered(value: &Position) -> bool {
    value.as_number().is_some() || value.as_str().is_some_and(|text| Time::read(text).is_some())
}

/// A point in time.
pub(super) struct Time<'a> {
    /// Since the year 0, in UTC.
    pub(super) seconds: i64,
    /// The digits after the dot, without the zeros at the end.
    pub(super) fraction: &'a str,
}

#[allow(clippy::arithmetic_side_effects, reason = "a year has four digits")]
impl<'a> Time<'a> {
    /// A date and time of RFC 3339 §5.6.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let (year, month, day) = (number(date.get(..4)?)?, number(date.get(5..7)?)?, number(date.get(8..)?)?);
        let rest = rest.strip_prefix(['T', 't', ' '])?;
        let (time, rest) = rest.split_at_checked(8)?;
        let (hour, minute, second) = (number(time.get(..2)?)?, number(time.get(3..5)?)?, number(time.get(6..)?)?);
        let separators = [date.get(4..5)?, date.get(7..8)?, time.get(2..3)?, time.get(5..6)?];
        let in_range = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
        if separators != ["-", "-", ":", ":"] || !in_range {
            return None;
        }
        let (fraction, zone) = match rest.strip_prefix('.') {
            None => ("", rest),
            Some(rest) => rest.split_at(rest.find(|digit: char| !digit.is_ascii_digit())?),
        };
        let seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
        Some(Self { seconds: seconds - offset(zone)?, fraction: fraction.trim_end_matches('0') })
    }
}

fn number(digits: &str) -> Option<i64> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[allow(clippy::arithmetic_side_effects, reason = "of two digits each")]
/// The seconds of `Z` or `+02:00`.
pub(super) fn offset(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = match zone.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, minutes) = (number(zone.get(1..3)?)?, number(zone.get(4..)?)?);
    (zone.len() == 6 && zone.get(3..4)? == ":").then_some(sign * (hours * 60 + minutes) * 60)
}

#[allow(clippy::arithmetic_side_effects, reason = "a year has four digits")]
/// The days up to a date, since a day before the year 1, in the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // The year begins in March, so that the leap day is its last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day
}

#[allow(clippy::arithmetic_side_effects, reason = "the days of 10,000 years, at most")]
/// The year, month and day of a number of [`days`].
pub(super) fn date(days: i64) -> (i64, i64, i64) {
    let days = days - 1;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let year = year_of_era + era * 400;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn order<T: serde::Serialize>(one: T, other: T) -> Option<Ordering> {
        let position = |value: T| Position::new(&value).unwrap().unwrap();
        compare(&position(one), &position(other))
    }

    #[test]
    fn numbers_are_ordered() {
        assert_eq!(order(2, 10), Some(Ordering::Less));
        assert_eq!(order(-2.5, -3.0), Some(Ordering::Greater));
        assert_eq!(order(u64::MAX, u64::MAX - 1), Some(Ordering::Greater));
    }

    #[test]
    fn times_are_ordered_whatever_their_offset_and_precision() {
        let ascending = [
            "1999-12-31T23:59:59Z",
            "2000-02-28T23:59:59Z",
            "2000-02-29T00:00:00Z",
            "2000-03-01T00:00:00+02:00",
            "2024-12-31T23:30:00.05Z",
            "2024-12-31T23:30:00.5z",
            "2025-01-01 00:00:00-01:00",
            "2025-01-01T01:00:00.000001Z",
        ];
        for pair in ascending.windows(2) {
            assert_eq!(order(pair[0], pair[1]), Some(Ordering::Less), "{pair:?}");
        }
        assert_eq!(order("2025-01-01T01:00:00.10Z", "2025-01-01T02:00:00.1+01:00"), Some(Ordering::Equal));
    }

    #[test]
    fn dates_are_read_back_from_their_days() {
        for year in [1, 4, 100, 399, 400, 1_900, 1_999, 2_000, 2_023, 2_024, 9_999] {
            for (month, last) in [(1, 31), (2, 28), (3, 31), (4, 30), (12, 31)] {
                for day in 1..=last {
                    assert_eq!(date(days(year, month, day)), (year, month, day));
                }
            }
        }
        assert_eq!(date(days(2_024, 2, 29)), (2_024, 2, 29));
    }

    #[test]
    fn the_order_of_other_text_is_not_known() {
        for (one, other) in
            [("a", "b"), ("10", "9"), ("2025-01-01T01:00:00", "2025-01-01T02:00:00"), ("2025-13-01T01:00:00Z", "ä25")]
        {
            assert_eq!(order(one, other), None);
        }
        assert_eq!(order("a", "a"), Some(Ordering::Equal));
    }
}
