//! What comes at the end of the list, and past it.

use std::fmt;

use super::asking::{Answer, Asking, Lead, Probed, at};
use super::judge::{End, Judge, Known, is_refusal};
use super::relation::{Relation, relation};
use crate::over_http::OverHttp;
use crate::page_request::PageRequest;
use crate::paginated::{Paginated, PaginatedBy};
use crate::position::Position;
use crate::spec::StrategyKind;
use crate::strategy::Strategy;
use crate::transport::Transport;

/// Most lists end before this many items.
const FAR: u64 = 1_000_000;

impl Judge {
    /// What comes past the end of a counted list.
    pub(super) async fn counted_end<P, T, S>(
        &mut self,
        asking: &mut Asking<P, T, S>,
        first: &PageRequest,
        one: &Probed<P>,
        two: Option<&Probed<P>>,
        known: &Known,
    ) -> End<P>
    where
        P: Paginated + PaginatedBy<S>,
        T: Transport<P, Error: fmt::Display> + OverHttp,
        S: Strategy,
    {
        let length = one.total.filter(|total| *total >= one.count).or(known.end);
        // Where only the pages are counted, by their numbers.
        let least = if two.is_some_and(|two| two.count > 0) { 2 } else { 1 };
        let pages = one.total_pages.filter(|pages| *pages >= least && length.is_none());
        let length = if pages.is_some() { None } else { length.or_else(|| self::length(one, two)) };
        let is_offset = self.spec.strategy == StrategyKind::Offset;
        let size = first.page_size.or(self.spec.page_size.default).unwrap_or(one.count).max(1);
        let place = |count: u64| {
            let steps = if is_offset { count } else { count.div_ceil(size) };
            let start = first.position.as_ref().and_then(Position::as_u64).unwrap_or(self.spec.first);
            start.saturating_add(steps)
        };
        let is_within = |count: u64| self.spec.max_window.is_none_or(|window| count.saturating_add(size) <= window);
        let mut end = End { last: None, past: None, repeats: false, is_certain: length.is_some(), expected: None };
        end.is_certain |= pages.is_some();
        let past = match (length, pages) {
            (Some(length), _) if is_within(length) => place(length),
            (None, Some(pages)) if is_within(pages.saturating_mul(size)) => place(0).saturating_add(pages),
            (None, None) if self.spec.max_window.is_none() => place(FAR),
            // The cap lies before the end, or may.
            _ => return end,
        };
        // The first two pages are there already.
        if let Some(pages) = pages.filter(|pages| *pages > 2) {
            let request = at(first, Position::count(place(0).saturating_add(pages.saturating_sub(1))));
            end.last = Some(asking.ask(&request).await);
        }
        if let Some(total) = one.total.filter(|total| *total > 0 && Some(*total) == length) {
            // The page that holds the last item.
            let last = if is_offset { place(total.saturating_sub(1)) } else { place(total).saturating_sub(1) };
            let request = at(first, Position::count(last));
            end.last = Some(asking.ask(&request).await);
            end.expected = Some(if is_offset { 1 } else { total.saturating_sub(1) % size + 1 });
        }
        let request = at(first, Position::count(past));
        let mut answer = asking.ask(&request).await;
        if let Answer::Page(page) = &answer
            && page.count > 0
        {
            let is_known = |other: &Probed<P>| matches!(relation(other, page), Relation::Same);
            let last = match &end.last {
                Some(Answer::Page(last)) => Some(last),
                _ => None,
            };
            end.repeats = is_known(one)
                || two.is_some_and(is_known)
                || last.is_some_and(|last| {
                    last.items
                        .as_ref()
                        .zip(page.items.as_ref())
                        .is_some_and(|(last, page)| !last.is_empty() && last.iter().all(|item| page.contains(item)))
                });
            if !end.repeats && !end.is_certain {
                // A list that goes so far, or the last page again and again?
                let farther =
                    at(first, Position::count(past.saturating_add(if is_offset { size.saturating_mul(7) } else { 7 })));
                if let Answer::Page(other) = asking.ask(&farther).await {
                    end.repeats = other.count > 0 && matches!(relation(page, &other), Relation::Same);
                    answer = Answer::Page(other);
                }
            }
        }
        self.past_the_end(&answer, &end);
        end.past = Some(answer);
        end
    }

    /// Follows a list of cursors or links to its end, if that is near.
    pub(super) async fn followed_end<P, T, S>(
        &mut self,
        asking: &mut Asking<P, T, S>,
        one: &Probed<P>,
        two: Option<&Probed<P>>,
        largest: Option<&Probed<P>>,
        known: &mut Known,
    ) -> End<P>
    where
        P: Paginated + PaginatedBy<S>,
        T: Transport<P, Error: fmt::Display> + OverHttp,
        S: Strategy,
    {
        let mut end = End { last: None, past: None, repeats: false, is_certain: false, expected: None };
        // From the page that reaches farthest, which begins at the start of the list.
        let from = largest.filter(|largest| largest.count >= one.count).unwrap_or(one);
        let before = if std::ptr::eq(from, one) { two.map_or(0, |_| one.count) } else { 0 };
        let from = if std::ptr::eq(from, one) { two.unwrap_or(one) } else { from };
        let mut reached = before.saturating_add(from.count);
        let mut lead = asking.after(from);
        let mut last: Option<Probed<P>> = None;
        loop {
            match lead {
                Lead::Nowhere => {
                    known.end = Some(reached);
                    break;
                }
                Lead::Foreign(_) => break,
                Lead::To(request) => match asking.ask(&request).await {
                    Answer::Page(page) => {
                        reached = reached.saturating_add(page.count);
                        let is_end = page.count == 0 && self.spec.stop.empty_page;
                        lead = asking.after(&page);
                        let is_repeated = last
                            .as_ref()
                            .is_some_and(|last| page.count > 0 && matches!(relation(last, &page), Relation::Same));
                        last = Some(page);
                        if is_end {
                            known.end = Some(reached);
                            break;
                        }
                        if is_repeated {
                            end.repeats = true;
                            break;
                        }
                    }
                    Answer::Nothing => {
                        known.end = Some(reached);
                        end.past = Some(Answer::Nothing);
                        break;
                    }
                    answer => {
                        if let Answer::Refused(status, why) = &answer
                            && is_refusal(*status)
                        {
                            self.refute("past_the_end", format!("a position that came was refused: {why}"));
                        }
                        break;
                    }
                },
            }
        }
        if known.end.is_some() {
            end.is_certain = true;
            known.at_least = known.at_least.max(reached);
        }
        if let Some(last) = last {
            if last.count == 0 {
                end.past = Some(Answer::Page(last));
            } else {
                end.last = Some(Answer::Page(last));
            }
        }
        end
    }

    fn past_the_end<P>(&mut self, answer: &Answer<P>, end: &End<P>) {
        const CLAIM: &str = "past_the_end";
        match answer {
            Answer::Nothing => self.confirm(CLAIM, "past the end comes no content"),
            Answer::Page(page) if page.count == 0 => self.confirm(CLAIM, "past the end comes a page without items"),
            Answer::Page(_) if end.repeats && self.spec.stop.repeated => {
                self.confirm(CLAIM, "past the end comes a page again, as `stop(repeated)` declares");
            }
            Answer::Page(_) if end.repeats => {
                self.refute(CLAIM, "past the end comes a page again: declare `stop(repeated)`");
            }
            Answer::Page(_) => self.leave_open(CLAIM, "there are items where the end was supposed"),
            Answer::Refused(Some(status), _) if self.spec.empty.contains(&status.as_u16()) => {
                self.confirm(CLAIM, format!("past the end comes status {}, as `empty` declares", status.as_u16()));
            }
            Answer::Refused(status @ Some(code), why) if is_refusal(*status) && end.is_certain => {
                self.refute(CLAIM, format!("past the end comes {why}: declare `empty({})`", code.as_u16()));
            }
            Answer::Refused(_, why) => self.leave_open(CLAIM, format!("far past the end came {why}")),
            Answer::NotAsked => self.leave_open(CLAIM, "it was not asked for"),
        }
    }
}

/// How long the list is, where its last page came.
fn length<P>(one: &Probed<P>, two: Option<&Probed<P>>) -> Option<u64> {
    match two?.count {
        second if second < one.count => Some(one.count.saturating_add(second)),
        _ => None,
    }
}
