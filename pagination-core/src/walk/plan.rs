//! What is asked for next, and, where pages may be fetched side by side, what is likely to be asked for after that.

use crate::page_request::PageRequest;
use crate::position::Position;
use crate::spec::{Kind, Spec, Step};

use super::Walk;

impl Spec {
    /// An absent, null or empty position always ends the walk, unless the empty text is declared as one.
    pub(super) fn stop_accepts(&self, position: &Position) -> bool {
        self.allow_empty || !position.is_empty()
    }
}

impl Walk {
    /// The size that is sent, or that the template carries.
    #[inline]
    fn sent_size(&self) -> Option<u64> {
        self.settings.page_size.or(self.given.size).or(self.spec.page_size.send)
    }

    /// The size that a full page is expected to have.
    pub(super) fn known_size(&self) -> Option<u64> {
        let declared = self.spec.page_size;
        let sent = self.sent_size().map(|size| declared.max.map_or(size, |max| size.min(max)));
        sent.or(declared.default)
    }

    /// How many records of the list lie before the first page of this walk.
    pub(super) fn records_before(&self, count: u64) -> u64 {
        let Some(at) = self.due.position.as_ref().and_then(Position::as_u64) else { return 0 };
        let places = at.saturating_sub(self.spec.first);
        match self.spec.kind {
            Kind::Page => places.saturating_mul(self.known_size().unwrap_or(count)),
            _ => places,
        }
    }

    /// Whether the limits of the caller let the request pass that lies `ahead` pages behind the one that is due.
    #[inline]
    pub(crate) fn is_within(&self, ahead: u64) -> bool {
        self.settings.max_pages.is_none_or(|most| self.due.index.saturating_add(ahead) < most)
            && self.settings.max_items.is_none_or(|most| self.received < most)
    }

    /// The request that lies `ahead` pages behind the one that is due; `None` where that is not known, or past the end.
    pub(crate) fn plan(&self, ahead: usize) -> Option<PageRequest> {
        let ahead = ahead as u64;
        if !self.goes_on() || !self.is_within(ahead) {
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
            index: self.due.index + ahead,
            ..self.due.clone()
        })
    }

    /// The position `ahead` full pages behind the one that is due.
    fn guess(&self, due: &Position, ahead: u64) -> Option<Position> {
        let nothing_known = self.due.index == 0;
        if !self.spec.parallel || (nothing_known && self.spec.total) {
            return None;
        }
        let due = due.as_u64()?;
        let full = self.page_length();
        let (next, records) = if self.spec.kind == Kind::Page {
            (due.checked_add(ahead)?, full.map(|full| full.saturating_mul(ahead)))
        } else {
            let records = full?.checked_mul(ahead)?;
            (due.checked_add(records)?, Some(records))
        };
        let left = self.settings.max_items.map(|most| most.saturating_sub(self.received));
        if left.zip(records).is_some_and(|(left, records)| records >= left) {
            return None;
        }
        let places = next.saturating_sub(self.spec.first);
        let within = match self.spec.kind {
            Kind::Page => {
                self.said.total_pages.is_none_or(|total| places < total)
                    && full.is_none_or(|full| {
                        self.said.total.is_none_or(|total| places.saturating_mul(full) < total)
                            && self
                                .spec
                                .max_window
                                .is_none_or(|most| places.saturating_add(1).saturating_mul(full) <= most)
                    })
            }
            _ => {
                self.said.total.is_none_or(|total| places < total)
                    && self.spec.max_window.is_none_or(|most| places < most)
            }
        };
        within.then(|| Position::count(next))
    }

    /// How far a full page moves the position, in records: by what the server really gives, once that has been seen, unless the
    /// size that was asked for is what counts.
    fn page_length(&self) -> Option<u64> {
        let asked = match self.spec.step {
            Step::PageSize => self.sent_size().or(self.spec.page_size.default),
            Step::Received | Step::Reported => None,
        };
        let seen = (self.longest_page > 0).then_some(self.longest_page);
        asked.or(seen).or_else(|| self.known_size())
    }

    /// The size to send. The last page before the cap is asked for as far as the cap reaches.
    pub(super) fn size_at(&self, position: Option<&Position>) -> Option<u64> {
        let sent = self.sent_size();
        let (Kind::Offset, Some(window), Some(_)) = (self.spec.kind, self.spec.max_window, self.spec.page_size.target)
        else {
            return sent;
        };
        let Some(at) = position.and_then(Position::as_u64) else { return sent };
        let left = window.saturating_sub(at.saturating_sub(self.spec.first));
        match self.known_size() {
            Some(size) if size > left => Some(left),
            _ => sent,
        }
    }
}
