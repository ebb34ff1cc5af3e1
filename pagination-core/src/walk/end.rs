//! What follows a page: the next one, the end, or an error. The rules are applied in the order that the attribute reference gives:
//! the flag, the declared stops, the position, the loop guard, the total, the cap.

use crate::error::{CapReached, Loop, LoopKind, MissingPosition, Problem};
use crate::page_info::PageInfo;
use crate::position::Position;
use crate::spec::{Spec, Step, StrategyKind};
use crate::trace;

use super::{Accepted, Walk};

/// What follows a page.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The page at this position.
    Next(Position),
    /// The first page of a window that begins beyond this value.
    Window(Position),
    /// The end of the list.
    End,
    /// The end of the list, before this page: it came before.
    EndBefore,
    /// The problem, after the page was delivered.
    Fail(Problem),
    /// The problem, in place of the page.
    Refuse(Problem),
}

impl Verdict {
    /// Whether the page is delivered.
    pub(super) fn delivers(&self) -> bool {
        !matches!(self, Self::EndBefore | Self::Refuse(_))
    }
}

impl Spec {
    /// An absent, null or empty position always ends the walk, unless the empty text is declared to be one.
    pub(super) fn accepts_position(&self, position: &Position) -> bool {
        self.allow_empty || !position.is_empty()
    }
}

impl Walk {
    pub(super) fn decide(&mut self, info: &mut PageInfo, page: &Accepted<'_>) -> Verdict {
        match self.follow(info, page) {
            // Unless the list has to be complete, and is known to be longer.
            Verdict::End => self.incomplete_at(self.reached_after(page)).map_or(Verdict::End, Verdict::Fail),
            verdict => verdict,
        }
    }

    /// What follows by what the page says, and by its items.
    fn follow(&mut self, info: &mut PageInfo, page: &Accepted<'_>) -> Verdict {
        let backwards = self.due.backwards;
        if backwards {
            // The flag, the counts and the size of a page are about the way forward.
            info.more = None;
        } else if info.more == Some(false) || (info.more.is_none() && self.is_stop(page)) {
            return Verdict::End;
        }
        if backwards || !self.spec.strategy.is_counted() {
            let is_end = backwards && self.spec.stop.empty_page && page.count == 0;
            let next = if backwards { info.prev_position().cloned() } else { info.next.take() };
            self.after_position(next.filter(|_| !is_end), info.more, page)
        } else if self.settings.drain {
            self.after_drained(info, page)
        } else if page.count == 0 {
            self.after_empty_page(info)
        } else {
            self.after_count(info, page)
        }
    }

    fn is_stop(&self, page: &Accepted<'_>) -> bool {
        let stop = self.spec.stop;
        (stop.empty_page && self.is_empty(page)) || (stop.short_page && self.is_short(page.count))
    }

    /// Why the list must not end where this many of its items were received (`complete`).
    pub(super) fn incomplete_at(&self, reached: u64) -> Option<Problem> {
        // How many items come before a cursor of the caller's request is not known.
        let is_measured = self.spec.strategy.is_counted() || self.preset.position.is_none();
        let total = self.whole_total().filter(|total| *total > reached)?;
        (self.spec.complete
            && is_measured
            && !self.due.backwards
            && !self.settings.drain
            && self.settings.part.is_none())
        .then(|| self.incomplete(reached, total, Vec::new()))
    }

    /// After a page of a cursor or a link, which names the next position itself.
    fn after_position(&mut self, next: Option<Position>, more: Option<bool>, page: &Accepted<'_>) -> Verdict {
        let Some(next) = next.filter(|next| self.spec.accepts_position(next)) else {
            return self.without_position(more, page);
        };
        if self.spec.end.is_some_and(|end| next.to_text().is_some_and(|text| text == end)) {
            return Verdict::End;
        }
        let next = match self.completed(next, page) {
            Ok(next) => next,
            Err(problem) => return Verdict::Fail(problem),
        };
        if self.spec.inclusive && !self.due.backwards && self.due.position.as_ref() == Some(&next) {
            return self.after_standing(more, page);
        }
        let repeated = if self.spec.session {
            self.spec.stop.repeated && self.due.position.as_ref() == Some(&next)
        } else {
            !self.guard.is_new(next.fingerprint())
        };
        if repeated {
            return match self.spec.stop.repeated {
                true => Verdict::End,
                // The same page once more: its items were delivered.
                false if page.body.is_some() && page.body == self.bodies.last => Verdict::Refuse(self.same_page()),
                false => Verdict::Fail(self.repeated_position()),
            };
        }
        let count = if self.spec.inclusive { page.fresh_entries() } else { page.count };
        let reached = self.reached_in_window().saturating_add(count);
        if !self.due.backwards && self.spec.max_window.is_some_and(|window| reached >= window) {
            return self.at_the_cap();
        }
        Verdict::Next(next)
    }

    /// After a page that begins with items of the one before, and names the position it was requested with: the walk has not
    /// advanced.
    fn after_standing(&self, more: Option<bool>, page: &Accepted<'_>) -> Verdict {
        let is_end = self.spec.stop.repeated || (more != Some(true) && self.is_short(page.count));
        if is_end { Verdict::End } else { Verdict::Fail(self.looped(LoopKind::Ties, self.due.index.saturating_add(1))) }
    }

    /// The list ends, unless something says that more follows: then the position is missing.
    fn without_position(&self, more: Option<bool>, page: &Accepted<'_>) -> Verdict {
        let has_item_with_position = self.spec.position_in_items && page.count > 0 && !self.due.backwards;
        if more == Some(true) || has_item_with_position {
            return Verdict::Fail(self.missing_position());
        }
        if self.due.starts_list && !self.is_short(page.count) {
            // The likeliest mistake is a position that has another name in the body.
            match self.total {
                Some(total) if total > page.count => {
                    return Verdict::Fail(self.incomplete(page.count, total, (page.likely_positions)()));
                }
                Some(_) => {}
                None => self.warn_of_missing_position(page),
            }
        }
        Verdict::End
    }

    /// Page one has no position, and is full, or has a member that looks like one.
    fn warn_of_missing_position(&self, page: &Accepted<'_>) {
        if !trace::IS_ON {
            return;
        }
        let unread = (page.likely_positions)();
        if !unread.is_empty() || self.known_size().is_some_and(|size| page.count >= size) {
            trace::warn(self.spec, &format!("the first page has no position; members that look like one: {unread:?}"));
        }
    }

    /// A link is joined on the URL of its page, and its origin is checked.
    fn completed(&self, next: Position, page: &Accepted<'_>) -> Result<Position, Problem> {
        if self.spec.strategy != StrategyKind::NextLink {
            return Ok(next);
        }
        let Some(link) = next.as_str() else {
            return Err(Problem::request(format!(
                "the next link of `{}` is not a string; check the path in `#[next_link(…)]`",
                self.spec.response
            )));
        };
        Ok(Position::text(page.resolve(link)?))
    }

    /// After a page with items of a counted walk, which computes the next position.
    fn after_count(&mut self, info: &PageInfo, page: &Accepted<'_>) -> Verdict {
        let count = page.count;
        let at = self.due.position.as_ref().and_then(Position::as_u64).unwrap_or(self.spec.first);
        let next = at.saturating_add(self.step(info, count));
        let sieve = self.sieve.as_ref();
        let is_overlap = sieve.is_some_and(|sieve| sieve.is_overlap());
        if is_overlap && page.fresh == 0 {
            return self.after_known(info, page, at, next);
        }
        if !is_overlap && !sieve.is_some_and(|sieve| sieve.is_stepping_back()) && self.came_before(page) {
            return if self.spec.stop.repeated { Verdict::EndBefore } else { Verdict::Refuse(self.same_page()) };
        }
        if self.is_of_part()
            && let Some(verdict) = self.after_page_of_part(page, at, next)
        {
            return verdict;
        }
        if info.more.is_none() && !self.spec.stop.is_declared() && self.total_is_reached(at, next, count) {
            return Verdict::End;
        }
        if next == at {
            return Verdict::Fail(self.repeated_position());
        }
        if self.is_past_the_cap(next, count) {
            return self.at_the_cap();
        }
        Verdict::Next(Position::count(next))
    }

    /// After a page that overlaps the one before, and has nothing that is new.
    fn after_known(&mut self, info: &PageInfo, page: &Accepted<'_>, at: u64, next: u64) -> Verdict {
        if info.more.is_none() && !self.spec.stop.is_declared() && self.total_is_reached(at, next, page.count) {
            Verdict::End
        } else if self.is_empty(page) {
            self.after_empty_page(info)
        } else if self.spec.stop.repeated {
            Verdict::EndBefore
        } else if self.may_go_on_without_news(page, next) {
            // Items inserted before them pushed the known items forward.
            self.next_unless_capped(next)
        } else {
            Verdict::Refuse(self.drifted(
                "a full page has only known items: the server ignores the offset, or its pages are not longer than the overlap",
            ))
        }
    }

    /// How far a page with `count` items moves the position.
    pub(super) fn step(&self, info: &PageInfo, count: u64) -> u64 {
        match (self.spec.strategy, self.spec.step) {
            (StrategyKind::Page, _) => 1,
            (_, Step::Received) => count,
            (_, Step::PageSize) => self.due.page_size.or(self.spec.page_size.default).unwrap_or(count),
            (_, Step::Reported) => info.reported_step().unwrap_or(count),
        }
    }

    /// Whether this body with items equals the one before or the first: then the server ignores the position, or has none left.
    pub(super) fn came_before(&self, page: &Accepted<'_>) -> bool {
        let is_known = page.body.is_some() && (page.body == self.bodies.last || page.body == self.bodies.first);
        is_known && !self.spec.session && !self.spec.allow_repeated
    }

    /// A total below what has arrived is wrong, and is not used. One that is the number of items of a full first page may be that page's
    /// own count, and is checked by one more request.
    pub(super) fn total_is_reached(&self, at: u64, next: u64, count: u64) -> bool {
        if self.due.starts_list && self.total == Some(count) && self.known_size() == Some(count) {
            return self.total_pages == Some(1);
        }
        if self.spec.strategy == StrategyKind::Page {
            let pages = next.saturating_sub(self.spec.first);
            let is_counted = self.position_bounds().is_none_or(|part| part.likely_length.is_none());
            return self.total_pages == Some(pages)
                || (is_counted
                    && self.total.is_some_and(|total| self.reached_in_window().saturating_add(count) == total));
        }
        let before = at.saturating_sub(self.spec.first);
        self.total
            .is_some_and(|total| before.saturating_add(count) <= total && next.saturating_sub(self.spec.first) >= total)
    }

    /// Whether nothing of the page at `next` may be requested.
    pub(super) fn is_past_the_cap(&self, next: u64, count: u64) -> bool {
        let Some(window) = self.spec.max_window else { return false };
        let steps = next.saturating_sub(self.spec.first);
        if self.spec.strategy == StrategyKind::Page {
            let size = self.known_size().unwrap_or_else(|| self.longest_page.max(count));
            return steps.saturating_add(1).saturating_mul(size) > window;
        }
        steps >= window
    }

    pub(super) fn cap_reached(&self) -> Problem {
        Problem::CapReached(CapReached {
            response: self.spec.response,
            strategy: self.spec.strategy.name(),
            max_window: self.spec.max_window.unwrap_or(u64::MAX),
        })
    }

    pub(super) fn missing_position(&self) -> Problem {
        Problem::MissingPosition(MissingPosition { response: self.spec.response, strategy: self.spec.strategy.name() })
    }

    pub(super) fn incomplete(&self, received: u64, total: u64, unread: Vec<String>) -> Problem {
        Problem::Incomplete { response: self.spec.response, received, total, unread: unread.into() }
    }

    /// The page that arrived names a position that was requested before.
    fn repeated_position(&self) -> Problem {
        self.looped(LoopKind::Position, self.due.index.saturating_add(1))
    }

    /// The page that arrived equals the one before.
    fn same_page(&self) -> Problem {
        self.looped(LoopKind::Body, self.due.index)
    }

    pub(super) fn looped(&self, kind: LoopKind, pages: u64) -> Problem {
        Problem::Loop(Loop { response: self.spec.response, kind, pages })
    }
}
