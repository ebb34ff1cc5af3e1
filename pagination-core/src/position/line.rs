//! Numbers and times as points on a line, so that a list which is sorted by them can be divided between its first and its last one.
//!
//! A point may be a little before its value: what is divided is compared by the values themselves.
#![warn(clippy::arithmetic_side_effects)]

use serde_json::{Number, Value};

use super::Position;
use super::order::{Time, date, offset};

/// Points in 1 of a number, so that numbers with a fraction have room between them.
const POINTS: i128 = 1 << 20;
const NANOSECONDS: i128 = 1_000_000_000;
const DAY: i64 = 86_400;
/// At most this many digits of a fraction are written: it comes from outside, and may have any number.
const MOST_DIGITS: usize = 32;
/// The years that RFC 3339 can write.
const FIRST_SECOND: i64 = 367 * DAY;
const LAST_SECOND: i64 = 3_652_364 * DAY;

/// How the values of a list are points.
#[derive(Debug)]
pub(crate) enum Line {
    /// Whole numbers.
    Whole,
    /// Numbers with a fraction.
    Float,
    /// Times.
    Time(Format),
}

/// How a time is written.
#[derive(Debug)]
pub(crate) struct Format {
    separator: char,
    /// How many digits follow the dot.
    digits: usize,
    zone: Box<str>,
    /// The seconds of the zone.
    offset: i64,
}

impl Line {
    /// The line of values such as this one; `None` where their order is not known.
    pub(crate) fn of(value: &Position) -> Option<Self> {
        if let Some(number) = value.as_number() {
            return Some(if number.is_f64() { Self::Float } else { Self::Whole });
        }
        let text = value.as_str()?;
        Time::read(text)?;
        let (separator, rest) = (text.get(10..)?.chars().next()?, text.get(19..)?);
        let digits = rest
            .strip_prefix('.')
            .map_or(0, |rest| rest.bytes().take(MOST_DIGITS).take_while(u8::is_ascii_digit).count());
        let zone = rest.trim_start_matches(|letter: char| letter == '.' || letter.is_ascii_digit());
        Some(Self::Time(Format { separator, digits, zone: zone.into(), offset: offset(zone)? }))
    }

    /// Where a value lies; `None` where it is of another type.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a cast of a float saturates")]
    pub(crate) fn point(&self, value: &Position) -> Option<i128> {
        if let Self::Time(_) = self {
            let Time { seconds, fraction } = Time::read(value.as_str()?)?;
            let digits = fraction.get(..fraction.len().min(9))?;
            let nanoseconds = format!("{digits:0<9}").parse::<i128>().ok()?;
            return Some(i128::from(seconds).saturating_mul(NANOSECONDS).saturating_add(nanoseconds));
        }
        let number = value.as_number()?;
        let whole = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
        match whole {
            Some(whole) => Some(whole.saturating_mul(POINTS)),
            None => Some((number.as_f64()?.clamp(-1e30, 1e30) * POINTS as f64).floor() as i128),
        }
    }

    /// The smallest distance that can be written.
    pub(crate) fn unit(&self) -> i128 {
        match self {
            Self::Whole => POINTS,
            Self::Float => 1,
            Self::Time(format) => format.unit(),
        }
    }

    /// The value at a point, or the last one before it that can be written.
    #[allow(clippy::cast_precision_loss, reason = "a bound may lie beside the point")]
    pub(crate) fn value(&self, point: i128) -> Position {
        match self {
            Self::Whole => {
                let whole = point.div_euclid(POINTS);
                match u64::try_from(whole) {
                    Ok(count) => Position::count(count),
                    Err(_) if whole > 0 => Position::count(u64::MAX),
                    Err(_) => Position::number(i64::try_from(whole).unwrap_or(i64::MIN)),
                }
            }
            Self::Float => Number::from_f64(point as f64 / POINTS as f64)
                .and_then(|number| Position::json(Value::Number(number)))
                .unwrap_or_else(|| Position::count(0)),
            Self::Time(format) => Position::text(format.write(point)),
        }
    }
}

impl Format {
    #[allow(clippy::arithmetic_side_effects, reason = "at most 10 to the 9th")]
    fn unit(&self) -> i128 {
        10_i128.pow(9 - u32::try_from(self.digits.min(9)).unwrap_or(9))
    }

    #[allow(clippy::arithmetic_side_effects, reason = "the seconds of 10,000 years, at most")]
    fn write(&self, point: i128) -> String {
        let seconds =
            i64::try_from(point.div_euclid(NANOSECONDS)).unwrap_or(if point < 0 { i64::MIN } else { i64::MAX });
        let local = seconds.clamp(FIRST_SECOND, LAST_SECOND) + self.offset;
        let ((year, month, day), of_day) = (date(local.div_euclid(DAY)), local.rem_euclid(DAY));
        let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
        let Self { separator, digits, zone, .. } = self;
        let fraction = match *digits {
            0 => String::new(),
            digits => {
                let nanoseconds = format!("{:09}", point.rem_euclid(NANOSECONDS));
                format!(".{:0<digits$}", nanoseconds.get(..digits.min(9)).unwrap_or(&nanoseconds))
            }
        };
        format!("{year:04}-{month:02}-{day:02}{separator}{hour:02}:{minute:02}:{second:02}{fraction}{zone}")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use std::cmp::Ordering;

    use serde_json::json;

    use super::super::order::compare;
    use super::*;

    #[test]
    fn a_value_is_read_back_from_its_point() {
        for value in [
            json!(0),
            json!(-7),
            json!(u64::MAX),
            json!(i64::MIN),
            json!(0.5),
            json!(-2.25),
            json!("2024-02-29T23:59:59Z"),
            json!("2024-12-31 23:59:59.5-01:30"),
            json!("0001-12-31T00:00:00.000000001z"),
            json!("9998-12-31T23:59:59.1234567890+23:59"),
        ] {
            let position = Position::json(value.clone()).unwrap();
            let line = Line::of(&position).unwrap();
            assert_eq!(line.value(line.point(&position).unwrap()).to_json(), value);
        }
    }

    #[test]
    fn points_are_ordered_as_their_values_and_those_past_the_ends_can_be_written() {
        for (one, other) in [
            (json!(-3), json!(2.5)),
            (json!(1e40), json!(1e41)),
            (json!("2024-01-01T00:00:00Z"), json!("2024-01-01T00:00:00-01:00")),
        ] {
            let [one, other] = [one, other].map(|value| Position::json(value).unwrap());
            let line = Line::of(&one).unwrap();
            assert!(line.point(&one) <= line.point(&other));
            let [first, last] = [i128::MIN, i128::MAX].map(|point| line.value(point));
            assert_eq!(compare(&first, &last), Some(Ordering::Less));
        }
    }

    #[test]
    fn a_fraction_of_any_length_is_read_and_written() {
        let position = Position::json(json!(format!("2024-01-01T00:00:00.{}Z", "123456789".repeat(20_000)))).unwrap();
        let line = Line::of(&position).unwrap();
        let written = line.value(line.point(&position).unwrap());
        assert_eq!(written.as_str(), Some("2024-01-01T00:00:00.12345678900000000000000000000000Z"));
    }

    #[test]
    fn other_text_is_on_no_line() {
        for value in [json!("abc"), json!("12"), json!("2024-01-01"), json!([1])] {
            assert!(Line::of(&Position::json(value).unwrap()).is_none());
        }
    }
}
