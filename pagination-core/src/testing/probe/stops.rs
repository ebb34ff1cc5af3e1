//! Whether the flag and each declared stop say the truth.

use super::asking::{Answer, Probed};
use super::judge::{End, Judge, items};
use super::relation::{Relation, relation};

impl Judge {
    /// Whether the flag says the truth.
    pub(super) fn flag<P>(
        &mut self,
        one: &Probed<P>,
        two: Option<&Probed<P>>,
        largest: Option<&Probed<P>>,
        end: &End<P>,
    ) {
        const CLAIM: &str = "has_more";
        let past = match &end.past {
            Some(Answer::Page(past)) if past.count == 0 => Some(past),
            _ => None,
        };
        let Some(more) = one.more else { return };
        let goes_on = two.is_some_and(|two| two.count > 0 && !matches!(relation(one, two), Relation::Same));
        let is_counted = self.spec.strategy.is_counted();
        let ends_here = |page: &&Probed<P>| !is_counted && page.next.is_none() && end.is_certain;
        // A count that is too low names a page before the end.
        let goes_past = matches!(&end.past, Some(Answer::Page(past)) if past.count > 0 && !end.repeats);
        let last = match &end.last {
            Some(Answer::Page(last)) if !goes_past => Some(last),
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

    /// Whether each declared stop says the truth.
    pub(super) fn stops<P>(
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
}
