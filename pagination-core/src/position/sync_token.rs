//! The token of an incremental sync.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::Position;
use crate::redact;

/// The token of an incremental sync. A walk that starts with it returns what changed since the walk that it came from.
///
/// It is a serde value to store. Its `Debug` never shows it in full. Strings convert into it.
///
/// ```
/// use pagination_core::SyncToken;
///
/// let token = SyncToken::from("MTB8MTc3NzM2MDM5OTc0OXw=");
/// assert_eq!(format!("{token:?}"), "SyncToken(…24 bytes…)");
/// assert_eq!(serde_json::to_string(&token).unwrap(), "\"MTB8MTc3NzM2MDM5OTc0OXw=\"");
/// ```
#[derive(Clone, PartialEq)]
pub struct SyncToken(pub(crate) Position);

impl SyncToken {
    /// The text, if the token is a string.
    pub fn as_str(&self) -> Option<&str> {
        self.0.as_str()
    }

    /// The token as JSON.
    pub fn to_json(&self) -> Value {
        self.0.to_json()
    }
}

impl fmt::Debug for SyncToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_str() {
            Some(text) => f.debug_tuple("SyncToken").field(&redact::Text(text)).finish(),
            None => f.write_str("SyncToken(…)"),
        }
    }
}

impl Serialize for SyncToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for SyncToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Position::deserialize(deserializer).map(Self)
    }
}

impl From<&str> for SyncToken {
    fn from(text: &str) -> Self {
        Self(Position::text(text))
    }
}

impl From<String> for SyncToken {
    fn from(text: String) -> Self {
        Self(Position::text(text))
    }
}

impl From<&String> for SyncToken {
    fn from(text: &String) -> Self {
        Self(Position::text(text.as_str()))
    }
}

impl From<&Self> for SyncToken {
    fn from(token: &Self) -> Self {
        token.clone()
    }
}
