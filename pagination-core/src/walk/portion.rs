//! Which items of a page are delivered.

use super::Walk;

/// Which items of a page are delivered.
#[derive(Debug)]
pub(crate) enum Portion {
    /// All of them, as on most pages.
    Whole,
    Part(Box<PartOfPage>),
}

/// The items of a page that are delivered, where others are not.
#[derive(Debug)]
pub(crate) struct PartOfPage {
    /// Which of its items came before.
    pub(crate) repeats: Option<Box<[bool]>>,
    /// How many of the others were taken before a checkpoint.
    pub(crate) skip: usize,
    /// At most this many after these are within `max_items`.
    pub(crate) most: u64,
}

impl Walk {
    /// The items of the page that are delivered. What was taken before a checkpoint is passed over; the page may be shorter than it was
    /// then, and the rest of what was taken follows it.
    pub(super) fn portion(&mut self, items: u64, fresh: u64, repeats: Option<Box<[bool]>>) -> Portion {
        let skip = self.skip.min(usize::try_from(fresh).unwrap_or(usize::MAX));
        self.skip = self.skip.saturating_sub(skip);
        let most = self.items_left();
        if repeats.is_none() && skip == 0 && most >= items {
            return Portion::Whole;
        }
        Portion::Part(Box::new(PartOfPage { repeats, skip, most }))
    }
}

impl Portion {
    /// How many of its items were taken before a checkpoint.
    pub(crate) fn skip(&self) -> usize {
        match self {
            Self::Whole => 0,
            Self::Part(part) => part.skip,
        }
    }

    pub(super) fn repeats(&self) -> Option<&[bool]> {
        match self {
            Self::Whole => None,
            Self::Part(part) => part.repeats.as_deref(),
        }
    }

    /// Whether anything is delivered of a page with `count` items.
    pub(crate) fn is_worth(&self, count: u64) -> bool {
        let Self::Part(part) = self else { return true };
        let dropped = how_many(part.repeats.as_deref());
        let kept = count.saturating_sub(dropped);
        (part.skip == 0 && dropped == 0) || (part.skip as u64) < kept
    }
}

/// How many items of a page came before.
pub(super) fn how_many(repeats: Option<&[bool]>) -> u64 {
    repeats.map_or(0, |repeats| repeats.iter().filter(|is_repeat| **is_repeat).count() as u64)
}
