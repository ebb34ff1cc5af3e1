//! How far a walk has got, as a value to store.

use std::fmt;

use serde::de::Error as _;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::error::{ForeignCheckpoint, Problem};
use crate::position::Position;
use crate::spec::Spec;

/// How far a walk has got. `.resume(checkpoint)` continues from there.
///
/// It is a small serde value: the position of a page, and how many of its items were taken. It contains cursors, so store it like a
/// secret. Its `Debug` shows none of them.
///
/// ```
/// # use pagination_core::Paginated;
/// # #[derive(Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<&'static str>, next: Option<String> }
/// # fn list(at: Option<String>) -> Result<Names, std::io::Error> {
/// #     Ok(match at {
/// #         None => Names { names: vec!["ann", "bob"], next: Some("2".to_owned()) },
/// #         Some(_) => Names { names: vec!["eve"], next: None },
/// #     })
/// # }
/// let mut names = pagination_core::pages_blocking(list).items();
/// assert_eq!(names.try_next()?, Some("ann"));
/// let stored = serde_json::to_string(&names.checkpoint())?;
///
/// let checkpoint = serde_json::from_str(&stored)?;
/// let rest: Result<Vec<_>, _> = pagination_core::pages_blocking(list).resume(checkpoint).items().collect();
/// assert_eq!(rest?, ["bob", "eve"]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// A resumed walk skips as many items of the page as were taken. If items were inserted or deleted there in the meantime, an item may
/// be returned twice or missed. With offsets and page numbers, the same goes for changes on earlier pages. To get an item twice rather
/// than miss one, request the whole page again: [`at_page_start`](Self::at_page_start).
#[derive(Clone, PartialEq)]
pub struct Checkpoint {
    pub(crate) response: Box<str>,
    pub(crate) strategy: Box<str>,
    pub(crate) progress: Progress,
    pub(crate) reached: u64,
    /// The page size that the page numbers are based on, if known.
    pub(crate) page_size: Option<u64>,
    pub(crate) prev: Option<Position>,
    pub(crate) since: Option<Position>,
    pub(crate) backwards: bool,
}

#[derive(Clone, PartialEq)]
pub(crate) enum Progress {
    /// At this page, with this many of its items taken.
    At { position: Option<Position>, first: bool, taken: usize },
    /// The list was read to its end.
    Finished,
}

impl Checkpoint {
    /// The same checkpoint, moved back to the start of its page: the items taken from it are returned again.
    #[must_use]
    pub fn at_page_start(mut self) -> Self {
        if let Progress::At { taken, .. } = &mut self.progress {
            *taken = 0;
        }
        self
    }

    /// Whether the list was read to its end. A walk resumed from here yields nothing.
    pub fn is_over(&self) -> bool {
        matches!(self.progress, Progress::Finished)
    }

    /// How many items of the current page were taken.
    pub fn taken(&self) -> usize {
        match self.progress {
            Progress::At { taken, .. } => taken,
            Progress::Finished => 0,
        }
    }

    pub(crate) fn check(&self, spec: &'static Spec) -> Result<(), Problem> {
        if *self.response != *spec.response || *self.strategy != *spec.strategy.name() {
            return Err(Problem::Checkpoint(Box::new(ForeignCheckpoint {
                expected: format!("`{}` by {}", spec.response, spec.strategy.name()),
                found: format!("`{}` by {}", self.response, self.strategy),
            })));
        }
        if spec.session && matches!(self.progress, Progress::At { position: Some(_), .. }) {
            return Err(Problem::request(format!(
                "a walk of `{}` by {} cannot be resumed: its position is used up by reading (`session`); start the walk without a checkpoint",
                spec.response,
                spec.strategy.name()
            )));
        }
        Ok(())
    }
}

impl fmt::Debug for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Checkpoint");
        shown.field("response", &self.response).field("strategy", &self.strategy);
        match &self.progress {
            Progress::At { position, taken, .. } => shown.field("position", position).field("taken", taken),
            Progress::Finished => shown.field("over", &true),
        };
        shown.finish_non_exhaustive()
    }
}

impl Serialize for Checkpoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("response", &self.response)?;
        map.serialize_entry("strategy", &self.strategy)?;
        match &self.progress {
            Progress::Finished => map.serialize_entry("over", &true)?,
            Progress::At { position, first, taken } => {
                if let Some(position) = position {
                    map.serialize_entry("position", position)?;
                }
                if *first {
                    map.serialize_entry("first", first)?;
                }
                if *taken > 0 {
                    map.serialize_entry("taken", taken)?;
                }
            }
        }
        if self.reached > 0 {
            map.serialize_entry("reached", &self.reached)?;
        }
        if let Some(size) = self.page_size {
            map.serialize_entry("page_size", &size)?;
        }
        for (key, position) in [("prev", &self.prev), ("since", &self.since)] {
            if let Some(position) = position {
                map.serialize_entry(key, position)?;
            }
        }
        if self.backwards {
            map.serialize_entry("backwards", &true)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Checkpoint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut map = Map::deserialize(deserializer)?;
        let mut text = |key: &str| match map.remove(key) {
            Some(Value::String(text)) => Ok(text.into_boxed_str()),
            _ => Err(D::Error::custom(format_args!("a checkpoint needs a string `{key}`"))),
        };
        let (response, strategy) = (text("response")?, text("strategy")?);
        let mut position = |key: &str| map.remove(key).and_then(Position::json);
        let (at, prev, since) = (position("position"), position("prev"), position("since"));
        let flag = |key: &str| map.get(key).and_then(Value::as_bool).unwrap_or(false);
        let count = |key: &str| map.get(key).and_then(Value::as_u64).unwrap_or(0);
        let progress = if flag("over") {
            Progress::Finished
        } else {
            let taken = usize::try_from(count("taken")).map_err(D::Error::custom)?;
            Progress::At { position: at, first: flag("first"), taken }
        };
        Ok(Self {
            response,
            strategy,
            progress,
            reached: count("reached"),
            page_size: map.get("page_size").and_then(Value::as_u64),
            prev,
            since,
            backwards: flag("backwards"),
        })
    }
}
