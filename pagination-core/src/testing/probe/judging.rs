//! What the pages that came say about each claim.

use std::fmt;

use http::StatusCode;
use serde_json::Value;

use super::asking::{Answer, Asking, Lead, Probed, at};
use super::report::{Finding, Outcome, Report};
use crate::outside_text::shortened;
use crate::over_http::OverHttp;
use crate::over_http::likely_positions::likely_positions;
use crate::page_request::PageRequest;
use crate::paginated::{Paginated, PaginatedBy};
use crate::position::Position;
use crate::spec::{Spec, StrategyKind};
use crate::strategy::Strategy;
use crate::transport::Transport;

/// A larger declared maximum is not tried: a page of it is no small thing.
const LARGEST: u64 = 1_000;
/// So many items are past the end of most lists.
const FAR: u64 = 1_000_000;

pub(super) async fn judge<P, T, S>(mut asking: Asking<P, T, S>) -> Report
where
    P: Paginated + PaginatedBy<S>,
    T: Transport<P, Error: fmt::Display> + OverHttp,
    S: Strategy,
{
    let mut judge = Judge { findings: Vec::new(), spec: asking.spec };
    judge.all(&mut asking).await;
    Report {
        response: asking.spec.response.to_owned(),
        strategy: asking.spec.strategy.name().to_owned(),
        requests: asking.requests(),
        findings: judge.findings,
    }
}

struct Judge {
    findings: Vec<Finding>,
    spec: &'static Spec,
}

/// What two pages have in common.
enum Relation {
    /// The same items in the same order.
    Same,
    /// The second one begins with so many of the last items of the first.
    Overlap(usize),
    /// So many items of the second are somewhere in the first.
    Common(usize),
    Apart,
    /// The items were not found in the bodies.
    NotFound,
}

fn relation<P>(one: &Probed<P>, other: &Probed<P>) -> Relation {
    let (Some(one), Some(other)) = (&one.items, &other.items) else { return Relation::NotFound };
    if one == other {
        return Relation::Same;
    }
    let most = one.len().min(other.len());
    let meets = |length: &usize| one.get(one.len().saturating_sub(*length)..) == other.get(..*length);
    if let Some(overlap) = (1..=most).rev().find(meets) {
        return Relation::Overlap(overlap);
    }
    match other.iter().filter(|item| one.contains(item)).count() {
        0 => Relation::Apart,
        common => Relation::Common(common),
    }
}

/// Whether a status says that a request is wrong, rather than that it may not be made, or not now.
fn is_refusal(status: Option<StatusCode>) -> bool {
    status.is_some_and(|status| status.is_client_error() && ![401, 403, 408, 425, 429].contains(&status.as_u16()))
}

/// How long the list is, where its last page came.
fn length<P>(one: &Probed<P>, two: Option<&Probed<P>>) -> Option<u64> {
    match two?.count {
        second if second < one.count => Some(one.count.saturating_add(second)),
        _ => None,
    }
}

fn items(count: u64) -> String {
    if count == 1 { "1 item".to_owned() } else { format!("{count} items") }
}

impl Judge {
    fn say(&mut self, claim: impl Into<String>, outcome: Outcome, evidence: impl AsRef<str>) {
        let evidence = shortened(evidence.as_ref(), 300);
        self.findings.push(Finding { claim: claim.into(), outcome, evidence });
    }

    fn confirm(&mut self, claim: impl Into<String>, evidence: impl AsRef<str>) {
        self.say(claim, Outcome::Confirmed, evidence);
    }

    fn refute(&mut self, claim: impl Into<String>, evidence: impl AsRef<str>) {
        self.say(claim, Outcome::Refuted, evidence);
    }

    fn leave_open(&mut self, claim: impl Into<String>, evidence: impl AsRef<str>) {
        self.say(claim, Outcome::Unknown, evidence);
    }

    async fn all<P, T, S>(&mut self, asking: &mut Asking<P, T, S>)
    where
        P: Paginated + PaginatedBy<S>,
        T: Transport<P, Error: fmt::Display> + OverHttp,
        S: Strategy,
    {
        let first = match &asking.first {
            Ok(first) => first.clone(),
            Err(problem) => {
                let problem = problem.to_string();
                return self.leave_open("position", format!("no request was made: {problem}"));
            }
        };
        let one = match asking.ask(&first).await {
            Answer::Page(one) => one,
            Answer::Nothing => return self.leave_open("position", "the list is empty: page one has no content"),
            Answer::Refused(_, why) => return self.leave_open("position", format!("page one did not come: {why}")),
            Answer::NotAsked => return self.leave_open("position", "no request was allowed"),
        };
        if one.count == 0 {
            self.unread(&one);
            return self.leave_open("position", "the list is empty");
        }
        let lead = asking.after(&one);
        let two = match &lead {
            Lead::To(second) => Some(asking.ask(second).await),
            Lead::Nowhere | Lead::Foreign(_) => None,
        };
        let again = if self.spec.session { Answer::NotAsked } else { asking.ask(&first).await };
        let is_ordered = self.order(&one, &again);
        let two = self.position(&one, &lead, two);
        let mut known = Known { at_least: one.count, end: None };
        if let Some(two) =
            two.as_ref().filter(|two| matches!(relation(&one, two), Relation::Apart | Relation::NotFound))
        {
            known.at_least = known.at_least.saturating_add(two.count);
        }
        let twice = self.sizes(asking, &first, &one, two.as_ref(), is_ordered, &mut known).await;
        let largest = self.declared_sizes(asking, &first, &mut known).await;
        self.links(asking, &one, two.as_ref(), &lead);
        self.way_back(asking, &one, two.as_ref()).await;
        let end = if self.spec.strategy.is_counted() {
            self.counted_end(asking, &first, &one, two.as_ref(), &known).await
        } else {
            self.followed_end(asking, &one, two.as_ref(), largest.as_ref(), &mut known).await
        };
        self.flag(&one, two.as_ref(), largest.as_ref(), &end);
        self.total(&one, two.as_ref(), &end, &known);
        self.stops(&one, two.as_ref(), twice.as_ref(), largest.as_ref(), &end);
        self.unread(&one);
    }

    /// Whether the same request gives the same items in the same order.
    fn order<P>(&mut self, one: &Probed<P>, again: &Answer<P>) -> bool {
        let Answer::Page(again) = again else {
            self.leave_open("order", "page one was not asked for again");
            return false;
        };
        let (Some(before), Some(after)) = (&one.items, &again.items) else {
            self.leave_open("order", "the items were not found in the body");
            return false;
        };
        if before == after {
            self.confirm("order", "page one came again as it was");
            return true;
        }
        let kept: Vec<_> = after.iter().filter(|item| before.contains(item)).collect();
        let was: Vec<_> = before.iter().filter(|item| after.contains(item)).collect();
        if kept == was && kept.len() > before.len() / 2 {
            self.leave_open(
                "order",
                "page one came again with other items between the same: the list has changed meanwhile",
            );
        } else {
            self.refute(
                "order",
                format!(
                    "page one came again in another order, or with others: {} of {} items stand where they stood",
                    before.iter().zip(after).filter(|(before, after)| before == after).count(),
                    before.len()
                ),
            );
        }
        false
    }

    /// Whether page two is another page. It is returned if it is one, with items.
    fn position<P>(&mut self, one: &Probed<P>, lead: &Lead, two: Option<Answer<P>>) -> Option<Probed<P>> {
        const CLAIM: &str = "position";
        match (lead, two) {
            (Lead::Foreign(_), _) => self.leave_open(CLAIM, "page two is on another origin, and was not asked for"),
            (Lead::Nowhere, _) => {
                let unread =
                    one.body.as_ref().map(|body| likely_positions(body.to_string().as_bytes())).unwrap_or_default();
                if one.more == Some(true) {
                    self.refute(CLAIM, "the flag says that more follow, and page one has no position");
                } else if !unread.is_empty() {
                    self.refute(
                        CLAIM,
                        format!("page one has no position where it is declared, but `{}`", unread.join("`, `")),
                    );
                } else if let Some(total) = one.total.filter(|total| *total > one.count) {
                    self.refute(CLAIM, format!("page one has {} of {total}, and no position", items(one.count)));
                } else {
                    self.leave_open(CLAIM, "page one is the whole list");
                }
            }
            (Lead::To(_), None | Some(Answer::NotAsked)) => self.leave_open(CLAIM, "page two was not asked for"),
            (Lead::To(_), Some(Answer::Nothing)) => self.leave_open(CLAIM, "page two has no content"),
            (Lead::To(_), Some(Answer::Refused(status, why))) => {
                if is_refusal(status) && !status.is_some_and(|status| self.spec.empty.contains(&status.as_u16())) {
                    self.refute(CLAIM, format!("page two was refused: {why}"));
                } else {
                    self.leave_open(CLAIM, format!("page two did not come: {why}"));
                }
            }
            (Lead::To(_), Some(Answer::Page(two))) => {
                if two.count == 0 {
                    self.leave_open(CLAIM, "page two has no items");
                    return Some(two);
                }
                match relation(one, &two) {
                    Relation::Same => self.refute(CLAIM, "page two is page one again: the API ignores the position"),
                    Relation::Overlap(count) => {
                        self.refute(
                            CLAIM,
                            format!("page two begins with the last {} of page one", items(count as u64)),
                        );
                    }
                    Relation::Common(count) => {
                        self.refute(CLAIM, format!("{} of page two were on page one", items(count as u64)));
                    }
                    Relation::Apart => {
                        self.confirm(
                            CLAIM,
                            format!("page two has {}, none of which was on page one", items(two.count)),
                        );
                    }
                    Relation::NotFound if one.body == two.body => {
                        self.refute(CLAIM, "page two is page one again: the API ignores the position");
                    }
                    Relation::NotFound => {
                        self.leave_open(CLAIM, "page two differs, but the items were not found in the body");
                    }
                }
                return Some(two);
            }
        }
        None
    }

    /// Whether the size is honoured. The page of twice the size is returned.
    async fn sizes<P, T, S>(
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

    /// Whether `default` and `max` say the truth. The largest page is returned.
    async fn declared_sizes<P, T, S>(
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

    /// Whether links stay on the origin.
    fn links<P, T, S>(&mut self, asking: &Asking<P, T, S>, one: &Probed<P>, two: Option<&Probed<P>>, lead: &Lead)
    where
        P: Paginated + PaginatedBy<S>,
        T: Transport<P, Error: fmt::Display> + OverHttp,
        S: Strategy,
    {
        if self.spec.strategy != StrategyKind::NextLink {
            return;
        }
        let more = two.into_iter().flat_map(|two| [asking.after(two), asking.before(two)]);
        let leads: Vec<_> = more.chain([asking.before(one)]).collect();
        let foreign = std::iter::once(lead).chain(&leads).find_map(|lead| match lead {
            Lead::Foreign(why) => Some(why.clone()),
            _ => None,
        });
        let followed = std::iter::once(lead).chain(&leads).filter(|lead| matches!(lead, Lead::To(_))).count();
        match foreign {
            Some(why) => self.refute("origin", why),
            None if followed > 0 => {
                self.confirm("origin", format!("{followed} links, all on the origin of the request"));
            }
            None => self.leave_open("origin", "there was no link"),
        }
    }

    /// Whether the way back from page two leads to page one.
    async fn way_back<P, T, S>(&mut self, asking: &mut Asking<P, T, S>, one: &Probed<P>, two: Option<&Probed<P>>)
    where
        P: Paginated + PaginatedBy<S>,
        T: Transport<P, Error: fmt::Display> + OverHttp,
        S: Strategy,
    {
        const CLAIM: &str = "prev";
        if self.spec.prev.is_none() {
            return;
        }
        let Some(two) = two.filter(|two| two.count > 0) else {
            return self.leave_open(CLAIM, "there was no page two");
        };
        let request = match asking.before(two) {
            Lead::To(request) => request,
            Lead::Nowhere => return self.refute(CLAIM, "page two does not say where page one is"),
            Lead::Foreign(_) => {
                return self.leave_open(CLAIM, "the way back leads to another origin, and was not gone");
            }
        };
        match asking.ask(&request).await {
            Answer::Page(back) => match relation(one, &back) {
                Relation::Same => self.confirm(CLAIM, "the way back from page two leads to page one"),
                Relation::NotFound => self.leave_open(CLAIM, "the items were not found in the body"),
                _ => self.refute(CLAIM, "the way back from page two leads to another page than page one"),
            },
            Answer::Nothing => self.refute(CLAIM, "the way back from page two leads to a page without content"),
            Answer::Refused(status, why) if is_refusal(status) => {
                self.refute(CLAIM, format!("the way back was refused: {why}"));
            }
            Answer::Refused(_, why) => self.leave_open(CLAIM, format!("the way back did not come: {why}")),
            Answer::NotAsked => self.leave_open(CLAIM, "the way back was not gone"),
        }
    }

    /// What comes past the end of a counted list.
    async fn counted_end<P, T, S>(
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
        let length = one.total.filter(|total| *total >= one.count).or(known.end).or_else(|| length(one, two));
        let is_offset = self.spec.strategy == StrategyKind::Offset;
        let size = first.page_size.or(self.spec.page_size.default).unwrap_or(one.count).max(1);
        let place = |count: u64| {
            let steps = if is_offset { count } else { count.div_ceil(size) };
            let start = first.position.as_ref().and_then(Position::as_u64).unwrap_or(self.spec.first);
            start.saturating_add(steps)
        };
        let is_within = |count: u64| self.spec.max_window.is_none_or(|window| count.saturating_add(size) <= window);
        let mut end = End { last: None, past: None, repeats: false, is_certain: length.is_some(), expected: None };
        let past = match length {
            Some(length) if is_within(length) => place(length),
            None if self.spec.max_window.is_none() => place(FAR),
            // The cap lies before the end, or may.
            _ => return end,
        };
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

    /// Follows a list of cursors or links to its end, if that is near.
    async fn followed_end<P, T, S>(
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

    /// Whether the flag says the truth.
    fn flag<P>(&mut self, one: &Probed<P>, two: Option<&Probed<P>>, largest: Option<&Probed<P>>, end: &End<P>) {
        const CLAIM: &str = "has_more";
        let past = match &end.past {
            Some(Answer::Page(past)) if past.count == 0 => Some(past),
            _ => None,
        };
        let Some(more) = one.more else { return };
        let goes_on = two.is_some_and(|two| two.count > 0 && !matches!(relation(one, two), Relation::Same));
        let is_counted = self.spec.strategy.is_counted();
        let ends_here = |page: &&Probed<P>| !is_counted && page.next.is_none() && end.is_certain;
        let last = match &end.last {
            Some(Answer::Page(last)) => Some(last),
            _ => None,
        };
        let at_end =
            last.filter(|last| is_counted || ends_here(last)).or(largest.filter(ends_here)).or(two.filter(ends_here));
        if !more && goes_on {
            self.refute(CLAIM, "page one says that nothing follows, and page two has items");
        } else if past.is_some_and(|past| past.more == Some(true)) {
            self.refute(CLAIM, "past the end, it says that more follow");
        } else if at_end.is_some_and(|last| last.more == Some(true)) {
            self.refute(CLAIM, "the last page says that more follow");
        } else if more && two.is_some_and(|two| two.count == 0) && is_counted {
            self.refute(CLAIM, "page one says that more follow, and page two has no items");
        } else if more && goes_on {
            let evidence = if at_end.or(past).is_some() { ", and the last page says that nothing does" } else { "" };
            self.confirm(CLAIM, format!("page one says that more follow, and page two has items{evidence}"));
        } else {
            self.leave_open(CLAIM, "there was no page two");
        }
    }

    /// Whether the total says the truth.
    fn total<P>(&mut self, one: &Probed<P>, two: Option<&Probed<P>>, end: &End<P>, known: &Known) {
        const CLAIM: &str = "total";
        if one.total.is_none() && one.total_pages.is_none() {
            if self.spec.total {
                self.leave_open(CLAIM, "page one has none, or none that can be read");
            }
            return;
        }
        let Some(total) = one.total else {
            return self.leave_open(CLAIM, "the number of pages was not tried");
        };
        let goes_on = two.is_some_and(|two| two.count > 0 && matches!(relation(one, two), Relation::Apart));
        if total < one.count || (goes_on && total <= one.count) {
            return self.refute(CLAIM, format!("it is {total}, and {} came", items(known.at_least)));
        }
        if total < known.at_least {
            return self.refute(CLAIM, format!("it is {total}, and at least {} came", items(known.at_least)));
        }
        if let Some(other) = two.and_then(|two| two.total).filter(|other| *other != total) {
            return self.refute(CLAIM, format!("page one says {total}, and page two {other}"));
        }
        if let Some(length) = known.end {
            return if length == total {
                self.confirm(CLAIM, format!("the list was read to its end: {}", items(length)));
            } else {
                self.refute(CLAIM, format!("it is {total}, and the list ended after {}", items(length)));
            };
        }
        match (&end.last, &end.past) {
            (Some(Answer::Nothing), _) => {
                self.refute(CLAIM, format!("it is {total}, and there is no item at that place"));
            }
            (Some(Answer::Page(last)), _) if last.count == 0 => {
                self.refute(CLAIM, format!("it is {total}, and there is no item at that place"));
            }
            (Some(Answer::Refused(status, why)), _) if is_refusal(*status) => {
                self.refute(CLAIM, format!("it is {total}, and the page of that item was refused: {why}"));
            }
            (Some(Answer::Page(_)), Some(Answer::Page(past))) if past.count > 0 && !end.repeats => {
                self.refute(CLAIM, format!("it is {total}, and there are items after so many"));
            }
            (Some(Answer::Page(last)), _) if end.expected.is_some_and(|expected| expected != last.count) => {
                self.refute(CLAIM, format!("it is {total}, and the last page has {}", items(last.count)));
            }
            (Some(Answer::Page(_)), Some(Answer::Page(_) | Answer::Nothing)) => {
                self.confirm(CLAIM, format!("there is an item at place {total}, and none after it"));
            }
            _ => self.leave_open(CLAIM, format!("it is {total}, and the end was not seen")),
        }
    }

    /// Whether each declared stop says the truth.
    fn stops<P>(
        &mut self,
        one: &Probed<P>,
        two: Option<&Probed<P>>,
        twice: Option<&Probed<P>>,
        largest: Option<&Probed<P>>,
        end: &End<P>,
    ) {
        let stop = self.spec.stop;
        let goes_on = two.is_some_and(|two| two.count > 0 && !matches!(relation(one, two), Relation::Same));
        let past = end.past.as_ref();
        if stop.empty_page {
            const CLAIM: &str = "stop(empty_page)";
            match past {
                Some(Answer::Page(page)) if page.count == 0 => {
                    self.confirm(CLAIM, "past the end comes a page without items");
                }
                Some(Answer::Nothing) => self.confirm(CLAIM, "past the end comes no content"),
                Some(Answer::Page(_)) if end.repeats => {
                    self.refute(CLAIM, "past the end comes a page with items again");
                }
                _ if end.repeats => self.refute(CLAIM, "at the end comes a page with items again"),
                _ => self.leave_open(CLAIM, "the end was not seen"),
            }
        }
        if stop.short_page {
            const CLAIM: &str = "stop(short_page)";
            let size = one.page.request().page_size().or(self.spec.page_size.default);
            let clamped = [twice, largest].into_iter().flatten().find(|page| {
                let asked = page.page.request().page_size().or(self.spec.page_size.default);
                let two_pages = one.count.saturating_add(two.map_or(0, |two| two.count));
                asked.is_some_and(|asked| page.count < asked) && goes_on && page.count < two_pages
            });
            match size {
                Some(size) if one.count < size && goes_on => {
                    self.refute(CLAIM, format!("page one is short, {} of {size}, and page two has items", one.count));
                }
                _ if clamped.is_some() => {
                    let count = clamped.map_or(0, |page| page.count);
                    self.refute(CLAIM, format!("a page is short, with {}, and more follow", items(count)));
                }
                Some(_) if goes_on => self.confirm(CLAIM, "page one is full, and page two has items"),
                _ => self.leave_open(CLAIM, "there was no page two"),
            }
        }
        if stop.repeated {
            const CLAIM: &str = "stop(repeated)";
            match past {
                _ if end.repeats => self.confirm(CLAIM, "past the end comes a page again"),
                Some(Answer::Page(page)) if page.count == 0 => {
                    self.leave_open(CLAIM, "past the end comes a page without items");
                }
                _ => self.leave_open(CLAIM, "the end was not seen"),
            }
        }
    }

    /// Members of the body that look like a position and are not read.
    fn unread<P>(&mut self, one: &Probed<P>) {
        const CLAIM: &str = "unread";
        let Some(body) = &one.body else { return };
        let read: Vec<_> =
            [&one.next, &one.prev, &one.sync].into_iter().flatten().filter_map(Position::to_text).collect();
        let is_read = |path: &String| {
            let value = path.split('.').try_fold(body, |value, name| value.get(name));
            let text = value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            text.is_some_and(|text| read.iter().any(|read| *read == text))
        };
        let unread: Vec<_> =
            likely_positions(body.to_string().as_bytes()).into_iter().filter(|path| !is_read(path)).collect();
        if unread.is_empty() {
            self.confirm(CLAIM, "no member of the body looks like a position that is not read");
        } else if one.next.is_none() && !self.spec.strategy.is_counted() {
            self.refute(CLAIM, format!("no position was read, and `{}` looks like one", unread.join("`, `")));
        } else {
            self.leave_open(CLAIM, format!("`{}` looks like a position, and is not read", unread.join("`, `")));
        }
    }
}

/// What is known of the length of the list.
struct Known {
    at_least: u64,
    /// It was read to its end.
    end: Option<u64>,
}

/// What came at the end of the list.
struct End<P> {
    /// The page of the last item.
    last: Option<Answer<P>>,
    /// What comes after it.
    past: Option<Answer<P>>,
    /// A page that came before comes there.
    repeats: bool,
    /// The end is known to be there.
    is_certain: bool,
    /// How many items the last page has, if the total says the truth.
    expected: Option<u64>,
}
