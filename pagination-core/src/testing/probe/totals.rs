//! Whether the numbers of items and of pages say the truth.

use super::asking::{Answer, Probed};
use super::judge::{End, Judge, Known, is_refusal, items};
use super::relation::{Relation, relation};

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
}
