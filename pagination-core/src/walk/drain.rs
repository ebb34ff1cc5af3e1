//! Walks whose consumer deletes what it reads (`drain`): the position stays where it is.

use std::mem;

use crate::error::LoopKind;
use crate::page_info::PageInfo;
use crate::position::Position;

use super::end::Verdict;
use super::{Accepted, Walk};

/// If neither keys nor bodies can be compared, and no total is known, at most this many pages are requested.
const MOST_PAGES: u64 = 65_536;

impl Walk {
    /// After a page whose items the consumer deletes.
    pub(super) fn after_drained(&mut self, info: &PageInfo, page: &Accepted<'_>) -> Verdict {
        if page.count == 0 {
            return if info.more == Some(true) { Verdict::Fail(self.missing_position()) } else { Verdict::End };
        }
        let total_before = mem::replace(&mut self.drained_total, info.total);
        let has_progressed = match (page.keys, page.body) {
            (Some(_), _) => page.fresh > 0,
            (None, Some(body)) if !self.spec.allow_repeated => self.bodies.last != Some(body),
            _ => match total_before.zip(info.total) {
                Some((before, now)) => now < before,
                None => self.due.index < MOST_PAGES,
            },
        };
        if self.due.index > 0 && !has_progressed {
            return Verdict::Refuse(self.looped(LoopKind::Drain, self.due.index));
        }
        let at = self.due.position.as_ref().and_then(Position::as_u64).unwrap_or(self.spec.first);
        let next = at.saturating_add(self.step(info, page.count));
        if info.more.is_none() && !self.spec.stop.is_declared() && self.total_is_reached(at, next, page.count) {
            return Verdict::End;
        }
        Verdict::Next(Position::count(at))
    }
}
