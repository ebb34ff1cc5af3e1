//! Where the walk goes from a page: on, to its end, or to an error. The rules are asked in the order that the attribute
//! reference gives: the flag, the declared stops, the position, the total, the loop guard, the cap.

use crate::error::{CapReached, Loop, LoopKind, MissingPosition, Problem};
use crate::page::PageInfo;
use crate::spec::{Kind, Step};
use crate::token::Token;
use crate::transport::Ask;

use super::Walk;

/// What follows a page.
#[derive(Debug)]
pub(super) enum Verdict {
    Next(Token),
    End,
    /// After the page has been delivered.
    Fail(Problem),
}

impl Walk {
    /// An `Err` means that the page itself must not be delivered.
    pub(super) fn decide(
        &mut self,
        ask: &Ask,
        count: u64,
        info: &mut PageInfo,
        prev: Option<&Token>,
        body: Option<u64>,
        resolve: &dyn Fn(&str) -> Result<String, Problem>,
    ) -> Result<Verdict, Problem> {
        if self.settings.backwards {
            // The flag, the counts and the size of a page speak of the way ahead.
            let next = if self.spec.stop.empty_page && count == 0 { None } else { prev.cloned() };
            return self.after_response(next, None, ask, body, resolve);
        }
        match info.more {
            Some(false) => return Ok(Verdict::End),
            Some(true) => {}
            None => {
                let stop = self.spec.stop;
                if (stop.empty_page && count == 0) || (stop.short_page && self.is_short(ask, count)) {
                    return Ok(Verdict::End);
                }
            }
        }
        match self.spec.kind {
            Kind::Cursor | Kind::NextLink => {
                let verdict = self.after_response(info.next.take(), info.more, ask, body, resolve)?;
                let window = self.spec.max_window.filter(|window| self.reached.saturating_add(count) >= *window);
                Ok(if window.is_some() && matches!(verdict, Verdict::Next(_)) {
                    Verdict::Fail(self.cap_reached())
                } else {
                    verdict
                })
            }
            Kind::Offset | Kind::Page => self.after_count(ask, count, info, body),
        }
    }

    fn after_response(
        &mut self,
        next: Option<Token>,
        more: Option<bool>,
        ask: &Ask,
        body: Option<u64>,
        resolve: &dyn Fn(&str) -> Result<String, Problem>,
    ) -> Result<Verdict, Problem> {
        let next = next.filter(|next| self.spec.stop_accepts(next));
        let Some(next) = next else {
            return Ok(if more == Some(true) { Verdict::Fail(self.missing_position()) } else { Verdict::End });
        };
        if self.spec.end.is_some_and(|end| next.to_text().is_some_and(|text| text == end)) {
            return Ok(Verdict::End);
        }
        let next = if self.spec.kind == Kind::NextLink {
            let Some(link) = next.as_str() else {
                return Ok(Verdict::Fail(Problem::request(format!(
                    "the next link of `{}` is no text; check the path that `#[next_link(…)]` names",
                    self.spec.response
                ))));
            };
            match resolve(link) {
                Ok(link) => Token::text(&link),
                Err(problem) => return Ok(Verdict::Fail(problem)),
            }
        } else {
            next
        };
        let repeated = if self.spec.session {
            self.spec.stop.repeated && ask.position.as_ref() == Some(&next)
        } else {
            !self.guard.is_new(next.fingerprint())
        };
        match repeated {
            false => Ok(Verdict::Next(next)),
            true if self.spec.stop.repeated => Ok(Verdict::End),
            // The page before, once more: its records were delivered.
            true if body.is_some() && body == self.last_body => Err(self.looped(LoopKind::Body, self.pages)),
            true => Ok(Verdict::Fail(self.looped(LoopKind::Position, self.pages + 1))),
        }
    }

    fn after_count(&mut self, ask: &Ask, count: u64, info: &PageInfo, body: Option<u64>) -> Result<Verdict, Problem> {
        if count == 0 {
            return Ok(Verdict::End);
        }
        let at = ask.position.as_ref().and_then(Token::as_u64).unwrap_or(self.spec.first);
        let next = match (self.spec.kind, self.spec.step) {
            (Kind::Page, _) => at.saturating_add(1),
            (_, Step::Received) => at.saturating_add(count),
            (_, Step::PageSize) => at.saturating_add(ask.size.or(self.spec.page_size.default).unwrap_or(count)),
            (_, Step::Reported) => at.saturating_add(info.step.unwrap_or(count)),
        };
        if info.more.is_none() && !self.spec.stop.is_declared() && self.total_is_reached(at, next, count) {
            return Ok(Verdict::End);
        }
        if body.is_some() && body == self.last_body && !self.spec.session {
            return Err(self.looped(LoopKind::Body, self.pages));
        }
        if next == at {
            return Ok(Verdict::Fail(self.looped(LoopKind::Position, self.pages + 1)));
        }
        if self.is_past_the_cap(next, count) {
            return Ok(Verdict::Fail(self.cap_reached()));
        }
        Ok(Verdict::Next(Token::count(next)))
    }

    /// A total below what has arrived is a lie, and has no say.
    fn total_is_reached(&self, at: u64, next: u64, count: u64) -> bool {
        if self.spec.kind == Kind::Page {
            let pages = next.saturating_sub(self.spec.first);
            return self.total_pages == Some(pages)
                || self.total.is_some_and(|total| self.reached.saturating_add(count) == total);
        }
        let before = at.saturating_sub(self.spec.first);
        self.total
            .is_some_and(|total| before.saturating_add(count) <= total && next.saturating_sub(self.spec.first) >= total)
    }

    /// Fewer records than a size known to have been sent, else than the server's default, else than the longest page so far.
    fn is_short(&self, ask: &Ask, count: u64) -> bool {
        let declared = self.spec.page_size;
        let sent = ask.size.filter(|size| declared.max.is_none_or(|max| *size <= max));
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
