//! Whether the numbers of items and of pages say the truth.

use super::asking::{Answer, Probed};
use super::judge::{End, Judge, Known, is_refusal, items};
use super::relation::{Relation, relation};
use super::report::Outcome;

impl Judge {
    /// Whether the total says the truth.
    pub(super) fn total<P>(&mut self, one: &Probed<P>, two: Option<&Probed<P>>, end: &End<P>, known: &Known) {
        const CLAIM: &str = "total";
        if one.total.is_none() && one.total_pages.is_none() {
            if self.spec.total {
                self.leave_open(CLAIM, "page one has none, or none that can be read");
            }
            return;
        }
        let Some(total) = one.total else { return };
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

    /// Whether the number of pages says the truth.
    pub(super) fn total_pages<P>(&mut self, one: &Probed<P>, two: Option<&Probed<P>>, end: &End<P>) {
        const CLAIM: &str = "total_pages";
        let Some(pages) = one.total_pages else { return };
        let goes_on = two.is_some_and(|two| two.count > 0 && matches!(relation(one, two), Relation::Apart));
        if pages == 0 || goes_on && pages < 2 {
            return self.refute(CLAIM, format!("it is {pages}, and there is a page {}", pages.saturating_add(1)));
        }
        if let Some(other) = two.and_then(|two| two.total_pages).filter(|other| *other != pages) {
            return self.refute(CLAIM, format!("page one says {pages}, and page two {other}"));
        }
        if let Some(total) = one.total {
            return self.pages_of(total, pages, one, goes_on);
        }
        let empty = format!("it is {pages}, and page {pages} has no items");
        match &end.last {
            Some(Answer::Page(last)) if last.count == 0 => return self.refute(CLAIM, empty),
            Some(Answer::Nothing) => return self.refute(CLAIM, empty),
            Some(Answer::Refused(status, why)) if is_refusal(*status) => {
                return self.refute(CLAIM, format!("it is {pages}, and page {pages} was refused: {why}"));
            }
            Some(Answer::Page(_)) => {}
            None if pages == 1 => {}
            None if pages == 2 && two.is_some_and(|two| two.count == 0) => return self.refute(CLAIM, empty),
            None if pages == 2 && goes_on => {}
            _ => return self.leave_open(CLAIM, format!("it is {pages}, and the last page was not seen")),
        }
        match &end.past {
            Some(Answer::Page(past)) if past.count > 0 && !end.repeats => {
                self.refute(CLAIM, format!("it is {pages}, and page {} has items", pages.saturating_add(1)));
            }
            Some(Answer::Page(_) | Answer::Nothing) => {
                self.confirm(CLAIM, format!("page {pages} has items, and none comes after it"));
            }
            Some(Answer::Refused(status, _)) if is_refusal(*status) => {
                self.confirm(CLAIM, format!("page {pages} has items, and the page after it is refused"));
            }
            _ => self.leave_open(CLAIM, format!("it is {pages}, and the end was not seen")),
        }
    }

    /// The number of pages beside that of the items, which was looked for at the end of the list.
    fn pages_of<P>(&mut self, total: u64, pages: u64, one: &Probed<P>, goes_on: bool) {
        const CLAIM: &str = "total_pages";
        let holds =
            self.findings.iter().any(|finding| finding.claim == "total" && finding.outcome == Outcome::Confirmed);
        if !holds {
            return self.leave_open(CLAIM, format!("it is {pages}, and the total is not known to hold"));
        }
        // The size that page one has, or would have if there were that many items.
        let known = one.page.request().page_size().or(self.spec.page_size.default);
        let size = if goes_on { one.count } else { known.unwrap_or(one.count) }.max(1);
        let are = total.div_ceil(size);
        let evidence = format!("{} in pages of {size} are {are}", items(total));
        if are == pages {
            self.confirm(CLAIM, evidence);
        } else {
            self.refute(CLAIM, format!("it is {pages}, and {evidence}"));
        }
    }
}
