//! A part of a list, for a walk of its own.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Checkpoint, Progress};
use crate::position::Position;

/// A part of a list: `.split(n)` makes them, and `.part(part)` walks one.
///
/// It is a small serde value, as a [`Checkpoint`] is, so that another process or machine can walk it. Together, the parts are the list, in
/// order. The last one has no end: what was added to the list since belongs to it. Its `Debug` shows no secret.
#[derive(Clone, PartialEq)]
pub struct Part(Box<Checkpoint>);

/// Where a part begins, and where the next one does.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Bounds {
    Positions(PositionBounds),
    Keys(KeyBounds),
}

/// Offsets or page numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PositionBounds {
    pub(crate) from: u64,
    /// `None` for the last part.
    pub(crate) to: Option<u64>,
    /// How many items a page seems to have, where page numbers do not say how many items come before them.
    pub(crate) likely_length: Option<u64>,
}

/// Values of the items, by which the list is sorted (`anchor`). A value that is a bound itself is in the part that the API's filter
/// gives it to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeyBounds {
    /// `None` for the first part.
    pub(crate) from: Option<Position>,
    /// `None` for the last part.
    pub(crate) to: Option<Position>,
}

impl Part {
    /// A part that begins at this checkpoint, which holds the bounds.
    pub(crate) fn new(start: Checkpoint) -> Self {
        Self(Box::new(start))
    }

    pub(crate) fn start(&self) -> &Checkpoint {
        &self.0
    }

    pub(crate) fn bounds(&self) -> Option<&Bounds> {
        self.0.part.as_deref()
    }
}

/// What a message says of a walk that is, or is not, of a part.
pub(super) fn describe(part: Option<&Bounds>) -> String {
    match part {
        Some(Bounds::Positions(PositionBounds { from, to: Some(to), .. })) => {
            format!(", the part from {from} up to {to}")
        }
        Some(Bounds::Positions(PositionBounds { from, to: None, .. })) => format!(", the part from {from}"),
        Some(Bounds::Keys(KeyBounds { from, to })) => {
            // A bound that was stored is read as a number or a time only.
            let text = |bound: &Option<Position>| bound.as_ref().and_then(|bound| Some(bound.to_text()?.into_owned()));
            let side = |word: &str, bound| text(bound).map_or_else(String::new, |bound| format!(" {word} {bound}"));
            format!(", the part by key{}{}", side("from", from), side("up to", to))
        }
        None => ", the whole list".to_owned(),
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Part");
        shown.field("response", &self.0.response).field("strategy", &self.0.strategy);
        match self.bounds() {
            Some(Bounds::Positions(PositionBounds { from, to, .. })) => shown.field("from", from).field("to", to),
            Some(Bounds::Keys(KeyBounds { from, to })) => shown.field("from", from).field("to", to),
            None => &mut shown,
        };
        shown.finish_non_exhaustive()
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let start = Checkpoint::deserialize(deserializer)?;
        let begins_there = match (start.part.as_deref(), &start.progress) {
            (Some(Bounds::Positions(bounds)), Progress::At { position: Some(position), taken: 0, .. }) => {
                position.as_u64() == Some(bounds.from)
            }
            (Some(Bounds::Keys(bounds)), Progress::At { taken: 0, .. }) => {
                start.window.as_ref().and_then(|window| window.anchor.as_ref()) == bounds.from.as_ref()
            }
            _ => false,
        };
        if !begins_there {
            return Err(D::Error::custom("this is not a part of a list, as `split` makes them"));
        }
        Ok(Self(Box::new(start)))
    }
}
