//! How far a walk has got, as a value to store.

mod format;
mod identity;
mod part;
mod tree;

use std::borrow::Cow;
use std::fmt;

use crate::error::{ForeignCheckpoint, Problem};
use crate::position::Position;
use crate::spec::Spec;

pub(crate) use identity::Identity;
pub use part::Part;
pub(crate) use part::{Bounds, KeyBounds, PositionBounds};
pub(crate) use tree::Branches;

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
///
/// Any serde format stores it. A damaged one is refused when it is loaded, and so is one that a newer version of this library has
/// written. Those of older versions are read.
#[derive(Clone, PartialEq)]
pub struct Checkpoint {
    pub(crate) response: Cow<'static, str>,
    pub(crate) strategy: Cow<'static, str>,
    pub(crate) identity: Identity,
    pub(crate) progress: Progress,
    pub(crate) reached: u64,
    /// The page size that the page numbers are based on, if known.
    pub(crate) page_size: Option<u64>,
    pub(crate) prev: Option<Position>,
    pub(crate) since: Option<Position>,
    pub(crate) backwards: bool,
    /// What is open on each level below this walk, in a tree.
    pub(crate) tree: Vec<Branches>,
    pub(crate) keys: Option<Box<StoredKeys>>,
    pub(crate) window: Option<Box<StoredWindow>>,
    /// The part, where the walk is of one.
    pub(crate) part: Option<Box<Bounds>>,
}

/// Hashes of the keys that the walk recognizes items by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StoredKeys {
    /// The keys of the items before the page.
    pub(crate) before: Vec<u64>,
    /// The keys of the items of the page that were taken.
    pub(crate) taken: Vec<u64>,
    /// Whether there were more before these.
    pub(crate) has_forgotten: bool,
    /// The total that was reported last.
    pub(crate) total: Option<u64>,
}

/// The part of the list that the walk is in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StoredWindow {
    /// Where it begins, unless it is the first.
    pub(crate) anchor: Option<Position>,
    /// The values of its first and its last item.
    pub(crate) first: Option<Position>,
    pub(crate) last: Option<Position>,
    /// Hashes of the keys of the items with the last value.
    pub(crate) ties: Vec<u64>,
    pub(crate) items: u64,
    /// The total of the whole list.
    pub(crate) total: Option<u64>,
}

/// The strategy of a checkpoint that belongs to no walk.
const VALUES: &str = "values";

#[derive(Clone, PartialEq)]
pub(crate) enum Progress {
    /// At this page, with this many of its items taken.
    At { position: Option<Position>, first: bool, taken: usize },
    /// The list was read to its end.
    Finished,
}

impl Checkpoint {
    /// At the end of a walk.
    pub(crate) fn new(spec: &'static Spec, identity: Identity) -> Self {
        Self {
            response: spec.response.into(),
            strategy: spec.strategy.name().into(),
            identity,
            progress: Progress::Finished,
            reached: 0,
            page_size: None,
            prev: None,
            since: None,
            backwards: false,
            tree: Vec::new(),
            keys: None,
            window: None,
            part: None,
        }
    }

    /// A checkpoint of values that were given in place of a walk: no walk is resumed from it.
    pub(crate) fn of_values(taken: usize, is_over: bool) -> Self {
        Self {
            response: "BoxItems::of".into(),
            strategy: VALUES.into(),
            identity: Identity::Unknown,
            progress: if is_over { Progress::Finished } else { Progress::At { position: None, first: true, taken } },
            reached: 0,
            page_size: None,
            prev: None,
            since: None,
            backwards: false,
            tree: Vec::new(),
            keys: None,
            window: None,
            part: None,
        }
    }

    /// The same checkpoint, moved back to the start of its page: the items taken from it are returned again.
    #[must_use]
    pub fn at_page_start(mut self) -> Self {
        if let Some(branches) = self.tree.last_mut() {
            branches.move_to_page_starts();
            return self;
        }
        if let Progress::At { taken, .. } = &mut self.progress {
            *taken = 0;
        }
        if let Some(keys) = &mut self.keys {
            keys.taken.clear();
        }
        self
    }

    /// Whether the list was read to its end. A walk resumed from here yields nothing.
    pub fn is_over(&self) -> bool {
        matches!(self.progress, Progress::Finished)
    }

    /// How many items of the current page were taken.
    pub fn taken(&self) -> usize {
        if let Some(branches) = self.tree.last() {
            return branches.open.first().map_or(0, |(_, open)| open.taken());
        }
        match self.progress {
            Progress::At { taken, .. } => taken,
            Progress::Finished => 0,
        }
    }

    /// Refuses it for a walk of this type, strategy and identity, of the list or of this part of it.
    pub(crate) fn check(&self, spec: &'static Spec, identity: &Identity, part: Option<&Bounds>) -> Result<(), Problem> {
        let mut expected = format!("`{}` by {}", spec.response, spec.strategy.name());
        let mut found = match &*self.strategy {
            VALUES => "values that stand in place of a walk (`BoxItems::of`)".to_owned(),
            strategy => format!("`{}` by {strategy}", self.response),
        };
        if !self.tree.is_empty() {
            found += tree::FANNED_OUT;
        }
        let is_of_this_type =
            self.tree.is_empty() && self.response == spec.response && self.strategy == spec.strategy.name();
        let is_of_this_part = self.part.as_deref() == part;
        if !is_of_this_type || !self.identity.fits(identity) || !is_of_this_part {
            if is_of_this_type && self.identity.fits(identity) {
                expected += &part::describe(part);
                found += &part::describe(self.part.as_deref());
            } else if is_of_this_type {
                let [of_walk, of_checkpoint] = difference(identity, &self.identity);
                expected += &of_walk;
                found += &of_checkpoint;
            }
            return Err(Problem::Checkpoint(Box::new(ForeignCheckpoint { expected, found, surplus: 0 })));
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

/// What two walks differ in, of the first and of the second.
fn difference(one: &Identity, other: &Identity) -> [String; 2] {
    if let (Identity::Path(_), Identity::Path(_)) = (one, other) {
        return [" at this path".to_owned(), " at another path".to_owned()];
    }
    [one, other].map(|identity| match identity {
        // Escaped: the one of a checkpoint comes from outside.
        Identity::Named(name) => format!(" named {name:?}"),
        _ => " without a name".to_owned(),
    })
}

impl fmt::Debug for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Checkpoint");
        shown.field("response", &self.response).field("strategy", &self.strategy);
        if let Identity::Named(name) = &self.identity {
            shown.field("named", name);
        }
        match &self.progress {
            Progress::At { position, taken, .. } => shown.field("position", position).field("taken", taken),
            Progress::Finished => shown.field("over", &true),
        };
        for branches in &self.tree {
            shown.field("open", &branches.open.len());
        }
        shown.finish_non_exhaustive()
    }
}
