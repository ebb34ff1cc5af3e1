//! Where the walk goes from a page: on, to its end, or to an error. The rules are asked in the order that the attribute
//! reference gives: the flag, the declared stops, the position, the total, the loop guard, the cap.

use crate::error::{CapReached, Loop, LoopKind, MissingPosition, Problem};
use crate::position::Position;
use crate::spec::{Kind, Step};

use super::Walk;

/// What follows a page. Small, since it is made for every page: position and problem lie where they are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The page at `self.said.next`, which was made whole.
    Next,
    End,
    /// The problem that was noted, after the page has been delivered.
    Fail,
    /// The problem that was noted; the page must not be delivered.
    Refuse,
}

impl Walk {
    pub(super) fn decide(
        &mut self,
        count: u64,
        body: Option<u64>,
        resolve: &dyn Fn(&str) -> Result<String, Problem>,
    ) -> Verdict {
        if self.due.backwards {
            // The flag, the counts and the size of a page speak of the way ahead.
            self.said.more = None;
            self.said.next = if self.spec.stop.empty_page && count == 0 { None } else { self.said.prev.clone() };
        } else if self.said.more == Some(false) || (self.said.more.is_none() && self.is_stop(count)) {
            return Verdict::End;
        } else if self.spec.kind.is_counted() {
            return self.after_count(count, body);
        }
        let verdict = self.after_response(body, resolve);
        let is_past = |window| self.reached.saturating_add(count) >= window && !self.due.backwards;
        if verdict == Verdict::Next && self.spec.max_window.is_some_and(is_past) {
            return self.fail(self.cap_reached());
        }
        verdict
    }

    fn is_stop(&self, count: u64) -> bool {
        let stop = self.spec.stop;
        (stop.empty_page && count == 0) || (stop.short_page && self.is_short(count))
    }

    #[inline]
    fn after_response(&mut self, body: Option<u64>, resolve: &dyn Fn(&str) -> Result<String, Problem>) -> Verdict {
        let Some(next) = self.said.next.as_mut().filter(|next| self.spec.stop_accepts(next)) else {
            return if self.said.more == Some(true) { self.fail(self.missing_position()) } else { Verdict::End };
        };
        if self.spec.end.is_some_and(|end| next.to_text().is_some_and(|text| text == end)) {
            return Verdict::End;
        }
        if self.spec.kind == Kind::NextLink {
            let Some(link) = next.as_str() else {
                return self.fail(Problem::request(format!(
                    "the next link of `{}` is no text; check the path that `#[next_link(…)]` names",
                    self.spec.response
                )));
            };
            match resolve(link) {
                Ok(link) => *next = Position::text(link),
                Err(problem) => return self.fail(problem),
            }
        }
        let repeated = if self.spec.session {
            self.spec.stop.repeated && self.due.position.as_ref() == Some(&*next)
        } else {
            !self.guard.is_new(next.fingerprint())
        };
        match repeated {
            false => Verdict::Next,
            true if self.spec.stop.repeated => Verdict::End,
            // The page before, once more: its records were delivered.
            true if body.is_some() && body == self.last_body => self.refuse_same_page(),
            true => self.fail(self.looped(LoopKind::Position, self.due.index + 1)),
        }
    }

    fn after_count(&mut self, count: u64, body: Option<u64>) -> Verdict {
        if count == 0 {
            return Verdict::End;
        }
        let at = self.due.position.as_ref().and_then(Position::as_u64).unwrap_or(self.spec.first);
        let next = match (self.spec.kind, self.spec.step) {
            (Kind::Page, _) => at.saturating_add(1),
            (_, Step::Received) => at.saturating_add(count),
            (_, Step::PageSize) => {
                at.saturating_add(self.due.page_size.or(self.spec.page_size.default).unwrap_or(count))
            }
            (_, Step::Reported) => at.saturating_add(self.said.step.unwrap_or(count)),
        };
        if self.said.more.is_none() && !self.spec.stop.is_declared() && self.total_is_reached(at, next, count) {
            return Verdict::End;
        }
        if body.is_some() && body == self.last_body && !self.spec.session {
            return self.refuse_same_page();
        }
        if next == at {
            return self.fail(self.looped(LoopKind::Position, self.due.index + 1));
        }
        if self.is_past_the_cap(next, count) {
            return self.fail(self.cap_reached());
        }
        self.said.next = Some(Position::count(next));
        Verdict::Next
    }

    /// A total below what has arrived is a lie, and has no say.
    fn total_is_reached(&self, at: u64, next: u64, count: u64) -> bool {
        if self.spec.kind == Kind::Page {
            let pages = next.saturating_sub(self.spec.first);
            return self.said.total_pages == Some(pages)
                || self.said.total.is_some_and(|total| self.reached.saturating_add(count) == total);
        }
        let before = at.saturating_sub(self.spec.first);
        self.said
            .total
            .is_some_and(|total| before.saturating_add(count) <= total && next.saturating_sub(self.spec.first) >= total)
    }

    /// Fewer records than a size known to have been sent, else than the server's default, else than the longest page so far.
    fn is_short(&self, count: u64) -> bool {
        let declared = self.spec.page_size;
        let sent = self.due.page_size.filter(|size| declared.max.is_none_or(|max| *size <= max));
        count < sent.or(declared.default).unwrap_or(self.longest_page)
    }

    /// Whether nothing of the page at `next` may be asked for.
    fn is_past_the_cap(&self, next: u64, count: u64) -> bool {
        let Some(window) = self.spec.max_window else { return false };
        let places = next.saturating_sub(self.spec.first);
        if self.spec.kind == Kind::Page {
            let size = self.known_size().unwrap_or_else(|| self.longest_page.max(count));
            return places.saturating_add(1).saturating_mul(size) > window;
        }
        places >= window
    }

    #[cold]
    pub(super) fn fail(&mut self, problem: Problem) -> Verdict {
        self.problem = Some(problem);
        Verdict::Fail
    }

    #[cold]
    fn refuse_same_page(&mut self) -> Verdict {
        self.problem = Some(self.looped(LoopKind::Body, self.due.index));
        Verdict::Refuse
    }

    fn cap_reached(&self) -> Problem {
        Problem::CapReached(CapReached {
            response: self.spec.response,
            strategy: self.spec.kind.name(),
            max_window: self.spec.max_window.unwrap_or(u64::MAX),
        })
    }

    fn missing_position(&self) -> Problem {
        Problem::MissingPosition(MissingPosition { response: self.spec.response, strategy: self.spec.kind.name() })
    }

    fn looped(&self, kind: LoopKind, pages: u64) -> Problem {
        Problem::Loop(Loop { response: self.spec.response, kind, pages })
    }
}
