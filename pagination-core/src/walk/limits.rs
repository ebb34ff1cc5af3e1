//! The limits that the caller set: `max_pages` and `max_items`. `portion` cuts the page in which the last item is.

use super::Walk;

impl Walk {
    /// Whether `max_items` lets any further item through.
    pub(crate) fn wants_items(&self) -> bool {
        self.items_left() > 0
    }

    /// Whether the limits allow the request that is `ahead` pages after the one that is due.
    pub(crate) fn is_within_limits(&self, ahead: u64) -> bool {
        self.settings.max_pages.is_none_or(|most| self.due.index.saturating_add(ahead) < most) && self.wants_items()
    }

    /// The items that may still be delivered.
    pub(super) fn items_left(&self) -> u64 {
        self.settings.max_items.map_or(u64::MAX, |most| most.saturating_sub(self.received))
    }
}
