//! What follows a page: the next one, the end, or an error. The rules are applied in the order that the attribute reference gives:
//! the flag, the declared stops, the position, the total, the loop guard, the cap.

use crate::error::{CapReached, Loop, LoopKind, MissingPosition, Problem};
use crate::page_info::PageInfo;
use crate::position::Position;
use crate::spec::{Spec, Step, StrategyKind};

use super::{Resolve, Walk};

/// What follows a page.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The page at this position.
    Next(Position),
    /// The end of the list.
    End,
    /// The problem, after the page was delivered.
    Fail(Problem),
    /// The problem, in place of the page.
    Refuse(Problem),
}

impl Spec {
    /// An absent, null or empty position always ends the walk, unless the empty text is declared to be one.
    pub(super) fn accepts_position(&self, position: &Position) -> bool {
        self.allow_empty || !position.is_empty()
    }
}

impl Walk {
    pub(super) fn decide(
        &mut self,
        info: &mut PageInfo,
        count: u64,
        body: Option<u64>,
        resolve: Resolve<'_>,
    ) -> Verdict {
        if self.due.backwards {
            // The flag, the counts and the size of a page are about the way forward.
            info.more = None;
            let is_end = self.spec.stop.empty_page && count == 0;
            let next = info.prev.clone().filter(|_| !is_end);
            return self.after_position(next, None, body, resolve);
        }
        if info.more == Some(false) || (info.more.is_none() && self.is_stop(count)) {
            return Verdict::End;
        }
        if self.spec.strategy.is_counted() {
            return self.after_count(info, count, body);
        }
        let verdict = self.after_position(info.next.take(), info.more, body, resolve);
        let is_capped = self.spec.max_window.is_some_and(|window| self.reached.saturating_add(count) >= window);
        match verdict {
            Verdict::Next(_) if is_capped => Verdict::Fail(self.cap_reached()),
            verdict => verdict,
        }
    }

    fn is_stop(&self, count: u64) -> bool {
        let stop = self.spec.stop;
        (stop.empty_page && count == 0) || (stop.short_page && self.is_short(count))
    }

    /// After a page of a cursor or a link, which names the next position itself.
    fn after_position(
        &mut self,
        next: Option<Position>,
        more: Option<bool>,
        body: Option<u64>,
        resolve: Resolve<'_>,
    ) -> Verdict {
        let Some(next) = next.filter(|next| self.spec.accepts_position(next)) else {
            return if more == Some(true) { Verdict::Fail(self.missing_position()) } else { Verdict::End };
        };
        if self.spec.end.is_some_and(|end| next.to_text().is_some_and(|text| text == end)) {
            return Verdict::End;
        }
        let next = match self.completed(next, resolve) {
            Ok(next) => next,
            Err(problem) => return Verdict::Fail(problem),
        };
        let repeated = if self.spec.session {
            self.spec.stop.repeated && self.due.position.as_ref() == Some(&next)
        } else {
            !self.guard.is_new(next.fingerprint())
        };
        match repeated {
            false => Verdict::Next(next),
            true if self.spec.stop.repeated => Verdict::End,
            // The same page once more: its items were delivered.
            true if body.is_some() && body == self.last_body => Verdict::Refuse(self.same_page()),
            true => Verdict::Fail(self.repeated_position()),
        }
    }

    /// A link is joined on the URL of its page, and its origin is checked.
    fn completed(&self, next: Position, resolve: Resolve<'_>) -> Result<Position, Problem> {
        if self.spec.strategy != StrategyKind::NextLink {
            return Ok(next);
        }
        let Some(link) = next.as_str() else {
            return Err(Problem::request(format!(
                "the next link of `{}` is not a text; check the path in `#[next_link(…)]`",
                self.spec.response
            )));
        };
        Ok(Position::text(resolve(link)?))
    }

    /// After a page of a counted walk, which computes the next position.
    fn after_count(&mut self, info: &PageInfo, count: u64, body: Option<u64>) -> Verdict {
        if count == 0 {
            return Verdict::End;
        }
        let at = self.due.position.as_ref().and_then(Position::as_u64).unwrap_or(self.spec.first);
        let next = match (self.spec.strategy, self.spec.step) {
            (StrategyKind::Page, _) => at.saturating_add(1),
            (_, Step::Received) => at.saturating_add(count),
            (_, Step::PageSize) => {
                at.saturating_add(self.due.page_size.or(self.spec.page_size.default).unwrap_or(count))
            }
            (_, Step::Reported) => at.saturating_add(info.step.unwrap_or(count)),
        };
        if info.more.is_none() && !self.spec.stop.is_declared() && self.total_is_reached(at, next, count) {
            return Verdict::End;
        }
        if body.is_some() && body == self.last_body && !self.spec.session {
            return Verdict::Refuse(self.same_page());
        }
        if next == at {
            return Verdict::Fail(self.repeated_position());
        }
        if self.is_past_the_cap(next, count) {
            return Verdict::Fail(self.cap_reached());
        }
        Verdict::Next(Position::count(next))
    }

    /// A total below what has arrived is wrong, and is not used.
    fn total_is_reached(&self, at: u64, next: u64, count: u64) -> bool {
        if self.spec.strategy == StrategyKind::Page {
            let pages = next.saturating_sub(self.spec.first);
            return self.total_pages == Some(pages)
                || self.total.is_some_and(|total| self.reached.saturating_add(count) == total);
        }
        let before = at.saturating_sub(self.spec.first);
        self.total
            .is_some_and(|total| before.saturating_add(count) <= total && next.saturating_sub(self.spec.first) >= total)
    }

    /// Whether nothing of the page at `next` may be requested.
    fn is_past_the_cap(&self, next: u64, count: u64) -> bool {
        let Some(window) = self.spec.max_window else { return false };
        let steps = next.saturating_sub(self.spec.first);
        if self.spec.strategy == StrategyKind::Page {
            let size = self.known_size().unwrap_or_else(|| self.longest_page.max(count));
            return steps.saturating_add(1).saturating_mul(size) > window;
        }
        steps >= window
    }

    fn cap_reached(&self) -> Problem {
        Problem::CapReached(CapReached {
            response: self.spec.response,
            strategy: self.spec.strategy.name(),
            max_window: self.spec.max_window.unwrap_or(u64::MAX),
        })
    }

    fn missing_position(&self) -> Problem {
        Problem::MissingPosition(MissingPosition { response: self.spec.response, strategy: self.spec.strategy.name() })
    }

    /// The page that arrived names a position that was requested before.
    fn repeated_position(&self) -> Problem {
        self.looped(LoopKind::Position, self.due.index + 1)
    }

    /// The page that arrived equals the one before.
    fn same_page(&self) -> Problem {
        self.looped(LoopKind::Body, self.due.index)
    }

    fn looped(&self, kind: LoopKind, pages: u64) -> Problem {
        Problem::Loop(Loop { response: self.spec.response, kind, pages })
    }
}
