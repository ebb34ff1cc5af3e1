//! Reads a position as the type that the caller's function takes.

use serde::de::value::Error;
use serde::de::{Deserializer, Error as _, IntoDeserializer, Visitor};
use serde_json::{Number, Value};

use super::{Position, Repr};

/// A position, or none, which an `Option` reads as `None`.
pub(super) struct PositionDeserializer<'a>(pub(super) Option<&'a Position>);

impl<'a> PositionDeserializer<'a> {
    fn position(&self) -> Result<&'a Position, Error> {
        self.0.ok_or_else(|| Error::custom("the first request has no position; take the position as an `Option`"))
    }
}

/// Positions from headers and from `initial` are text, so text can be read as a number.
macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.0.and_then(Position::as_str).map(str::parse::<Number>) {
                Some(Ok(number)) => number.deserialize_any(visitor).map_err(Error::custom),
                _ => self.deserialize_any(visitor),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for PositionDeserializer<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.position()?.0 {
            Repr::Text(text) => visitor.visit_str(text),
            Repr::Number(number) => number.deserialize_any(visitor).map_err(Error::custom),
            Repr::Json(value) => value.as_ref().clone().deserialize_any(visitor).map_err(Error::custom),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_some() { visitor.visit_some(self) } else { visitor.visit_none() }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.position()?.0 {
            Repr::Text(text) => visitor.visit_enum(IntoDeserializer::<Error>::into_deserializer(&**text)),
            Repr::Number(number) => {
                Value::Number(number.clone()).deserialize_enum(name, variants, visitor).map_err(Error::custom)
            }
            Repr::Json(value) => {
                value.as_ref().clone().deserialize_enum(name, variants, visitor).map_err(Error::custom)
            }
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_some() { self.deserialize_any(visitor) } else { visitor.visit_unit() }
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
    }

    serde::forward_to_deserialize_any! {
        bool f32 f64 char str string bytes byte_buf
        unit_struct seq tuple tuple_struct map struct identifier
    }
}
