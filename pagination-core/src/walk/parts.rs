//! Parts of a list by offset or page number: how it is divided, and where the walk of one ends.

use crate::checkpoint::{Bounds, Checkpoint, Part, PositionBounds, Progress};
use crate::error::Problem;
use crate::position::Position;
use crate::spec::{Step, StrategyKind};

use super::end::Verdict;
use super::{Accepted, State, Walk};

/// A list is divided into at most this many parts.
pub(super) const MOST_PARTS: u64 = 65_536;

impl Walk {
    /// The bounds of the part that is walked.
    pub(super) fn bounds(&self) -> Option<&Bounds> {
        self.settings.part.as_ref()?.bounds()
    }

    /// Whether only a part of the list is walked.
    pub(crate) fn is_of_part(&self) -> bool {
        self.settings.part.is_some()
    }

    /// The offsets or page numbers that bound the part that is walked.
    pub(super) fn position_bounds(&self) -> Option<&PositionBounds> {
        match self.bounds()? {
            Bounds::Positions(bounds) => Some(bounds),
            Bounds::Keys(_) => None,
        }
    }

    /// Where the part ends that is walked, unless it is the last, or is bounded by keys.
    pub(super) fn part_end(&self) -> Option<u64> {
        self.position_bounds()?.to
    }

    /// Why the part that begins here is not walked.
    #[cold]
    pub(super) fn refused_part(&self, start: &Checkpoint) -> Option<Problem> {
        if self.settings.drain {
            return Some(Problem::request(
                "`drain` moves the items of a list into other parts; walk the whole list with it, without `part`",
            ));
        }
        start.check(self.spec, &self.settings.identity, self.bounds()).err().or_else(|| self.refused_keys())
    }

    /// How many items of a page are before the position at which the next part begins, where not all are.
    #[cold]
    pub(crate) fn items_before_end(&self, count: u64, items: u64) -> Option<u64> {
        let to = self
            .part_end()
            .filter(|_| self.spec.strategy == StrategyKind::Offset && self.counts_items(count, items))?;
        let at = self.due.position.as_ref().and_then(Position::as_u64).unwrap_or(self.spec.first);
        Some(to.saturating_sub(at)).filter(|left| *left < items)
    }

    /// Whether offsets count what a page has as items.
    fn counts_items(&self, count: u64, items: u64) -> bool {
        self.spec.step != Step::Reported && count == items
    }

    /// What follows a page of a part at `at`, where the part ends, or cannot go on.
    #[cold]
    pub(super) fn after_page_of_part(&self, page: &Accepted<'_>, at: u64, next: u64) -> Option<Verdict> {
        if let Some(problem) = self.uneven(next, page.count) {
            return Some(Verdict::Fail(problem));
        }
        let to = self.part_end().filter(|to| next >= *to)?;
        // What is past the end was cut off.
        if next == to || at.saturating_add(page.count) <= to || self.counts_items(page.count, page.items) {
            return Some(Verdict::End);
        }
        Some(Verdict::Refuse(Problem::request(format!(
            "a page of `{}` crosses into the next part, which begins at {to}: the page size has changed since `split`; use the \
             same page size",
            self.spec.response
        ))))
    }

    /// Why the parts after this one may end too early: they count the items before them by the size of a page, and a page has fewer.
    pub(super) fn uneven(&self, next: u64, count: u64) -> Option<Problem> {
        let part = self.position_bounds()?;
        let is_counted = self.spec.strategy == StrategyKind::Page && part.to.is_some() && part.likely_length.is_none();
        let size = self.known_size().filter(|size| is_counted && self.total_pages.is_none() && count < *size)?;
        let is_last = next.saturating_sub(self.spec.first).saturating_mul(size) >= self.total?;
        (!is_last).then(|| {
            Problem::request(format!(
                "a page of `{}` that is not the last has fewer than {size} items, so that its total does not say where parts by page number \
                 end; walk the whole list, without `part`, or declare `total_pages` where the API has it",
                self.spec.response
            ))
        })
    }

    /// The list, of which the first page has arrived, in at most `most` parts by offset or page number.
    pub(super) fn parts_by_position(&self, most: usize) -> Result<Vec<Part>, Problem> {
        let is_page = self.spec.strategy == StrategyKind::Page;
        if is_page && self.spec.shrink.is_some() {
            return Err(Problem::request(format!(
                "the pages of `{}` get other numbers when they get smaller (`shrink`), so that its list cannot be split by page number",
                self.spec.response
            )));
        }
        let position = self.last.position.as_ref().or(self.due.position.as_ref());
        let from = position.and_then(Position::as_u64).unwrap_or(self.spec.first);
        let seen = Some(self.longest_page).filter(|length| *length > 0);
        let length = if is_page { self.known_size().or(seen) } else { self.page_length() }.filter(|length| *length > 0);
        let unit = if is_page { 1 } else { length.unwrap_or(1) };
        let pages = match (length, self.end_of_split(length)?) {
            (Some(_), Some(end)) => end.saturating_sub(from).div_ceil(unit),
            _ => 0,
        };
        let parts = (most as u64).min(pages).clamp(1, MOST_PARTS);
        let begin = |part: u64| {
            let page = u128::from(part).saturating_mul(u128::from(pages)).checked_div(u128::from(parts)).unwrap_or(0);
            from.saturating_add(u64::try_from(page).unwrap_or(u64::MAX).saturating_mul(unit))
        };
        let bounds = (0..parts).map(|part| {
            let next = part.saturating_add(1);
            let is_uncounted = is_page && parts > 1 && (self.known_size() != seen || self.total_pages.is_some());
            let likely_length = length.filter(|_| is_uncounted);
            PositionBounds { from: begin(part), to: (next < parts).then(|| begin(next)), likely_length }
        });
        Ok(bounds.map(|bounds| self.part_at(bounds, from, length.filter(|_| is_page).unwrap_or(1))).collect())
    }

    /// The position after the last page, as far as the cap allows. `None` for an empty list.
    fn end_of_split(&self, length: Option<u64>) -> Result<Option<u64>, Problem> {
        let is_page = self.spec.strategy == StrategyKind::Page;
        let in_pages = |items: u64| if is_page { items.div_ceil(length.unwrap_or(1).max(1)) } else { items };
        let steps = match (self.total_pages, self.total) {
            (Some(pages), _) if is_page => pages,
            (_, Some(total)) => in_pages(total),
            // A response without content.
            _ if self.due.index == 0 && self.spec.total && matches!(self.state, State::Finished) => return Ok(None),
            _ => {
                return Err(Problem::request(format!(
                    "the list of `{}` cannot be split, since its first page says no total; declare it where the API has one: \
                     `#[paginated(total = …)]`{}",
                    self.spec.response,
                    if is_page { ", or `total_pages`" } else { "" }
                )));
            }
        };
        let cap = self.spec.max_window.map_or(u64::MAX, |window| match length {
            Some(length) if is_page => window.checked_div(length).unwrap_or(window),
            _ => window,
        });
        Ok(Some(self.spec.first.saturating_add(steps.min(cap))))
    }

    fn part_at(&self, bounds: PositionBounds, first: u64, items_per_step: u64) -> Part {
        let mut start = Checkpoint::new(self.spec, self.settings.identity.clone());
        start.progress =
            Progress::At { position: Some(Position::count(bounds.from)), first: bounds.from == first, taken: 0 };
        start.reached = bounds.from.saturating_sub(self.spec.first).saturating_mul(items_per_step);
        start.page_size = self.numbered_by(false);
        start.since.clone_from(&self.due.since);
        start.part = Some(Box::new(Bounds::Positions(bounds)));
        Part::new(start)
    }
}
