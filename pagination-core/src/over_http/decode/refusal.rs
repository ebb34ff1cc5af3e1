//! Why a type refuses a value: what it expects, and the type of what was found, never the value.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use super::json_tree::{Tree, counted};
use crate::outside_text;

/// Why a type refuses a value.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The value is of another type.
    Type { expected: String, found: Found },
    /// A sentence that says all.
    Said(String),
    /// The type's own reason, which may quote the value, so it is not kept.
    Own,
}

/// What a type was given.
#[derive(Debug)]
pub(super) enum Found {
    List,
    Map,
    Other(String),
}

impl Refusal {
    /// The message, where `there` is the value that was refused, or one around it.
    pub(super) fn message(&self, there: &Tree) -> String {
        match self {
            Self::Type { expected, found } => {
                let found = match (found, there) {
                    (Found::List, Tree::List(_)) | (Found::Map, Tree::Map(_)) => there.describe(),
                    (Found::List, _) => "an array".to_owned(),
                    (Found::Map, _) => "an object".to_owned(),
                    (Found::Other(found), _) => found.clone(),
                };
                format!("expected {expected}, found {found}")
            }
            Self::Said(message) => format!("{message}, found {}", there.describe()),
            Self::Own => format!("the type refuses what was found: {}", there.describe()),
        }
    }

    fn other(expected: &dyn Expected, found: Found) -> Self {
        Self::Type { expected: outside_text::shortened(&expected.to_string(), 120), found }
    }
}

fn found(value: Unexpected<'_>) -> Found {
    Found::Other(match value {
        Unexpected::Seq => return Found::List,
        Unexpected::Map => return Found::Map,
        Unexpected::Bool(_) => "a boolean".to_owned(),
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "an integer".to_owned(),
        Unexpected::Float(_) => "a floating point number".to_owned(),
        Unexpected::Char(text) => format!("a string of {}", counted(text.len_utf8(), "byte")),
        Unexpected::Str(text) => format!("a string of {}", counted(text.len(), "byte")),
        Unexpected::Bytes(bytes) => format!("a string of {}", counted(bytes.len(), "byte")),
        Unexpected::Unit | Unexpected::Option => "null".to_owned(),
        Unexpected::Enum
        | Unexpected::UnitVariant
        | Unexpected::NewtypeVariant
        | Unexpected::TupleVariant
        | Unexpected::StructVariant => "a variant of another form".to_owned(),
        // `Other` is a string of the type's own, which may quote the value.
        _ => "another value".to_owned(),
    })
}

fn one_of(names: &[&str]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [name] => format!("`{name}`"),
        names => {
            let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
            outside_text::shortened(&format!("one of {}", names.join(", ")), 160)
        }
    }
}

impl de::Error for Refusal {
    fn custom<T: fmt::Display>(message: T) -> Self {
        // serde's derive says no more of an untagged enum, and quotes nothing.
        let message = message.to_string();
        match message.strip_prefix("data did not match any variant of untagged enum ") {
            Some(name) if name.len() <= 100 && name.chars().all(|c| c == '_' || c.is_alphanumeric()) => {
                Self::Said(format!("no variant of the untagged enum `{name}` matches"))
            }
            _ => Self::Own,
        }
    }

    fn invalid_type(value: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::other(expected, found(value))
    }

    fn invalid_value(value: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::other(expected, found(value))
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::other(expected, Found::Other(format!("a length of {length}")))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::Type {
            expected: one_of(expected),
            found: Found::Other(format!("another string of {}", counted(variant.len(), "byte"))),
        }
    }

    fn unknown_field(name: &str, expected: &'static [&'static str]) -> Self {
        let name = outside_text::shortened(name, 60);
        Self::Said(format!("unknown field `{name}`, expected {}", one_of(expected)))
    }

    fn missing_field(name: &'static str) -> Self {
        Self::Said(format!("missing field `{name}`"))
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::Said(format!("duplicate field `{name}`"))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(&Tree::Null))
    }
}

impl std::error::Error for Refusal {}
