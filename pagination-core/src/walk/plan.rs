//! What is requested next, and, where pages may be fetched in parallel, what is likely to be requested after that.

use crate::page_request::PageRequest;
use crate::position::Position;
use crate::spec::{Step, StrategyKind};

use super::Walk;

impl Walk {
    /// The request that is `ahead` pages after the one that is due; `None` where it is not known, or past the end.
    pub(crate) fn plan(&self, ahead: usize) -> Option<PageRequest> {
        let ahead = ahead as u64;
        if !self.is_going() || !self.is_within_limits(ahead) || (ahead > 0 && self.is_drain()) {
            return None;
        }
        if ahead == 0 {
            return Some(self.due.clone());
        }
        let position = Some(self.guess(self.due.position.as_ref()?, ahead)?);
        Some(PageRequest {
            page_size: self.size_at(position.as_ref()),
            position,
            first: false,
            index: self.due.index.saturating_add(ahead),
            ..self.due.clone()
        })
    }

    /// Whether a request that was sent `ahead` of time is the one that is planned now.
    pub(crate) fn confirms(&self, ahead: usize, sent: &PageRequest) -> bool {
        self.plan(ahead).is_some_and(|planned| {
            planned.position == sent.position && planned.page_size == sent.page_size && planned.anchor == sent.anchor
        })
    }

    /// The position that is `ahead` full pages after the one that is due.
    fn guess(&self, due: &Position, ahead: u64) -> Option<Position> {
        let nothing_known = self.due.index == 0;
        if !self.spec.parallel || (nothing_known && self.spec.total) {
            return None;
        }
        let due = due.as_u64()?;
        let full = self.page_length();
        let (next, items) = if self.spec.strategy == StrategyKind::Page {
            (due.checked_add(ahead)?, full.map(|full| full.saturating_mul(ahead)))
        } else {
            let items = full?.checked_mul(ahead)?;
            (due.checked_add(items)?, Some(items))
        };
        let left = self.settings.max_items.map(|most| most.saturating_sub(self.received));
        if left.zip(items).is_some_and(|(left, items)| items >= left) {
            return None;
        }
        if self.part_end().is_some_and(|to| next >= to) {
            return None;
        }
        let steps = next.saturating_sub(self.spec.first);
        let within = match self.spec.strategy {
            StrategyKind::Page => {
                self.total_pages.is_none_or(|total| steps < total)
                    && full.is_none_or(|full| {
                        self.total.is_none_or(|total| steps.saturating_mul(full) < total)
                            && self
                                .spec
                                .max_window
                                .is_none_or(|most| steps.saturating_add(1).saturating_mul(full) <= most)
                    })
            }
            _ => self.total.is_none_or(|total| steps < total) && self.spec.max_window.is_none_or(|most| steps < most),
        };
        within.then(|| Position::count(next))
    }

    /// How far a full page moves the position, in items: by what the server really gives, once that is known, unless the size that
    /// was requested is what counts.
    pub(super) fn page_length(&self) -> Option<u64> {
        let requested = match self.spec.step {
            Step::PageSize => self.sent_size().or(self.spec.page_size.default),
            Step::Received | Step::Reported => None,
        };
        if let (Some(shrunk), Step::Received | Step::Reported) = (&self.shrunk, self.spec.step) {
            return Some(shrunk.size().min(self.longest_page.max(1)));
        }
        let seen = (self.longest_page > 0).then_some(self.longest_page);
        requested.or(seen).or_else(|| self.known_size())
    }
}
