//! The page size: what is sent, what a full page has, and the maximum that the API declares.

use crate::error::{PageSizeTooLarge, Problem};
use crate::position::Position;
use crate::spec::StrategyKind;
use crate::transport::PageSizes;

use super::Walk;

impl Walk {
    /// Refuses a page size that the API does not take.
    pub(super) fn check_page_size(&self) -> Result<(), Problem> {
        let Some(requested) = self.settings.page_size else { return Ok(()) };
        let declared = self.spec.page_size;
        if !self.sends_size() {
            return Err(Problem::request(format!(
                "`{}` does not declare how a page size is requested; declare it: `#[paginated(page_size(param = \"limit\"))]`",
                self.spec.response
            )));
        }
        let max = declared.max.unwrap_or(u64::MAX);
        // `u64::MAX` stands for every larger number.
        if (1..=max).contains(&requested) && requested < u64::MAX {
            return Ok(());
        }
        Err(Problem::PageSize(PageSizeTooLarge { response: self.spec.response, asked: requested, max }))
    }

    /// Whether a page size can be requested.
    fn sends_size(&self) -> bool {
        self.spec.sends_size() || self.preset.page_sizes != PageSizes::Declared
    }

    /// The size that is sent, or that the caller's request carries.
    pub(super) fn sent_size(&self) -> Option<u64> {
        match &self.shrunk {
            Some(shrunk) => Some(shrunk.size()),
            None => self.settings.page_size.or(self.preset.page_size).or(self.spec.page_size.send),
        }
    }

    /// The size that a full page is expected to have.
    pub(super) fn known_size(&self) -> Option<u64> {
        let declared = self.spec.page_size;
        let sent = self.sent_size().map(|size| declared.max.map_or(size, |max| size.min(max)));
        sent.or(declared.default)
    }

    /// The size to send with this position. The last page before the cap, or before the end of a part, is
    /// requested only up to there.
    pub(super) fn size_at(&self, position: Option<&Position>) -> Option<u64> {
        let sent = self.sent_size();
        if self.spec.strategy != StrategyKind::Offset || !self.sends_size() {
            return sent;
        }
        let cap = self.spec.max_window.map(|window| self.spec.first.saturating_add(window));
        let Some(end) = cap.into_iter().chain(self.part_end()).min() else { return sent };
        let Some(at) = position.and_then(Position::as_u64) else { return sent };
        let left = end.saturating_sub(at.max(self.spec.first));
        match self.known_size() {
            Some(size) if size > left => Some(left),
            _ => sent,
        }
    }

    /// How many items of the list are before the first page of this walk. Only a counted position says it: the number that a cursor
    /// may be counts nothing.
    pub(super) fn items_before(&self, count: u64) -> u64 {
        if !self.spec.strategy.is_counted() {
            return 0;
        }
        let Some(at) = self.due.position.as_ref().and_then(Position::as_u64) else { return 0 };
        let steps = at.saturating_sub(self.spec.first);
        match self.spec.strategy {
            StrategyKind::Page => steps.saturating_mul(self.known_size().unwrap_or(count)),
            _ => steps,
        }
    }
}
