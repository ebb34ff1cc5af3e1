//! Whether the same request gives the same items in the same order.

use super::asking::{Answer, Probed};
use super::judge::Judge;

impl Judge {
    /// Whether the same request gives the same items in the same order.
    pub(super) fn order<P>(&mut self, one: &Probed<P>, again: &Answer<P>) -> bool {
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
}
