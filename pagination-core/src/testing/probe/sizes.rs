//! Whether the page size is honoured, and what is declared of it.

use std::fmt;

use serde_json::Value;

use super::asking::{Answer, Asking, Lead, Probed};
use super::judge::{Judge, Known, is_refusal, items};
use super::relation::{Relation, relation};
use crate::over_http::OverHttp;
use crate::page_request::PageRequest;
use crate::paginated::{Paginated, PaginatedBy};
use crate::strategy::Strategy;
use crate::transport::Transport;

/// A larger declared maximum is not tried: a page of it is no small thing.
const LARGEST: u64 = 1_000;

impl Judge {
    /// Whether the size is honoured. The page of twice the size is returned.
    pub(super) async fn sizes<P, T, S>(
        &mut self,
        asking: &mut Asking<P, T, S>,
        first: &PageRequest,
        one: &Probed<P>,
        two: Option<&Probed<P>>,
        is_ordered: bool,
        known: &mut Known,
    ) -> Option<Probed<P>>
    where
        P: Paginated + PaginatedBy<S>,
        T: Transport<P, Error: fmt::Display> + OverHttp,
        S: Strategy,
    {
        const CLAIM: &str = "page_size";
        if !self.spec.sends_size() {
            return None;
        }
        let Some(size) = first.page_size else {
            self.leave_open(CLAIM, "no size is sent");
            return None;
        };
        let goes_on = two.is_some_and(|two| two.count > 0);
        let double = size.saturating_mul(2);
        let may_ask = goes_on && !self.spec.session && self.spec.page_size.max.is_none_or(|max| double <= max);
        let request = PageRequest { page_size: Some(double), ..first.clone() };
        let twice = match if may_ask { asking.ask(&request).await } else { Answer::NotAsked } {
            Answer::Page(twice) => Some(twice),
            _ => None,
        };
        if one.count > size {
            self.refute(
                CLAIM,
                format!("{size} were asked for, and {} came: the API ignores the size", items(one.count)),
            );
        } else if one.count < size && goes_on {
            self.refute(
                CLAIM,
                format!("{size} were asked for, and {} came, with more to follow: clamped", items(one.count)),
            );
        } else if one.count < size {
            self.leave_open(CLAIM, "the list is shorter than a page");
        } else if let Some(twice) = &twice {
            known.at_least = known.at_least.max(twice.count);
            if twice.count > double || (twice.count < double && known.at_least >= double) {
                self.refute(
                    CLAIM,
                    format!("{size} were asked for, and came; of {double}, {} came", items(twice.count)),
                );
            } else {
                self.confirm(
                    CLAIM,
                    format!("{size} and {double} were asked for; {} and {} came", one.count, twice.count),
                );
            }
        } else {
            self.confirm(CLAIM, format!("{size} were asked for, and came"));
        }
        if let (Some(twice), Some(two), true) = (&twice, two, is_ordered) {
            self.meets(one, two, twice);
        }
        twice
    }

    /// Whether `default` and `max` say the truth. The largest page is returned.
    pub(super) async fn declared_sizes<P, T, S>(
        &mut self,
        asking: &mut Asking<P, T, S>,
        first: &PageRequest,
        known: &mut Known,
    ) -> Option<Probed<P>>
    where
        P: Paginated + PaginatedBy<S>,
        T: Transport<P, Error: fmt::Display> + OverHttp,
        S: Strategy,
    {
        if self.spec.session {
            return None;
        }
        let mut largest: Option<Probed<P>> = None;
        let own = first.page_size.unwrap_or(0);
        // Where none is declared, a larger page of cursors may reach the end.
        let undeclared = (!self.spec.strategy.is_counted()).then_some(100);
        match self.spec.page_size.max {
            _ if !self.spec.sends_size() => {}
            Some(most) if most > LARGEST || most <= own => self.leave_open("max", "so large a page was not asked for"),
            Some(most) => match asking.ask(&PageRequest { page_size: Some(most), ..first.clone() }).await {
                Answer::Page(page) => {
                    self.is_followed(asking, most, &page, known).await;
                    self.declared_size("max", most, &page, known);
                    largest = Some(page);
                }
                Answer::Refused(status, why) if is_refusal(status) => {
                    self.refute("max", format!("a page of {most} was refused: {why}"));
                }
                _ => self.leave_open("max", "so large a page did not come"),
            },
            None => {
                if let Some(most) = undeclared.filter(|most| *most > own)
                    && let Answer::Page(page) =
                        asking.ask(&PageRequest { page_size: Some(most), ..first.clone() }).await
                {
                    largest = Some(page);
                }
            }
        }
        let Some(default) = self.spec.page_size.default else { return largest };
        let request = PageRequest { page_size: None, ..first.clone() };
        let Answer::Page(page) = (if asking.has_own_size { Answer::NotAsked } else { asking.ask(&request).await })
        else {
            self.leave_open("default", "no page was asked for without a size");
            return largest;
        };
        self.is_followed(asking, default, &page, known).await;
        self.declared_size("default", default, &page, known);
        match largest {
            Some(largest) if largest.count >= page.count => Some(largest),
            _ => Some(page),
        }
    }

    /// Whether two pages together are one of twice the size: then nothing lies between them.
    fn meets<P>(&mut self, one: &Probed<P>, two: &Probed<P>, twice: &Probed<P>) {
        let (Some(one), Some(two), Some(twice)) = (&one.items, &two.items, &twice.items) else { return };
        let both: Vec<&Value> = one.iter().chain(two).collect();
        let length = both.len().min(twice.len());
        if twice.len() <= one.len() {
            return;
        }
        let meets = both.iter().zip(twice).take(length).all(|(one, other)| *one == other);
        if meets {
            self.confirm("no_gap", "pages one and two are the first page of twice the size");
        } else if self.spec.strategy.is_counted() {
            self.refute("no_gap", "pages one and two are not what a page of twice the size begins with: the position counts something else");
        } else {
            self.leave_open("no_gap", "pages one and two are not what a page of twice the size begins with");
        }
        if self.spec.parallel {
            if meets {
                self.confirm("parallel", "a position that was computed gave the items that come next");
            } else {
                self.refute("parallel", "a position that was computed gave other items than those that come next");
            }
        }
    }

    /// Finds out whether a page, which is shorter than it may be, is the whole list.
    async fn is_followed<P, T, S>(
        &mut self,
        asking: &mut Asking<P, T, S>,
        size: u64,
        page: &Probed<P>,
        known: &mut Known,
    ) where
        P: Paginated + PaginatedBy<S>,
        T: Transport<P, Error: fmt::Display> + OverHttp,
        S: Strategy,
    {
        let is_open = page.count < size && known.at_least <= page.count && known.end.is_none() && page.total.is_none();
        let lead = if is_open { asking.after(page) } else { Lead::Nowhere };
        let Lead::To(request) = lead else { return };
        match asking.ask(&request).await {
            Answer::Page(next) if next.count > 0 && matches!(relation(page, &next), Relation::Apart) => {
                known.at_least = known.at_least.max(page.count.saturating_add(next.count));
            }
            Answer::Page(next) if next.count == 0 && self.spec.strategy.is_counted() => known.end = Some(page.count),
            _ => {}
        }
    }

    fn declared_size<P>(&mut self, claim: &str, size: u64, page: &Probed<P>, known: &mut Known) {
        let more_follow = page.next.is_some() && !self.spec.strategy.is_counted() && !self.spec.stop.empty_page;
        let is_longer = known.at_least > page.count
            || page.more == Some(true)
            || more_follow
            || page.total.is_some_and(|total| total > page.count && self.spec.strategy.is_counted() && total >= size);
        known.at_least = known.at_least.max(page.count);
        if page.count == size {
            self.confirm(claim, format!("a page of it has {}", items(page.count)));
        } else if page.count > size {
            self.refute(claim, format!("{size} is declared, and {} came", items(page.count)));
        } else if is_longer {
            self.refute(claim, format!("{size} is declared, and {} came, with more to follow", items(page.count)));
        } else {
            self.leave_open(claim, format!("the list is shorter: {} came", items(page.count)));
        }
    }
}
