//! A position of any type: what an API returns to find the next page.

mod de;
mod fingerprint;
pub(crate) mod line;
pub(crate) mod order;
mod ser;
mod sync_token;
mod text;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Number, Value};

use crate::redact;

pub(crate) use fingerprint::Fingerprint;
pub use ser::Unsendable;
pub use sync_token::SyncToken;
use text::Text;

/// What names a page: a cursor, a link, an offset or a page number, of any type that serde can write.
///
/// It is cheap to clone, and its `Debug` never shows it in full.
///
/// ```
/// use pagination_core::Position;
///
/// let position = Position::new("MTB8MTc3NzM2MDM5OTc0OXw=")?.expect("a string is a position");
/// assert_eq!(position.as_str(), Some("MTB8MTc3NzM2MDM5OTc0OXw="));
/// assert_eq!(format!("{position:?}"), "Position(…24 bytes…)");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Position(Repr);

/// The `Arc`s are shared by a page and the walk.
#[derive(Clone, PartialEq)]
enum Repr {
    Text(Text),
    Number(Number),
    Json(Arc<Value>),
}

impl Position {
    /// Converts a value; `None` if serde writes it as null, which is not a position.
    ///
    /// # Errors
    ///
    /// If serde cannot write the value as JSON.
    pub fn new<T: Serialize + ?Sized>(value: &T) -> Result<Option<Self>, Unsendable> {
        value.serialize(ser::PositionSerializer)
    }

    /// The text, if the position is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Repr::Text(text) => Some(text),
            _ => None,
        }
    }

    /// This and another, as one.
    pub(crate) fn followed_by(&self, next: &Self) -> Self {
        Self(Repr::Json(Arc::new(Value::Array(vec![self.to_json(), next.to_json()]))))
    }

    /// The number, if the position is a non-negative integer.
    pub fn as_u64(&self) -> Option<u64> {
        match &self.0 {
            Repr::Number(number) => number.as_u64(),
            _ => None,
        }
    }

    /// The position as JSON.
    pub fn to_json(&self) -> Value {
        match &self.0 {
            Repr::Text(text) => Value::String(text.to_string()),
            Repr::Number(number) => Value::Number(number.clone()),
            Repr::Json(value) => value.as_ref().clone(),
        }
    }

    /// The position, read as another type.
    ///
    /// # Errors
    ///
    /// If the position does not fit the type.
    pub fn get<T: DeserializeOwned>(&self) -> Result<T, serde::de::value::Error> {
        Self::read(Some(self))
    }

    /// A position that may be absent, read as another type.
    pub(crate) fn read<T: DeserializeOwned>(position: Option<&Self>) -> Result<T, serde::de::value::Error> {
        T::deserialize(de::PositionDeserializer(position))
    }

    pub(crate) fn as_number(&self) -> Option<&Number> {
        match &self.0 {
            Repr::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn count(count: u64) -> Self {
        Self(Repr::Number(count.into()))
    }

    pub(crate) fn number(number: i64) -> Self {
        Self(Repr::Number(number.into()))
    }

    pub(crate) fn text(text: impl AsRef<str>) -> Self {
        Self(Repr::Text(Text::from(text.as_ref())))
    }

    pub(crate) fn json(value: Value) -> Option<Self> {
        match value {
            Value::Null => None,
            Value::String(text) => Some(Self::text(text)),
            Value::Number(number) => Some(Self(Repr::Number(whole(number)))),
            other => Some(Self(Repr::Json(Arc::new(other)))),
        }
    }

    /// The position as a map, for a `merge` target.
    #[cfg(feature = "http")]
    pub(crate) fn as_map(&self) -> Option<&serde_json::Map<String, Value>> {
        match &self.0 {
            Repr::Json(value) => value.as_object(),
            _ => None,
        }
    }

    /// The position as text for a query parameter, header or form field; `None` for arrays and maps, which only JSON can hold.
    pub(crate) fn to_text(&self) -> Option<std::borrow::Cow<'_, str>> {
        match &self.0 {
            Repr::Text(text) => Some((**text).into()),
            Repr::Number(number) => Some(match number.as_f64() {
                // Beyond 64 bits; `1e21` would be read by few servers.
                Some(float) if number.is_f64() && float.fract() == 0.0 => format!("{float:.0}").into(),
                _ => number.to_string().into(),
            }),
            Repr::Json(value) => match value.as_ref() {
                Value::Bool(flag) => Some(flag.to_string().into()),
                _ => None,
            },
        }
    }

    /// Whether this is an empty string, array or map.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.0 {
            Repr::Text(text) => text.is_empty(),
            Repr::Number(_) => false,
            Repr::Json(value) => match value.as_ref() {
                Value::Array(list) => list.is_empty(),
                Value::Object(map) => map.is_empty(),
                _ => false,
            },
        }
    }

    /// A 64-bit hash, for the loop guard.
    #[inline]
    pub(crate) fn fingerprint(&self) -> u64 {
        let Repr::Text(text) = &self.0 else { return self.fingerprint_of_json() };
        let mut hasher = Fingerprint::default();
        hasher.add_bytes(text.as_bytes());
        hasher.finish()
    }

    #[cold]
    fn fingerprint_of_json(&self) -> u64 {
        let mut hasher = Fingerprint::default();
        match &self.0 {
            Repr::Text(_) => {}
            Repr::Number(number) => (1_u8, number).hash(&mut hasher),
            Repr::Json(value) => (2_u8, value.as_ref()).hash(&mut hasher),
        }
        hasher.finish()
    }
}

/// A float without a fraction as the integer that it is: servers that send `1660828440.0` want `1660828440` back.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
fn whole(number: Number) -> Number {
    const END_OF_U64: f64 = 18_446_744_073_709_551_616.0;
    const START_OF_I64: f64 = -9_223_372_036_854_775_808.0;
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 => match float {
            0.0..END_OF_U64 => (float as u64).into(),
            START_OF_I64..0.0 => (float as i64).into(),
            _ => number,
        },
        _ => number,
    }
}

impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Text(text) => f.debug_tuple("Position").field(&redact::Text(text)).finish(),
            Repr::Number(_) => f.write_str("Position(a number)"),
            Repr::Json(_) => f.write_str("Position(a JSON value)"),
        }
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Repr::Text(text) => serializer.serialize_str(text),
            Repr::Number(number) => number.serialize(serializer),
            Repr::Json(value) => value.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::json(value).ok_or_else(|| serde::de::Error::custom("a position cannot be null"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn whole_floats_are_written_as_whole_numbers_and_others_as_they_are() {
        for (float, text) in [
            (1_660_828_440.0, "1660828440"),
            (-3.0, "-3"),
            (0.0, "0"),
            (1e21, "1000000000000000000000"),
            (-1e21, "-1000000000000000000000"),
            (18_446_744_073_709_551_616.0, "18446744073709551616"),
            (1.5, "1.5"),
        ] {
            let position = Position::new(&float).unwrap().unwrap();
            assert_eq!(position.to_text().as_deref(), Some(text));
        }
        let position = Position::new(&1_660_828_440.0).unwrap().unwrap();
        assert_eq!((position.as_u64(), position.to_json()), (Some(1_660_828_440), 1_660_828_440_u64.into()));
    }
}
