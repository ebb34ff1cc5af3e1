//! Empty pages on counted walks: they end the walk, unless the API says that more follows.

use crate::error::LoopKind;
use crate::page_info::PageInfo;
use crate::position::Position;
use crate::spec::StrategyKind;
use crate::trace;

use super::Walk;
use super::end::Verdict;

/// If a flag says that more follows, at most this many empty pages in a row are requested.
const MOST_BY_FLAG: u64 = 100;
/// If only a total says it, which is wrong more often.
const MOST_BY_TOTAL: u64 = 16;

impl Walk {
    /// After an empty page of a counted walk.
    pub(super) fn after_empty_page(&mut self, info: &PageInfo) -> Verdict {
        let at = self.due.position.as_ref().and_then(Position::as_u64).unwrap_or(self.spec.first);
        let next = at.saturating_add(self.step(info, 0));
        let moves = next > at;
        if self.is_of_part()
            && let Some(problem) = self.uneven(next, 0)
        {
            return Verdict::Fail(problem);
        }
        let says_more = info.more == Some(true);
        let by_pages = moves && self.pages_remain(next);
        let by_total = self.total.filter(|total| self.items_remain(next, *total));
        match by_total {
            _ if says_more && !moves => Verdict::Fail(self.missing_position()),
            _ if says_more && self.empty_pages >= MOST_BY_FLAG => {
                Verdict::Fail(self.looped(LoopKind::EmptyPages, self.due.index.saturating_add(1)))
            }
            _ if says_more || by_pages => self.next_unless_capped(next),
            Some(_) if !moves => {
                trace::warn(self.spec, "the list ends at an empty page, and its total says that more follows");
                Verdict::End
            }
            Some(total) if self.empty_pages >= MOST_BY_TOTAL => {
                Verdict::Fail(self.incomplete(self.reached, total, Vec::new()))
            }
            Some(_) => self.next_unless_capped(next),
            None => Verdict::End,
        }
    }

    pub(super) fn next_unless_capped(&self, next: u64) -> Verdict {
        if let Some(to) = self.part_end()
            && next >= to
        {
            return Verdict::End;
        }
        if self.is_past_the_cap(next, 0) {
            return self.at_the_cap();
        }
        Verdict::Next(Position::count(next))
    }

    /// Whether the page at `next` is within the total of pages.
    fn pages_remain(&self, next: u64) -> bool {
        self.spec.strategy == StrategyKind::Page
            && self.total_pages.is_some_and(|pages| next.saturating_sub(self.spec.first) < pages)
    }

    /// Whether the position `next` is within the total of items. Page numbers count by the known size, else by the longest page.
    fn items_remain(&self, next: u64, total: u64) -> bool {
        if self.total_pages.is_some() && self.spec.strategy == StrategyKind::Page {
            return false;
        }
        let steps = next.saturating_sub(self.spec.first);
        match self.spec.strategy {
            StrategyKind::Page => steps.saturating_mul(self.known_size().unwrap_or(self.longest_page)) < total,
            _ => steps < total,
        }
    }
}
