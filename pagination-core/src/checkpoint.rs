//! How far a walk has got, as a value to store.

mod format;
mod identity;

use std::fmt;

use crate::error::{ForeignCheckpoint, Problem};
use crate::position::Position;
use crate::spec::Spec;

pub(crate) use identity::Identity;

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
    pub(crate) response: Box<str>,
    pub(crate) strategy: Box<str>,
    pub(crate) identity: Identity,
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

    pub(crate) fn check(&self, spec: &'static Spec, identity: &Identity) -> Result<(), Problem> {
        let mut expected = format!("`{}` by {}", spec.response, spec.strategy.name());
        let mut found = format!("`{}` by {}", self.response, self.strategy);
        let is_of_this_type = *self.response == *spec.response && *self.strategy == *spec.strategy.name();
        if !is_of_this_type || !self.identity.fits(identity) {
            if is_of_this_type {
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
        shown.finish_non_exhaustive()
    }
}
