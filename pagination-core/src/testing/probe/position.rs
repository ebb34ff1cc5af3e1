//! Whether the position leads to another page, and whether the body has one that is not read.

use super::asking::{Answer, Lead, Probed};
use super::judge::{Judge, is_refusal, items};
use super::relation::{Relation, relation};
use crate::over_http::likely_positions::likely_positions;
use crate::position::Position;

impl Judge {
    /// Whether page two is another page. It is returned if it is one, with items.
    pub(super) fn position<P>(&mut self, one: &Probed<P>, lead: &Lead, two: Option<Answer<P>>) -> Option<Probed<P>> {
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

    /// Members of the body that look like a position and are not read.
    pub(super) fn unread<P>(&mut self, one: &Probed<P>) {
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
