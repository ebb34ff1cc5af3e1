//! Converts any serde value to a position: strings and numbers directly, everything else through JSON.

use std::fmt;

use serde::Serialize;
use serde::ser::{self, Serializer};
use serde_json::Number;
use serde_json::value::Serializer as JsonSerializer;

use super::{Position, Repr};

/// A value that cannot be a position, because serde cannot write it as JSON: for example a map whose keys are not strings.
///
/// ```
/// use std::collections::BTreeMap;
/// use pagination_core::Position;
///
/// let error = Position::new(&BTreeMap::from([([1, 2], "x")])).unwrap_err();
/// assert_eq!(error.to_string(), "the position cannot be written as JSON: key must be a string");
/// ```
#[derive(Debug)]
pub struct Unsendable(Box<str>);

impl fmt::Display for Unsendable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the position cannot be written as JSON: {}", self.0)
    }
}

impl std::error::Error for Unsendable {}

impl ser::Error for Unsendable {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string().into())
    }
}

impl From<serde_json::Error> for Unsendable {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string().into())
    }
}

fn number(number: impl Into<Number>) -> Position {
    Position(Repr::Number(number.into()))
}

/// Maps and sequences are rare as positions, so they go through a JSON value.
pub(super) struct Compound<C>(C);

type JsonSeq = <JsonSerializer as Serializer>::SerializeSeq;
type JsonTuple = <JsonSerializer as Serializer>::SerializeTuple;
type JsonTupleStruct = <JsonSerializer as Serializer>::SerializeTupleStruct;
type JsonTupleVariant = <JsonSerializer as Serializer>::SerializeTupleVariant;
type JsonMap = <JsonSerializer as Serializer>::SerializeMap;
type JsonStruct = <JsonSerializer as Serializer>::SerializeStruct;
type JsonStructVariant = <JsonSerializer as Serializer>::SerializeStructVariant;

macro_rules! compound {
    ($($trait:ident for $inner:ty { $($method:ident($($key:ident: $key_type:ty)?)),* })*) => {$(
        impl ser::$trait for Compound<$inner> {
            type Ok = Option<Position>;
            type Error = Unsendable;
            $(fn $method<T: Serialize + ?Sized>(&mut self, $($key: $key_type,)? value: &T) -> Result<(), Unsendable> {
                Ok(ser::$trait::$method(&mut self.0, $($key,)? value)?)
            })*
            fn end(self) -> Result<Option<Position>, Unsendable> {
                Ok(Position::json(ser::$trait::end(self.0)?))
            }
        }
    )*};
}

compound! {
    SerializeSeq for JsonSeq { serialize_element() }
    SerializeTuple for JsonTuple { serialize_element() }
    SerializeTupleStruct for JsonTupleStruct { serialize_field() }
    SerializeTupleVariant for JsonTupleVariant { serialize_field() }
    SerializeMap for JsonMap { serialize_key(), serialize_value() }
    SerializeStruct for JsonStruct { serialize_field(key: &'static str) }
    SerializeStructVariant for JsonStructVariant { serialize_field(key: &'static str) }
}

pub(super) struct PositionSerializer;

type Written = Result<Option<Position>, Unsendable>;

impl Serializer for PositionSerializer {
    type Ok = Option<Position>;
    type Error = Unsendable;
    type SerializeSeq = Compound<JsonSeq>;
    type SerializeTuple = Compound<JsonTuple>;
    type SerializeTupleStruct = Compound<JsonTupleStruct>;
    type SerializeTupleVariant = Compound<JsonTupleVariant>;
    type SerializeMap = Compound<JsonMap>;
    type SerializeStruct = Compound<JsonStruct>;
    type SerializeStructVariant = Compound<JsonStructVariant>;

    fn serialize_str(self, v: &str) -> Written {
        Ok(Some(Position::text(v)))
    }
    fn serialize_char(self, v: char) -> Written {
        Ok(Some(Position::text(&*v.encode_utf8(&mut [0; 4]))))
    }
    fn serialize_u8(self, v: u8) -> Written {
        Ok(Some(number(v)))
    }
    fn serialize_u16(self, v: u16) -> Written {
        Ok(Some(number(v)))
    }
    fn serialize_u32(self, v: u32) -> Written {
        Ok(Some(number(v)))
    }
    fn serialize_u64(self, v: u64) -> Written {
        Ok(Some(number(v)))
    }
    fn serialize_i8(self, v: i8) -> Written {
        Ok(Some(number(v)))
    }
    fn serialize_i16(self, v: i16) -> Written {
        Ok(Some(number(v)))
    }
    fn serialize_i32(self, v: i32) -> Written {
        Ok(Some(number(v)))
    }
    fn serialize_i64(self, v: i64) -> Written {
        Ok(Some(number(v)))
    }
    fn serialize_i128(self, v: i128) -> Written {
        Ok(Position::json(JsonSerializer.serialize_i128(v)?))
    }
    fn serialize_u128(self, v: u128) -> Written {
        Ok(Position::json(JsonSerializer.serialize_u128(v)?))
    }
    fn serialize_f32(self, v: f32) -> Written {
        Ok(Position::json(JsonSerializer.serialize_f32(v)?))
    }
    fn serialize_f64(self, v: f64) -> Written {
        Ok(Position::json(JsonSerializer.serialize_f64(v)?))
    }
    fn serialize_bool(self, v: bool) -> Written {
        Ok(Position::json(v.into()))
    }
    fn serialize_bytes(self, v: &[u8]) -> Written {
        Ok(Position::json(JsonSerializer.serialize_bytes(v)?))
    }
    fn serialize_none(self) -> Written {
        Ok(None)
    }
    fn serialize_unit(self) -> Written {
        Ok(None)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Ok(None)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        Ok(Some(Position::text(variant)))
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        Ok(Position::json(JsonSerializer.serialize_newtype_variant(name, index, variant, value)?))
    }
    fn serialize_seq(self, len: Option<usize>) -> Result<Self::SerializeSeq, Unsendable> {
        Ok(Compound(JsonSerializer.serialize_seq(len)?))
    }
    fn serialize_tuple(self, len: usize) -> Result<Self::SerializeTuple, Unsendable> {
        Ok(Compound(JsonSerializer.serialize_tuple(len)?))
    }
    fn serialize_tuple_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeTupleStruct, Unsendable> {
        Ok(Compound(JsonSerializer.serialize_tuple_struct(name, len)?))
    }
    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeTupleVariant, Unsendable> {
        Ok(Compound(JsonSerializer.serialize_tuple_variant(name, index, variant, len)?))
    }
    fn serialize_map(self, len: Option<usize>) -> Result<Self::SerializeMap, Unsendable> {
        Ok(Compound(JsonSerializer.serialize_map(len)?))
    }
    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeStruct, Unsendable> {
        Ok(Compound(JsonSerializer.serialize_struct(name, len)?))
    }
    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeStructVariant, Unsendable> {
        Ok(Compound(JsonSerializer.serialize_struct_variant(name, index, variant, len)?))
    }
}
